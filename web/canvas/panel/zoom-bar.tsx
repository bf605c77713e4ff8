import { runCommand } from "../command/commands";
import type { Designer } from "./designer";
import { Icon } from "./icon";

/** Zoom for those who have no wheel, and Tidy. */
export function ZoomBar({ designer }: { readonly designer: Designer }) {
  const { layout } = designer;
  const button = (label: string, icon: string, run: () => void) => (
    <button type="button" class="button quiet icon-only" aria-label={label} title={label} onClick={run}>
      <Icon name={icon} />
    </button>
  );
  return (
    <div class="zoom-bar" role="toolbar" aria-label="View">
      {button("Zoom out", "minus", () => designer.view.zoomBy(1 / 1.25))}
      {button("Zoom in", "plus", () => designer.view.zoomBy(1.25))}
      {button("Show everything (Shift+1)", "maximize", () => designer.view.fit())}
      {designer.editable && button("Tidy (Shift+T)", "workflow", () => runCommand("tidy", designer.context))}
      {button(
        layout.leftOpen.value ? "Hide the left panel (Shift+L)" : "Show the left panel (Shift+L)",
        "panel-left",
        () => designer.toggle("left"),
      )}
      {button(
        layout.propertiesOpen.value ? "Hide the properties (Shift+R)" : "Show the properties (Shift+R)",
        "panel-right",
        () => designer.toggle("properties"),
      )}
    </div>
  );
}
