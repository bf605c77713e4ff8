/** Blocks that consoles write as several actions, as the catalogue has them. */
import { type CatalogueBlock, catalogue, holds, type Part } from "./catalogue";
import type { Json } from "./json";
import { branchKey, errorBranch, nextBranch } from "./op";

const byTypes = new Map<string, CatalogueBlock>();
/** Type of a part that no metadata names → type of its block's first action → the part. */
const named = new Map<string, Map<string, Part>>();

for (const action of catalogue.actions) {
  for (const block of action.blocks) {
    const parts = block.parts ?? [];
    if (parts.length > 0) byTypes.set(keyOf(parts.map((part) => part.type)), block);
    for (const part of parts) {
      if (part.by === undefined) continue;
      const heads = named.get(part.type) ?? new Map<string, Part>();
      named.set(part.type, heads.set(action.type, part));
    }
  }
}

function keyOf(types: readonly string[]): string {
  return types.join(" ");
}

/** The block that consoles draw for actions of these types, each leading to the next. */
export function blockOfTypes(types: readonly string[]): CatalogueBlock | undefined {
  return byTypes.get(keyOf(types));
}

/** The parts that actions are of their block; none when the catalogue does not know them as one. */
export function partsOf(actions: readonly { readonly type: string }[]): readonly Part[] {
  return blockOfTypes(actions.map((action) => action.type))?.parts ?? [];
}

/** The actions of a new block; none when it is one action. */
export function partsOfNew(block: CatalogueBlock): readonly Part[] {
  const parts = (block.parts ?? []).filter((part) => part.optional !== true);
  return parts.length > 1 ? parts : [];
}

/** The branch by which an action leads to the next one of its block. */
export const wayOn = branchKey(nextBranch);

/** The same for an action that bears its block's name; undefined when it is no part of that block. */
export function namedWay(head: string, type: string, parameters: Json | undefined): string | undefined {
  const part = named.get(type)?.get(head);
  if (part?.by === undefined || !holds(part.when, parameters)) return undefined;
  return branchKey(errorBranch(part.by));
}

/** Characters of the ending of an action that is named after its block: "-" and ten at random. */
const endingLength = 11;

/** The block that an action may be named after: "<block>-<10 random characters>"; "" when none. */
export function namedAfter(id: string, type: string): string {
  return named.has(type) && /^.+-[A-Za-z0-9]{10}$/.test(id) ? id.slice(0, -endingLength) : "";
}

/** The name of such an action for a block of another name. */
export function renamedAfter(id: string, head: string): string {
  return head + id.slice(-endingLength);
}
