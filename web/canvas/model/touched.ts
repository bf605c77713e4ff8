import type { Touched } from "./types";

/** Adds what a later change touched, so that the sum says what changed from before the first to after the last. */
export function addTouched(sum: Touched, later: Touched): void {
  for (const id of later.removed) {
    sum.blocks.delete(id);
    sum.moved.delete(id);
    if (!sum.added.delete(id)) sum.removed.add(id);
  }
  for (const id of later.added) {
    if (sum.removed.delete(id)) {
      sum.blocks.add(id);
      sum.moved.add(id);
    } else {
      sum.added.add(id);
    }
  }
  for (const [from, to] of later.renamed) addRenamed(sum.renamed, from, to);
  for (const id of later.blocks) sum.blocks.add(id);
  for (const id of later.moved) sum.moved.add(id);
  sum.all ||= later.all;
  sum.start ||= later.start;
  sum.notes ||= later.notes;
  sum.metadata ||= later.metadata;
}

/** Follows a rename of what was renamed before. */
export function addRenamed(renamed: Map<string, string>, from: string, to: string): void {
  let first = from;
  for (const [old, now] of renamed) if (now === from) first = old;
  if (first === to) renamed.delete(first);
  else renamed.set(first, to);
}
