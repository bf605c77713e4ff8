/** What opens over the canvas on request, fetched when the page has painted. */
import { Chooser } from "./chooser";
import chooserCss from "./chooser.later.css";
import { ContextMenu } from "./context-menu";
import type { Designer } from "./designer";
import findCss from "./find.later.css";
import helpCss from "./help.later.css";
import { addStyles } from "./later-styles";
import { FlowDialogs } from "./version-dialogs";

addStyles(chooserCss);
addStyles(findCss);
addStyles(helpCss);

export { askToAdd, askToReplace } from "./choosing";
export { commandPalette } from "./command-palette";
export { askToConnect } from "./connecting";
export { FindBar } from "./find-bar";

/** Whichever of them is open. */
export function OpenOverlays({ designer }: { readonly designer: Designer }) {
  return (
    <>
      <FlowDialogs designer={designer} />
      <ContextMenu designer={designer} />
      <ChooserHost designer={designer} />
    </>
  );
}

function ChooserHost({ designer }: { readonly designer: Designer }) {
  const request = designer.chooser.value;
  if (!request) return null;
  return (
    // One question may follow another: each has its own dialog.
    <Chooser
      key={request.label}
      request={request}
      onClose={() => {
        if (designer.chooser.value === request) designer.chooser.value = null;
      }}
    />
  );
}
