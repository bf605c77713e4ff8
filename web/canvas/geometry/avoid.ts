/**
 * Wires around blocks. A wire whose plain course runs behind blocks takes a
 * lane beside them instead: out of the port, up or down to the lane, along it,
 * and up or down to the other port. Where no lane is free the plain course
 * stays: a wire behind a block is better than none.
 */

import type { Point, Rect } from "./rect";
import { type Course, type End, rounded, visits } from "./wire";

/** Distance that a lane keeps from blocks. */
const GAP = 14;
/** How far above and below its ends a wire looks for a lane. */
export const LOOK = 700;
/** More blocks in the way than this, and the wire stays as it is. */
const MANY = 40;
/** Lanes beside the same block keep this far from each other. */
const APART = 6;
const STEP = 18;

/** Whether a course runs behind one of the blocks. */
export function isBlocked(course: Course, blocks: readonly Rect[]): boolean {
  let blocked = false;
  visits(course, (x, y) => {
    blocked ||= blocks.some((r) => x > r.x + 1 && x < r.x + r.w - 1 && y > r.y + 1 && y < r.y + r.h - 1);
  });
  return blocked;
}

/**
 * A course around `blocks`, or undefined where there is none; `turn` is a
 * small number of the wire's own, so that wires along the same blocks do not
 * lie on each other.
 */
export function detour(from: End, to: End, blocks: readonly Rect[], turn: number): number[] | undefined {
  if (blocks.length === 0 || blocks.length > MANY) return undefined;
  const [a, b] = [from.at, to.at];
  const apart = turn * APART;
  const out = a.x + STEP + apart;
  const back = b.x - STEP - apart;
  const walls = blocks.map((r) => ({ x: r.x - GAP / 2, y: r.y - GAP / 2, w: r.w + GAP, h: r.h + GAP }));
  if (isHit(walls, a.x, out, a.y, a.y) || isHit(walls, back, b.x, b.y, b.y)) return undefined;
  const best = lanes(a, b, blocks, apart).find(
    (lane) =>
      !isHit(walls, out, back, lane, lane) &&
      !isHit(walls, out, out, a.y, lane) &&
      !isHit(walls, back, back, lane, b.y),
  );
  if (best === undefined) return undefined;
  return rounded(
    withoutRepeats([
      a,
      { x: out, y: a.y },
      { x: out, y: best },
      { x: back, y: best },
      { x: back, y: b.y },
      b,
    ]),
  );
}

/**
 * Straight on from either end, and along the edges of the blocks: the shortest
 * way first, of equal ones the upper, so that the order of the blocks does not matter.
 */
function lanes(a: Readonly<Point>, b: Readonly<Point>, blocks: readonly Rect[], apart: number): number[] {
  const all = [a.y, b.y];
  for (const r of blocks) all.push(r.y - GAP - apart, r.y + r.h + GAP + apart);
  const cost = (lane: number) => Math.abs(lane - a.y) + Math.abs(lane - b.y);
  return all.sort((one, other) => cost(one) - cost(other) || one - other);
}

/** Whether a straight line along an axis touches one of the walls. */
function isHit(walls: readonly Rect[], x0: number, x1: number, y0: number, y1: number): boolean {
  const [left, right] = x0 < x1 ? [x0, x1] : [x1, x0];
  const [top, bottom] = y0 < y1 ? [y0, y1] : [y1, y0];
  return walls.some((r) => right > r.x && left < r.x + r.w && bottom > r.y && top < r.y + r.h);
}

function withoutRepeats(points: readonly Point[]): Point[] {
  return points.filter((p, i) => {
    const before = points[i - 1];
    return before === undefined || Math.abs(p.x - before.x) + Math.abs(p.y - before.y) > 0.5;
  });
}
