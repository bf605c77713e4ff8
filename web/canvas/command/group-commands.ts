/** What people do with groups of blocks: the work behind the commands. */
import { type BlockGroup, freeGroupName, type GroupChange, regrouped, restoring } from "../model/block-group";
import type { FlowReader } from "../model/types";
import { blocks } from "./context";
import { membersOf } from "./edits";
import { newUuid } from "./new-block";
import type { CommandContext } from "./types";

/** What it needs: session and selection, and who shows groups. */
export interface GroupBench extends Pick<CommandContext, "session" | "selection"> {
  /** Folded as this person sees them. */
  groups(): readonly BlockGroup[];
  foldGroup(id: string, folded: boolean): void;
  /** Lets a group's name be typed in place. */
  nameGroup(id: string): void;
  notify(message: string, action?: { readonly label: string; readonly run: () => void }): void;
}

type Wish = "fold" | "unfold" | "name";

export function can(bench: GroupBench, wish: Wish): boolean {
  const canEdit = bench.session.canEdit.value;
  if (wish === "unfold") return chosenGroups(bench).some(({ folded }) => folded || canEdit);
  if (wish === "name") return canEdit && groupToName(bench) !== undefined;
  const around = groupAround(bench);
  return around ? !around.folded : canEdit && bench.selection.ids.value.size > 0;
}

export function run(bench: GroupBench, wish: Wish): void {
  if (wish === "fold") fold(bench);
  else if (wish === "unfold") unfold(bench);
  else {
    const group = groupToName(bench);
    if (group) bench.nameGroup(group.id);
  }
}

/** The group that a new name is meant for: one block of a group has a name of its own. */
function groupToName(bench: GroupBench): BlockGroup | undefined {
  const around = groupAround(bench);
  return around?.folded || bench.selection.ids.value.size > 1 ? around : undefined;
}

/** The blocks of a group that are there. */
export function blocksOf(flow: FlowReader, group: BlockGroup): string[] {
  const heads = new Set(group.blocks.map((id) => flow.blockOf(id)));
  return [...heads].filter((id) => flow.block(id) !== undefined);
}

/** The names of the folded groups that are selected whole. */
export function chosenNames(bench: GroupBench): string {
  return listed(foldedChosen(bench));
}

function listed(groups: readonly BlockGroup[]): string {
  return groups.map(({ name }) => `“${name}”`).join(", ");
}

function foldedChosen(bench: GroupBench): BlockGroup[] {
  const { session, selection } = bench;
  return chosenGroups(bench).filter(
    (group) => group.folded && blocksOf(session.flow, group).every((id) => selection.ids.value.has(id)),
  );
}

/** The groups that have selected blocks. */
function chosenGroups({ session, selection, groups }: GroupBench): BlockGroup[] {
  const ids = selection.ids.value;
  if (ids.size === 0) return [];
  return groups().filter((group) => blocksOf(session.flow, group).some((id) => ids.has(id)));
}

/** The one group that all selected blocks are in. */
function groupAround(bench: GroupBench): BlockGroup | undefined {
  const { session, selection } = bench;
  if (selection.ids.value.size === 0) return undefined;
  return chosenGroups(bench).find((group) => {
    const inside = new Set(blocksOf(session.flow, group));
    return [...selection.ids.value].every((id) => inside.has(id));
  });
}

/** Folds the group that the selection is in; else makes one of the selection, or adds it to the one folded group in it. */
function fold(bench: GroupBench): void {
  const { session, selection } = bench;
  const around = groupAround(bench);
  if (around) {
    bench.foldGroup(around.id, true);
    return;
  }
  const before = session.groups.list.value;
  const ids = [...selection.ids.value];
  const members = membersOf(session.flow, ids);
  const [into, ...others] = foldedChosen(bench);
  if (into && others.length === 0) {
    if (!change(bench, { change: "set", id: into.id, blocks: members })) return;
    say(bench, before, `“${into.name}” has ${blocks(ids.length)} now.`);
    return;
  }
  const id = newUuid();
  const name = freeGroupName(before);
  if (!change(bench, { change: "make", id, name, blocks: members, folded: true })) return;
  say(bench, before, `${blocks(ids.length)} folded into “${name}”.`);
  bench.nameGroup(id);
}

/** Unfolds what of the selection is folded; where nothing is, takes the groups away. */
function unfold(bench: GroupBench): void {
  const { session } = bench;
  const groups = chosenGroups(bench);
  const folded = groups.filter((group) => group.folded);
  for (const { id } of folded) bench.foldGroup(id, false);
  if (folded.length > 0) return;
  const before = session.groups.list.value;
  if (!groups.every(({ id }) => change(bench, { change: "ungroup", id }))) return;
  say(bench, before, `Ungrouped ${listed(groups)}. The blocks are still there.`);
}

/** Changes a group, and tells the person when that was refused. */
export function change({ session, notify }: GroupBench, what: GroupChange): boolean {
  const rejection = session.regroup(what, regrouped(session.groups.list.value, what));
  if (rejection) notify(rejection.message);
  return rejection === undefined;
}

/** Groups are not in the history of edits: the message itself takes the change back. */
function say(bench: GroupBench, before: readonly BlockGroup[], message: string): void {
  const run = () => {
    for (const back of restoring(bench.session.groups.list.value, before)) change(bench, back);
  };
  bench.notify(message, { label: "Undo", run });
}
