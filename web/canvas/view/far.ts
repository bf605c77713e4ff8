/**
 * The layer for views so far out that blocks in the DOM could not be read: one
 * 2D canvas under the world. It is painted somewhat larger than the view, so
 * that a pan mostly slides it; and while zooming a large flow it is stretched
 * between paintings. Lifted blocks are painted on a canvas of their own, so
 * that a drag paints only them.
 */

import { type Camera, viewOf } from "../geometry/camera";
import type { Rect } from "../geometry/rect";
import { element } from "./dom";
import { paintLabels } from "./far-labels";
import { type Marks, type Picture, paint } from "./far-paint";
import type { Palette } from "./theme";

/** Pixels painted beyond each edge of the view. */
const MARGIN = 160;
/** A painting of more shapes and wires than this is stretched while zooming, and made anew so often, in ms. */
const MANY = 300;
const PAINT_EVERY = 90;

export class FarLayer {
  readonly el = element("div", "cv-far");
  readonly #base = element("canvas", "cv-far-base");
  readonly #top = element("canvas", "cv-far-top");
  #drawn: Camera | undefined;
  #width = 0;
  #height = 0;
  #ratio = 1;
  #many = false;
  #at = 0;
  #topUsed = false;

  constructor() {
    this.el.append(this.#base, this.#top);
  }

  /** The next `present` paints anew. */
  invalidate(): void {
    this.#drawn = undefined;
  }

  /** Fits the bitmaps to the view. */
  resize(width: number, height: number): void {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    if (width === this.#width && height === this.#height && ratio === this.#ratio) return;
    this.#width = width;
    this.#height = height;
    this.#ratio = ratio;
    this.#fit(this.#base);
    // The bitmap for lifted blocks is made when the first one is lifted.
    this.#top.width = 0;
    this.invalidate();
  }

  #fit(canvas: HTMLCanvasElement): void {
    const width = this.#width + 2 * MARGIN;
    const height = this.#height + 2 * MARGIN;
    canvas.width = Math.round(width * this.#ratio);
    canvas.height = Math.round(height * this.#ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    canvas.style.left = canvas.style.top = `${-MARGIN}px`;
  }

  /**
   * Shows the canvas as `camera` sees it: slides or stretches what is painted
   * where that does, paints anew where not. Reports whether it is exact; when
   * not, call again once the camera rests.
   */
  present(
    camera: Camera,
    moving: boolean,
    look: (area: Rect) => Picture,
    marks: Marks,
    palette: Palette,
  ): boolean {
    const drawn = this.#drawn;
    if (drawn && drawn.k === camera.k) {
      const dx = camera.x - drawn.x;
      const dy = camera.y - drawn.y;
      if (Math.abs(dx) <= MARGIN && Math.abs(dy) <= MARGIN) {
        this.#transform(dx, dy, 1);
        return true;
      }
    }
    if (drawn && moving && drawn.k !== camera.k && this.#mayStretch()) {
      const scale = camera.k / drawn.k;
      this.#transform(camera.x - drawn.x * scale, camera.y - drawn.y * scale, scale);
      return false;
    }
    this.#paint(this.#base, camera, look(this.#area(camera)), marks, palette);
    this.#drawn = camera;
    this.#transform(0, 0, 1);
    return true;
  }

  /** Paints lifted shapes over the rest, or clears them away. */
  presentTop(camera: Camera, picture: Picture | undefined, marks: Marks, palette: Palette): void {
    if (picture) {
      const drawn = this.#drawn ?? camera;
      if (this.#top.width === 0) this.#fit(this.#top);
      this.#paint(this.#top, drawn, picture, marks, palette);
    } else if (this.#topUsed) {
      this.#top.getContext("2d")?.clearRect(0, 0, this.#top.width, this.#top.height);
    }
    this.#topUsed = picture !== undefined;
  }

  #mayStretch(): boolean {
    return this.#many && performance.now() - this.#at < PAINT_EVERY;
  }

  #area(camera: Camera): Rect {
    const shifted = { x: camera.x + MARGIN, y: camera.y + MARGIN, k: camera.k };
    return viewOf(shifted, this.#width + 2 * MARGIN, this.#height + 2 * MARGIN);
  }

  #transform(x: number, y: number, scale: number): void {
    this.el.style.transform = `translate(${x}px,${y}px) scale(${scale})`;
  }

  #paint(canvas: HTMLCanvasElement, camera: Camera, picture: Picture, marks: Marks, palette: Palette): void {
    const ctx = canvas.getContext("2d");
    if (!ctx) return;
    const r = this.#ratio;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.setTransform(r * camera.k, 0, 0, r * camera.k, r * (camera.x + MARGIN), r * (camera.y + MARGIN));
    paint(ctx, picture, marks, palette, camera.k);
    ctx.setTransform(r, 0, 0, r, 0, 0);
    const [x, y] = [camera.x + MARGIN, camera.y + MARGIN];
    const [width, height] = [canvas.width / r, canvas.height / r];
    const named = picture.shapes.filter((shape) => marks.lit(shape.id));
    paintLabels(ctx, named, marks, palette, { k: camera.k, x, y, width, height });
    if (canvas !== this.#base) return;
    this.#at = performance.now();
    this.#many = picture.shapes.length + picture.wires.length > MANY;
  }
}
