/** The commands that fold blocks into groups. */
import { type BlockGroup, freeGroupName, restoring } from "../model/block-group";
import type { FlowReader } from "../model/types";
import { blocks, canChange, canEdit, hasBlocks } from "./context";
import { membersOf } from "./edits";
import { newUuid } from "./new-block";
import type { Command, CommandContext } from "./types";

export const groupCommands: readonly Command[] = [
  {
    id: "group",
    title: "Fold into a group",
    group: "Selection",
    keys: ["Mod+g"],
    onBlocks: true,
    when: (context) => {
      const around = groupAround(context);
      return around ? !around.folded : canChange(context);
    },
    run: fold,
  },
  {
    id: "ungroup",
    title: "Unfold the group, or ungroup",
    group: "Selection",
    keys: ["Mod+Shift+g"],
    onBlocks: true,
    when: (context) => chosenGroups(context).some(({ folded }) => folded || canEdit(context)),
    run: unfold,
  },
];

/** The group that a new name is meant for: one block of a group has a name of its own. */
export function groupToName(context: CommandContext): BlockGroup | undefined {
  const around = groupAround(context);
  return around?.folded || context.selection.ids.value.size > 1 ? around : undefined;
}

/** The blocks of a group that are there. */
export function blocksOf(flow: FlowReader, group: BlockGroup): string[] {
  const heads = new Set(group.blocks.map((id) => flow.blockOf(id)));
  return [...heads].filter((id) => flow.block(id) !== undefined);
}

/** The folded groups that are selected: all their blocks are. */
export function foldedChosen(context: CommandContext): BlockGroup[] {
  const { session, selection } = context;
  return chosenGroups(context).filter(
    (group) => group.folded && blocksOf(session.flow, group).every((id) => selection.ids.value.has(id)),
  );
}

/** The groups that have selected blocks. */
function chosenGroups({ session, selection, panels }: CommandContext): BlockGroup[] {
  const ids = selection.ids.value;
  if (ids.size === 0) return [];
  return panels.groups().filter((group) => blocksOf(session.flow, group).some((id) => ids.has(id)));
}

/** The one group that all selected blocks are in. */
function groupAround(context: CommandContext): BlockGroup | undefined {
  const { session, selection } = context;
  if (!hasBlocks(context)) return undefined;
  return chosenGroups(context).find((group) => {
    const inside = new Set(blocksOf(session.flow, group));
    return [...selection.ids.value].every((id) => inside.has(id));
  });
}

/** Folds the group that the selection is in; else makes one of the selection, or adds it to the one folded group in it. */
function fold(context: CommandContext): void {
  const { session, selection, panels } = context;
  const around = groupAround(context);
  if (around) {
    panels.foldGroup(around.id, true);
    return;
  }
  const before = session.groups.list.value;
  const ids = [...selection.ids.value];
  const members = membersOf(session.flow, ids);
  const [into, ...others] = foldedChosen(context);
  if (into && others.length === 0) {
    if (!change(context, { change: "set", id: into.id, blocks: members })) return;
    say(context, before, `“${into.name}” has ${blocks(ids.length)} now.`);
    return;
  }
  const id = newUuid();
  const name = freeGroupName(before);
  if (!change(context, { change: "make", id, name, blocks: members, folded: true })) return;
  say(context, before, `${blocks(ids.length)} folded into “${name}”.`);
  panels.nameGroup(id);
}

/** Unfolds what of the selection is folded; where nothing is, takes the groups away. */
function unfold(context: CommandContext): void {
  const { session, panels } = context;
  const groups = chosenGroups(context);
  const folded = groups.filter((group) => group.folded);
  for (const { id } of folded) panels.foldGroup(id, false);
  if (folded.length > 0) return;
  const before = session.groups.list.value;
  if (!groups.every(({ id }) => change(context, { change: "ungroup", id }))) return;
  const names = groups.map(({ name }) => `“${name}”`).join(", ");
  say(context, before, `Ungrouped ${names}. The blocks are still there.`);
}

function change({ session, panels }: CommandContext, what: Parameters<typeof session.regroup>[0]): boolean {
  const rejection = session.regroup(what);
  if (rejection) panels.notify(rejection.message);
  return rejection === undefined;
}

/** Groups are not in the history of edits: the message itself takes the change back. */
function say(context: CommandContext, before: readonly BlockGroup[], message: string): void {
  const run = () => {
    for (const back of restoring(context.session.groups.list.value, before)) change(context, back);
  };
  context.panels.notify(message, { label: "Undo", run });
}
