/**
 * Groups of blocks that people made, drawn as one block while they are folded.
 * They stand beside the flow, never in it. (What a file itself says to be one
 * block is in groups.ts.)
 */

export interface BlockGroup {
  readonly id: string;
  readonly name: string;
  /** Identifiers of actions; some may have been deleted, and come back with an undo. */
  readonly blocks: readonly string[];
  readonly folded: boolean;
}

/** One change of one group, as the server has it in internal/sidecar. */
export type GroupChange =
  | ({ readonly change: "make"; readonly id: string; readonly name: string } & Content)
  | { readonly change: "rename"; readonly id: string; readonly name: string }
  | { readonly change: "set"; readonly id: string; readonly blocks: readonly string[] }
  | { readonly change: "fold" | "unfold" | "ungroup"; readonly id: string };

interface Content {
  readonly blocks: readonly string[];
  readonly folded: boolean;
}

type Groups = readonly BlockGroup[];

/** The longest name of a group. */
export const groupNameAtMost = 60;

/** The groups after a change, with the meaning that it has on the server. */
export function regrouped(groups: Groups, change: GroupChange): Groups {
  const of = (edit: (group: BlockGroup) => BlockGroup) =>
    groups.map((group) => (group.id === change.id ? edit(group) : group));
  switch (change.change) {
    case "make": {
      const { id, name, blocks, folded } = change;
      return [...without(groups, blocks), { id, name, blocks, folded }];
    }
    case "set": {
      const rest = without(groups, change.blocks, change.id);
      return rest.map((group) => (group.id === change.id ? { ...group, blocks: change.blocks } : group));
    }
    case "rename":
      return of((group) => ({ ...group, name: change.name }));
    case "fold":
    case "unfold":
      return of((group) => ({ ...group, folded: change.change === "fold" }));
    case "ungroup":
      return groups.filter((group) => group.id !== change.id);
  }
}

/** The groups without some blocks, and without those that are empty then; one may stay so. */
function without(groups: Groups, blocks: readonly string[], but = ""): Groups {
  const gone = new Set(blocks);
  return groups
    .map((group) => ({ ...group, blocks: group.blocks.filter((id) => !gone.has(id)) }))
    .filter((group) => group.blocks.length > 0 || group.id === but);
}

/** The changes that make groups what they were before. */
export function restoring(now: Groups, before: Groups): GroupChange[] {
  const changes: GroupChange[] = [];
  let state = now;
  const change = (one: GroupChange) => {
    changes.push(one);
    state = regrouped(state, one);
  };
  for (const { id } of now) if (!before.some((group) => group.id === id)) change({ change: "ungroup", id });
  for (const { id, name, blocks, folded } of before) {
    const current = state.find((one) => one.id === id);
    if (!current) {
      change({ change: "make", id, name, blocks, folded });
      continue;
    }
    if (current.blocks.join("\n") !== blocks.join("\n")) change({ change: "set", id, blocks });
    if (current.name !== name) change({ change: "rename", id, name });
    if (current.folded !== folded) change({ change: folded ? "fold" : "unfold", id });
  }
  return changes;
}

/** "Group 1", or the next number that no group is called by. */
export function freeGroupName(groups: Groups): string {
  const taken = new Set(groups.map(({ name }) => name));
  let n = 1;
  while (taken.has(`Group ${n}`)) n++;
  return `Group ${n}`;
}
