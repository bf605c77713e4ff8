import { useEffect, useRef } from "preact/hooks";
import { addStyles } from "../later-styles";
import { Branches } from "./branches";
import { BlockForm, type FormProps } from "./form";
import css from "./forms.later.css";
import { nameOf, placeOfPointer } from "./paths";
import { FlowContext } from "./scope";

addStyles(css);

export { SeveralProperties } from "../several/several-properties";
export type { FormProps };

/** The settings of a block and where its branches lead. */
export function BlockSections(props: FormProps) {
  const { designer, block } = props;
  const root = useRef<HTMLDivElement>(null);
  const wanted = designer.wantedPath.value;
  useEffect(() => {
    if (wanted !== "" && root.current) focusField(root.current, wanted);
  }, [wanted]);
  return (
    <FlowContext.Provider value={designer.session.flow}>
      <div ref={root}>
        <section>
          <h3>Settings</h3>
          <BlockForm {...props} />
        </section>
        <section>
          <h3>Branches</h3>
          <Branches designer={designer} block={block} />
        </section>
      </div>
    </FlowContext.Provider>
  );
}

/** Puts the keyboard into the field that a finding is about, or the nearest around it. */
function focusField(root: HTMLElement, pointer: string): void {
  const place = placeOfPointer(pointer);
  if (!place) return;
  const fields = [...root.querySelectorAll<HTMLElement>("[data-path]")];
  for (let n = place.length; n > 0; n--) {
    const name = nameOf(place.slice(0, n));
    const field = fields.find((one) => one.dataset.path?.split("|").includes(name));
    const input = field?.querySelector<HTMLElement>("input, select, textarea, button");
    if (!input) continue;
    input.focus();
    return;
  }
}
