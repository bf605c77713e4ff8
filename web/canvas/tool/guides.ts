/** Guides: while a block is dragged it holds to the lines on which its neighbours stand. */

import { BLOCK_WIDTH } from "../geometry/metrics";
import type { Point, Rect } from "../geometry/rect";
import { SPREAD_X, SPREAD_Y, toCanvas } from "../geometry/space";

/** A straight line, in canvas units. */
export interface GuideLine {
  readonly from: Point;
  readonly to: Point;
}

export interface Snapped {
  /** In document units; an axis without a guide is undefined. */
  readonly x: number | undefined;
  readonly y: number | undefined;
  readonly lines: readonly GuideLine[];
}

/** A block that others may line up with: its place in the document, and its rectangle on the canvas. */
export interface Neighbour {
  readonly x: number;
  readonly y: number;
  readonly rect: Rect;
}

/** How far a guide's line goes beyond the blocks that it joins, in canvas units. */
const BEYOND = 16;

/**
 * Where a block of that height that is dragged to `free` holds: the nearest
 * line of a neighbour within `reach` (canvas units). Blocks are all of one
 * width, so left edges, middles and right edges line up together.
 */
export function guided(
  free: Readonly<Point>,
  height: number,
  neighbours: readonly Neighbour[],
  reach: number,
): Snapped {
  let bestX = reach;
  let bestY = reach;
  let x: number | undefined;
  let y: number | undefined;
  for (const other of neighbours) {
    const dx = Math.abs(other.x - free.x) * SPREAD_X;
    if (dx < bestX) {
      bestX = dx;
      x = other.x;
    }
    for (const at of linesOf(other, height)) {
      const dy = Math.abs(at - free.y) * SPREAD_Y;
      if (dy < bestY) {
        bestY = dy;
        y = at;
      }
    }
  }
  const place = toCanvas({ x: x ?? free.x, y: y ?? free.y });
  const rect = { ...place, w: BLOCK_WIDTH, h: height };
  return { x, y, lines: [...downLines(x, rect, neighbours), ...acrossLines(y, rect, height, neighbours)] };
}

/** The heights at which tops, middles or bottoms line up, as whole numbers of the document. */
function linesOf({ y, rect }: Neighbour, height: number): number[] {
  const less = (rect.h - height) / SPREAD_Y;
  return [y, Math.round(y + less / 2), Math.round(y + less)];
}

function downLines(x: number | undefined, rect: Rect, neighbours: readonly Neighbour[]): GuideLine[] {
  if (x === undefined) return [];
  const joined = [rect, ...neighbours.filter((other) => other.x === x).map((other) => other.rect)];
  const top = Math.min(...joined.map((one) => one.y)) - BEYOND;
  const bottom = Math.max(...joined.map((one) => one.y + one.h)) + BEYOND;
  return [{ from: { x: rect.x, y: top }, to: { x: rect.x, y: bottom } }];
}

function acrossLines(
  y: number | undefined,
  rect: Rect,
  height: number,
  neighbours: readonly Neighbour[],
): GuideLine[] {
  if (y === undefined) return [];
  const other = neighbours.find((one) => linesOf(one, height).includes(y));
  if (!other) return [];
  const which = linesOf(other, height).indexOf(y);
  const at = rect.y + (rect.h * which) / 2;
  const left = Math.min(rect.x, other.rect.x) - BEYOND;
  const right = Math.max(rect.x, other.rect.x) + rect.w + BEYOND;
  return [{ from: { x: left, y: at }, to: { x: right, y: at } }];
}
