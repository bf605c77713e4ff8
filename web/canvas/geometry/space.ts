/**
 * Two coordinate spaces and the way between them.
 *
 * Document space is what the file says. Flows come laid out for the console's
 * blocks, which are about 200 wide and often stand 215 to 250 apart: our
 * blocks are 240 wide and their wires need room to be read. So the canvas
 * spreads the document sideways by one constant. Canvas space is what is drawn
 * at 100 %. Only positions are spread, never sizes; the file keeps its numbers.
 */

import type { Point } from "./rect";

/** Canvas units per document unit, sideways and down. */
export const SPREAD_X = 1.35;
export const SPREAD_Y = 1;

/** Moves of blocks end on multiples of this, in document units. */
export const SNAP = 10;

/** Where a position of the file is on the canvas. */
export function toCanvas(p: Readonly<Point>): Point {
  return { x: p.x * SPREAD_X, y: p.y * SPREAD_Y };
}

/** The position in the file of a point on the canvas, not rounded. */
export function toDocument(p: Readonly<Point>): Point {
  return { x: p.x / SPREAD_X, y: p.y / SPREAD_Y };
}

/** The nearest place of the snapping grid, in document units. */
export function snapped(p: Readonly<Point>): Point {
  return { x: Math.round(p.x / SNAP) * SNAP, y: Math.round(p.y / SNAP) * SNAP };
}
