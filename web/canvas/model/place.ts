/**
 * Places for blocks whose file gives none: a column for each step away from the
 * start, below whatever has a place. Only the view knows these places; they
 * are written when somebody moves the block.
 */
import type { Point } from "./types";

export const columnWidth = 300;
export const rowHeight = 180;

/** What placing needs to know of a block. */
export interface Unplaced {
  readonly id: string;
  readonly targets: readonly string[];
}

/** Gives every block of the list a place. Top is the first free row. */
export function placeAll(list: readonly Unplaced[], start: string, top: number): Map<string, Point> {
  const depths = depthsOf(list, start);
  const filled = new Map<number, number>();
  const out = new Map<string, Point>();
  for (const one of list) {
    const column = depths.get(one.id) ?? 0;
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    out.set(one.id, { x: column * columnWidth, y: top + row * rowHeight });
  }
  return out;
}

/** Steps from the start, breadth first; blocks that nothing leads to begin anew at column 0. */
function depthsOf(list: readonly Unplaced[], start: string): Map<string, number> {
  const byId = new Map(list.map((one) => [one.id, one]));
  const depths = new Map<string, number>();
  const entered = new Set(list.flatMap((one) => one.targets.filter((target) => target !== one.id)));
  const roots = [start, ...list.filter((one) => !entered.has(one.id)).map((one) => one.id), ...byId.keys()];
  for (const root of roots) {
    if (!byId.has(root) || depths.has(root)) continue;
    walk(root, byId, depths);
  }
  return depths;
}

function walk(root: string, byId: ReadonlyMap<string, Unplaced>, depths: Map<string, number>): void {
  depths.set(root, 0);
  const queue = [root];
  for (const id of queue) {
    const depth = (depths.get(id) ?? 0) + 1;
    for (const target of byId.get(id)?.targets ?? []) {
      if (!byId.has(target) || depths.has(target)) continue;
      depths.set(target, depth);
      queue.push(target);
    }
  }
}
