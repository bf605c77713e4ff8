/** The transform between the canvas and the screen: pan, zoom, fit. Values, not state. */

import type { Point, Rect } from "./rect";

/** A canvas point p is drawn at p * k + (x, y), in pixels of the canvas element. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export const MIN_ZOOM = 0.05;
export const MAX_ZOOM = 3;

export function clampZoom(k: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, k));
}

export function toScreen(camera: Camera, p: Readonly<Point>): Point {
  return { x: p.x * camera.k + camera.x, y: p.y * camera.k + camera.y };
}

export function fromScreen(camera: Camera, p: Readonly<Point>): Point {
  return { x: (p.x - camera.x) / camera.k, y: (p.y - camera.y) / camera.k };
}

/** What of the canvas a view of this size shows. */
export function viewOf(camera: Camera, width: number, height: number): Rect {
  return { x: -camera.x / camera.k, y: -camera.y / camera.k, w: width / camera.k, h: height / camera.k };
}

export function panned(camera: Camera, dx: number, dy: number): Camera {
  return { x: camera.x + dx, y: camera.y + dy, k: camera.k };
}

/** The camera at zoom `k` with the canvas point under the screen point `at` left in place. */
export function zoomedAt(camera: Camera, k: number, at: Readonly<Point>): Camera {
  const next = clampZoom(k);
  const ratio = next / camera.k;
  return { x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio, k: next };
}

/** Shows `bounds` whole and centred with `padding` pixels around it, no larger than `most`. */
export function fitted(bounds: Rect, width: number, height: number, padding: number, most: number): Camera {
  const free = (side: number) => Math.max(side - 2 * padding, side / 2, 1);
  const k = clampZoom(
    Math.min(free(width) / Math.max(bounds.w, 1), free(height) / Math.max(bounds.h, 1), most),
  );
  return centred({ x: bounds.x + bounds.w / 2, y: bounds.y + bounds.h / 2 }, width, height, k);
}

/** Shows the canvas point `p` in the middle. */
export function centred(p: Readonly<Point>, width: number, height: number, k: number): Camera {
  return { x: width / 2 - p.x * k, y: height / 2 - p.y * k, k };
}

/** The camera part of the way between two others; `t` runs from 0 to 1. */
export function between(a: Camera, b: Camera, t: number): Camera {
  const k = a.k * (b.k / a.k) ** t;
  // Interpolating what is seen at a fixed rate of zoom keeps the movement on a line.
  const part = Math.abs(b.k - a.k) < 1e-6 ? t : (k - a.k) / (b.k - a.k);
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part, k };
}
