/** The commands that open and fold panels. */
import type { Command, PanelPart } from "./types";

const parts: readonly (readonly [PanelPart, string, string, Command["group"]])[] = [
  ["json", "Edit as JSON, beside the canvas", "Shift+j", "View"],
  ["prompts", "All prompts and texts", "Shift+p", "View"],
  ["left", "Show or hide the panel on the left", "Shift+l", "View"],
  ["properties", "Show or hide the properties", "Shift+r", "View"],
];

export const panelCommands: readonly Command[] = [
  ...parts.map(
    ([part, title, key, group]): Command => ({
      id: `panel-${part}`,
      title,
      group,
      keys: [key],
      run: ({ panels }) => panels.toggle(part),
    }),
  ),
  {
    id: "json-show-block",
    title: "Show on the canvas the block that the cursor is in, in the JSON",
    group: "View",
    keys: ["Alt+Enter"],
    inFields: true,
    when: ({ panels }) => panels.hasTextBlock(),
    run: ({ panels }) => panels.showTextBlock(),
  },
];
