/**
 * The whole flow, small, in a corner: where one is, where the problems are. A
 * press or drag on it moves the view. It is painted when the canvas rests, so
 * that no gesture waits for it; only the frame of the view follows at once.
 */

import { type Camera, centred, viewOf } from "../geometry/camera";
import { encloses, type Rect } from "../geometry/rect";
import { ENTRY, type FrameShape, type Shape } from "../geometry/shape";
import { element, setFlag } from "./dom";
import type { Marks } from "./far-paint";
import type { Palette } from "./theme";

/** Size of the map, in pixels. */
export const MAP_SIZE = { width: 176, height: 112 };
const PADDING = 8;
/** A flow of fewer blocks is seen without a map. */
const MANY = 9;
/** It is painted so long after the last change, in ms. */
const CALM = 150;
/** Side of a block, and of a spot for a finding, at least, in pixels. */
const SPOT = { block: 2, finding: 4 };

/** What the map needs of the stage. */
export interface MapHost {
  readonly camera: Camera;
  readonly size: { readonly width: number; readonly height: number };
  readonly shapes: () => Iterable<Shape>;
  readonly frames: () => readonly FrameShape[];
  readonly count: () => number;
  readonly bounds: () => Rect;
  readonly marks: Marks;
  readonly palette: () => Palette;
  readonly look: (camera: Camera) => void;
}

export class Minimap {
  readonly el = element("div", "cv-map");
  readonly #host: MapHost;
  readonly #canvas = element("canvas", "cv-map-base");
  readonly #frame = element("div", "cv-map-view");
  readonly #listeners = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** From the flow to the map. */
  #map: Camera = { x: 0, y: 0, k: 0 };
  #bounds: Rect = { x: 0, y: 0, w: 0, h: 0 };
  #off = false;

  constructor(host: MapHost) {
    this.#host = host;
    this.el.append(this.#canvas, this.#frame);
    this.el.hidden = true;
    // What it shows is in the outline, and what it does is in the arrow keys and zoom commands.
    this.el.setAttribute("aria-hidden", "true");
    const options = { signal: this.#listeners.signal };
    this.el.addEventListener("pointerdown", (event) => this.#onDown(event), options);
    this.el.addEventListener("pointermove", (event) => this.#onMove(event), options);
    for (const name of ["dblclick", "contextmenu", "pointerup"] as const)
      this.el.addEventListener(name, (event) => event.stopPropagation(), options);
  }

  /** Whether the person wants no map. */
  get off(): boolean {
    return this.#off;
  }

  set off(off: boolean) {
    this.#off = off;
    this.present();
    this.invalidate();
  }

  /** Something that it shows changed. */
  invalidate(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#paint(), CALM);
  }

  /** Follows the camera. */
  present(): void {
    const { camera, size } = this.#host;
    const view = viewOf(camera, size.width, size.height);
    this.el.hidden = this.#off || this.#map.k === 0 || encloses(view, this.#bounds);
    if (this.el.hidden) return;
    const { x, y, k } = this.#map;
    const left = Math.max(0, view.x * k + x);
    const top = Math.max(0, view.y * k + y);
    const right = Math.min(MAP_SIZE.width, (view.x + view.w) * k + x);
    const bottom = Math.min(MAP_SIZE.height, (view.y + view.h) * k + y);
    setFlag(this.el, "outside", right <= left || bottom <= top ? "" : undefined);
    this.#frame.style.transform = `translate(${left}px,${top}px)`;
    this.#frame.style.width = `${Math.max(0, right - left)}px`;
    this.#frame.style.height = `${Math.max(0, bottom - top)}px`;
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#listeners.abort();
  }

  #paint(): void {
    const host = this.#host;
    if (this.#off || host.count() < MANY) {
      this.#map = { x: 0, y: 0, k: 0 };
      this.present();
      return;
    }
    const bounds = host.bounds();
    const k = Math.min((MAP_SIZE.width - 2 * PADDING) / bounds.w, (MAP_SIZE.height - 2 * PADDING) / bounds.h);
    const middle = { x: bounds.x + bounds.w / 2, y: bounds.y + bounds.h / 2 };
    this.#bounds = bounds;
    this.#map = centred(middle, MAP_SIZE.width, MAP_SIZE.height, k);
    const ctx = this.#context();
    if (ctx) paintMap(ctx, host, this.#map);
    this.present();
  }

  #context(): CanvasRenderingContext2D | null {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    // Setting the width clears the bitmap too.
    this.#canvas.width = MAP_SIZE.width * ratio;
    this.#canvas.height = MAP_SIZE.height * ratio;
    const ctx = this.#canvas.getContext("2d");
    ctx?.scale(ratio, ratio);
    return ctx;
  }

  #onDown(event: PointerEvent): void {
    event.stopPropagation();
    event.preventDefault();
    if (event.button !== 0) return;
    this.el.setPointerCapture(event.pointerId);
    this.#go(event);
  }

  #onMove(event: PointerEvent): void {
    event.stopPropagation();
    if (this.el.hasPointerCapture(event.pointerId)) this.#go(event);
  }

  #go(event: PointerEvent): void {
    const box = this.el.getBoundingClientRect();
    const { x, y, k } = this.#map;
    const at = { x: (event.clientX - box.left - x) / k, y: (event.clientY - box.top - y) / k };
    const { size, camera } = this.#host;
    this.#host.look(centred(at, size.width, size.height, camera.k));
  }
}

function paintMap(ctx: CanvasRenderingContext2D, host: MapHost, map: Camera): void {
  const palette = host.palette();
  ctx.strokeStyle = palette.muted;
  for (const { rect } of host.frames())
    ctx.strokeRect(rect.x * map.k + map.x, rect.y * map.k + map.y, rect.w * map.k, rect.h * map.k);
  const spots: { readonly x: number; readonly y: number; readonly colour: string }[] = [];
  for (const { id, rect, tint } of host.shapes()) {
    const x = rect.x * map.k + map.x;
    const y = rect.y * map.k + map.y;
    const w = Math.max(rect.w * map.k, SPOT.block);
    ctx.globalAlpha = host.marks.lit(id) ? 1 : 0.25;
    ctx.fillStyle = host.marks.selected(id) ? palette.selection : palette.tint[tint].line;
    ctx.fillRect(x, y, w, Math.max(rect.h * map.k, SPOT.block));
    if (id === ENTRY) continue;
    const { errors, warnings } = host.marks.findings(id);
    if (errors + warnings > 0)
      spots.push({ x: x + w, y, colour: errors > 0 ? palette.danger : palette.warning });
  }
  ctx.globalAlpha = 1;
  for (const { x, y, colour } of spots) {
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.arc(x, y, SPOT.finding / 2, 0, 7);
    ctx.fill();
  }
}
