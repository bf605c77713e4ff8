/** The commands that align and distribute the selection. */
import { type Axis, align, distribute, type Edge } from "./arrange";
import { blocks, canEdit, edit } from "./context";
import type { Command, CommandContext } from "./types";

const edges: readonly (readonly [Edge, string, string])[] = [
  ["left", "Align left edges", "Alt+a"],
  ["centre", "Align centres", "Alt+h"],
  ["right", "Align right edges", "Alt+d"],
  ["top", "Align tops", "Alt+w"],
  ["middle", "Align middles", "Alt+v"],
  ["bottom", "Align bottoms", "Alt+s"],
];

const axes: readonly (readonly [Axis, string, string])[] = [
  ["x", "Distribute across", "Alt+Shift+h"],
  ["y", "Distribute down", "Alt+Shift+v"],
];

export const arrangeCommands: readonly Command[] = [
  ...edges.map(([edge, title, key]) =>
    arranging(`align-${edge}`, title, key, 2, ({ session, selection, view }) =>
      align(session.flow, selection.ids.value, view.sizeOf, edge),
    ),
  ),
  ...axes.map(([axis, title, key]) =>
    arranging(`distribute-${axis}`, title, key, 3, ({ session, selection, view }) =>
      distribute(session.flow, selection.ids.value, view.sizeOf, axis),
    ),
  ),
];

function arranging(
  id: string,
  title: string,
  key: string,
  atLeast: number,
  ops: (context: CommandContext) => ReturnType<typeof align>,
): Command {
  return {
    id,
    title,
    group: "Arrange",
    keys: [key],
    onBlocks: true,
    when: (context) => canEdit(context) && context.selection.ids.value.size >= atLeast,
    run: (context) => edit(context, ops(context), `${title} of ${blocks(context.selection.ids.value.size)}`),
  };
}
