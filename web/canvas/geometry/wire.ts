/**
 * The course of wires. A wire leaves an output port to the right and enters an
 * input port from the left. Where there is room ahead it is one smooth curve;
 * where the target lies behind, it runs through a lane above, below or between
 * the two blocks, with rounded corners. A course is a chain of cubic curves:
 * x0 y0, then for each curve c1x c1y c2x c2y x y.
 */

import type { Point, Rect } from "./rect";

export type Course = readonly number[];

/** Room ahead that a smooth forward curve needs. */
const AHEAD = 20;
/** How far a wire runs straight out of a port before it turns back. */
const STEP = 18;
const CORNER = 12;
/** Distance of a lane from the blocks beside it. */
const LANE = 26;
/** Wires of one block that turn back are this far from each other. */
const STAGGER = 7;

/** Where a wire begins or ends: the port and the block it belongs to. */
export interface End {
  at: Point;
  block: Rect;
}

/** The course of a wire; `index` is its branch's, so that neighbours keep apart. */
export function route(from: End, to: End, index: number): number[] {
  const a = from.at;
  const b = to.at;
  if (b.x - a.x >= AHEAD) return forward(a, b);
  const nudge = (index % 6) * STAGGER;
  const right = a.x + STEP + nudge;
  const left = b.x - STEP - nudge;
  const lane = laneBetween(from.block, to.block) + nudge;
  return rounded([
    a,
    { x: right, y: a.y },
    { x: right, y: lane },
    { x: left, y: lane },
    { x: left, y: b.y },
    b,
  ]);
}

/** One S-shaped curve; used for the ghost of a wire being drawn as well. */
export function forward(a: Readonly<Point>, b: Readonly<Point>): number[] {
  const dx = b.x - a.x;
  const dy = Math.abs(b.y - a.y);
  const reach = Math.max(24, Math.min(dx * 0.5, 60 + dy * 0.35, 220));
  return [a.x, a.y, a.x + reach, a.y, b.x - reach, b.y, b.x, b.y];
}

/** Height of the lane of a wire that turns back: between the blocks, else below both. */
function laneBetween(from: Rect, to: Rect): number {
  if (to.y - (from.y + from.h) >= 2 * CORNER) return (to.y + from.y + from.h) / 2;
  if (from.y - (to.y + to.h) >= 2 * CORNER) return (from.y + to.y + to.h) / 2;
  return Math.max(from.y + from.h, to.y + to.h) + LANE;
}

/** A polyline along the axes, its corners rounded as far as its sides allow. */
export function rounded(corners: readonly Point[]): number[] {
  const first = corners[0]!;
  const last = corners[corners.length - 1]!;
  const out = [first.x, first.y];
  for (let i = 1; i < corners.length - 1; i++) {
    const before = corners[i - 1]!;
    const at = corners[i]!;
    const after = corners[i + 1]!;
    const radius = Math.min(CORNER, distance(before, at) / 2, distance(at, after) / 2);
    const start = towards(at, before, radius);
    const end = towards(at, after, radius);
    straight(out, start);
    out.push(
      (start.x + at.x) / 2,
      (start.y + at.y) / 2,
      (end.x + at.x) / 2,
      (end.y + at.y) / 2,
      end.x,
      end.y,
    );
  }
  straight(out, last);
  return out;
}

function straight(out: number[], to: Point): void {
  const x = out[out.length - 2]!;
  const y = out[out.length - 1]!;
  if (Math.abs(x - to.x) < 0.01 && Math.abs(y - to.y) < 0.01) return;
  out.push(x + (to.x - x) / 3, y + (to.y - y) / 3, to.x - (to.x - x) / 3, to.y - (to.y - y) / 3, to.x, to.y);
}

function distance(a: Readonly<Point>, b: Readonly<Point>): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Readonly<Point>, to: Readonly<Point>, by: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by };
}

/** The box around a course's control points, which holds the course. */
export function courseBounds(course: Course): Rect {
  let left = course[0]!;
  let top = course[1]!;
  let right = left;
  let bottom = top;
  for (let i = 2; i < course.length; i += 2) {
    const x = course[i]!;
    const y = course[i + 1]!;
    if (x < left) left = x;
    else if (x > right) right = x;
    if (y < top) top = y;
    else if (y > bottom) bottom = y;
  }
  return { x: left, y: top, w: right - left, h: bottom - top };
}

/** The course as the `d` of an SVG path, to a tenth of a unit. */
export function pathData(course: Course): string {
  let d = `M${tenth(course[0]!)} ${tenth(course[1]!)}`;
  for (let i = 2; i < course.length; i += 6) {
    d += `C${tenth(course[i]!)} ${tenth(course[i + 1]!)} ${tenth(course[i + 2]!)} ${tenth(course[i + 3]!)} ${tenth(course[i + 4]!)} ${tenth(course[i + 5]!)}`;
  }
  return d;
}

function tenth(n: number): number {
  return Math.round(n * 10) / 10;
}

const SAMPLES = 24;

/** Visits a course as straight pieces, near enough for the eye. */
function eachPiece(course: Course, visit: (x0: number, y0: number, x1: number, y1: number) => void): void {
  let px = course[0]!;
  let py = course[1]!;
  for (let i = 2; i < course.length; i += 6) {
    const x0 = px;
    const y0 = py;
    const [ax, ay, bx, by] = [course[i]!, course[i + 1]!, course[i + 2]!, course[i + 3]!];
    const [x1, y1] = [course[i + 4]!, course[i + 5]!];
    for (let s = 1; s <= SAMPLES; s++) {
      const t = s / SAMPLES;
      const u = 1 - t;
      const [c0, c1, c2, c3] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
      const x = c0 * x0 + c1 * ax + c2 * bx + c3 * x1;
      const y = c0 * y0 + c1 * ay + c2 * by + c3 * y1;
      visit(px, py, x, y);
      px = x;
      py = y;
    }
  }
}

/** Visits points of a course, close enough together that none of its bends is missed. */
export function visits(course: Course, visit: (x: number, y: number) => void): void {
  eachPiece(course, (_x0, _y0, x1, y1) => visit(x1, y1));
}

/** Distance of a point from a course. */
export function distanceTo(course: Course, p: Readonly<Point>): number {
  let best = Number.POSITIVE_INFINITY;
  eachPiece(course, (x0, y0, x1, y1) => {
    best = Math.min(best, toSegment(p, x0, y0, x1, y1));
  });
  return best;
}

/** Whether the line from `a` to `b` crosses a course. */
export function crosses(course: Course, a: Readonly<Point>, b: Readonly<Point>): boolean {
  let found = false;
  eachPiece(course, (x0, y0, x1, y1) => {
    found ||= meet(a, b, { x: x0, y: y0 }, { x: x1, y: y1 });
  });
  return found;
}

/** Whether two lines cross: the ends of each lie on both sides of the other. */
function meet(a: Readonly<Point>, b: Readonly<Point>, c: Readonly<Point>, d: Readonly<Point>): boolean {
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side(a: Readonly<Point>, b: Readonly<Point>, p: Readonly<Point>): number {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

function toSegment(p: Readonly<Point>, x0: number, y0: number, x1: number, y1: number): number {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - x0) * dx + (p.y - y0) * dy) / length));
  return Math.hypot(p.x - x0 - t * dx, p.y - y0 - t * dy);
}
