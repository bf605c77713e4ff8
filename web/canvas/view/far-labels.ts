/**
 * Titles on the far layer, in a size that can be read whatever the zoom. Where
 * blocks are wide enough a title stands in its block; farther out it stands
 * below or above it as on a map, and only where nothing is in its way.
 */

import { BLOCK_WIDTH } from "../geometry/metrics";
import { ENTRY, type Shape } from "../geometry/shape";
import { BAND, type Marks } from "./far-paint";
import type { Palette } from "./theme";

/** From this width on, in pixels, a block holds its title. */
const INSIDE = 40;
/** With more blocks in view than this, a map of titles would be noise. */
const MAP = 150;
const MAP_WIDTH = 104;
const LINE = 11;
/** Side of a cell of the map of what is taken, in pixels. */
const CELL = 6;

/** From canvas units to pixels of the bitmap. */
export interface Projection {
  readonly k: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Writes titles. The context's transform is in pixels. */
export function paintLabels(
  ctx: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  marks: Marks,
  palette: Palette,
  to: Projection,
): void {
  ctx.font = `500 10px ${palette.font}`;
  ctx.textBaseline = "middle";
  if (BLOCK_WIDTH * to.k >= INSIDE) paintInside(ctx, shapes, marks, palette, to);
  else if (shapes.length <= MAP) paintMap(ctx, shapes, marks, palette, to);
}

function colourOf(id: string, marks: Marks, palette: Palette): string {
  return id === ENTRY || marks.reached(id) ? palette.text : palette.muted;
}

function paintInside(
  ctx: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  marks: Marks,
  palette: Palette,
  to: Projection,
): void {
  const band = Math.max(BAND * to.k, 3);
  ctx.textAlign = "left";
  for (const { id, rect, block } of shapes) {
    const height = rect.h * to.k;
    if (id === ENTRY) {
      // The entry marker is too narrow for its word: it stands above.
      ctx.fillStyle = palette.muted;
      ctx.fillText("Start", rect.x * to.k + to.x, rect.y * to.k + to.y - LINE / 2 - 1);
      continue;
    }
    const fit = Math.max(1, Math.min(3, Math.floor((height - 3) / LINE)));
    const lines = wrap(ctx, block?.title ?? "", rect.w * to.k - band - 6, fit);
    ctx.fillStyle = colourOf(id, marks, palette);
    let y = rect.y * to.k + to.y + Math.max((height - lines.length * LINE) / 2, 0) + LINE / 2;
    for (const line of lines) {
      ctx.fillText(line, rect.x * to.k + to.x + band + 4, y);
      y += LINE;
    }
  }
}

function paintMap(
  ctx: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  marks: Marks,
  palette: Palette,
  to: Projection,
): void {
  const taken = new Taken(to.width, to.height);
  for (const { rect } of shapes)
    taken.take(rect.x * to.k + to.x, rect.y * to.k + to.y, rect.w * to.k, rect.h * to.k);
  ctx.textAlign = "center";
  for (const { id, rect, block } of byTelling(shapes)) {
    const text = cut(ctx, block?.title ?? "Start", MAP_WIDTH);
    const width = widthOf(ctx, text);
    const x = (rect.x + rect.w / 2) * to.k + to.x;
    const below = (rect.y + rect.h) * to.k + to.y + 2;
    const above = rect.y * to.k + to.y - LINE - 4;
    const y = [below, above].find((top) => taken.isFree(x - width / 2, top, width, LINE));
    if (y === undefined) continue;
    taken.take(x - width / 2, y, width, LINE);
    ctx.fillStyle = colourOf(id, marks, palette);
    ctx.fillText(text, x, y + LINE / 2);
  }
}

/** Blocks that somebody named come first: their titles say most. */
function byTelling(shapes: readonly Shape[]): readonly Shape[] {
  const isNamed = ({ id, block }: Shape) =>
    id === ENTRY || (block !== undefined && block.title !== block.kind.name);
  return [...shapes.filter(isNamed), ...shapes.filter((shape) => !isNamed(shape))];
}

/** What of the bitmap is taken, in cells. */
class Taken {
  readonly #columns: number;
  readonly #rows: number;
  readonly #cells: Uint8Array;

  constructor(width: number, height: number) {
    this.#columns = Math.ceil(width / CELL);
    this.#rows = Math.ceil(height / CELL);
    this.#cells = new Uint8Array(this.#columns * this.#rows);
  }

  isFree(x: number, y: number, w: number, h: number): boolean {
    return this.#each(x, y, w, h, (cell) => this.#cells[cell] === 0);
  }

  take(x: number, y: number, w: number, h: number): void {
    this.#each(x, y, w, h, (cell) => {
      this.#cells[cell] = 1;
      return true;
    });
  }

  /** Visits the cells under a box until one says no. What lies outside is free. */
  #each(x: number, y: number, w: number, h: number, visit: (cell: number) => boolean): boolean {
    const right = Math.min(this.#columns - 1, Math.floor((x + w) / CELL));
    const bottom = Math.min(this.#rows - 1, Math.floor((y + h) / CELL));
    for (let row = Math.max(0, Math.floor(y / CELL)); row <= bottom; row++) {
      for (let column = Math.max(0, Math.floor(x / CELL)); column <= right; column++) {
        if (!visit(row * this.#columns + column)) return false;
      }
    }
    return true;
  }
}

const widths = new Map<string, number>();

function widthOf(ctx: CanvasRenderingContext2D, text: string): number {
  let width = widths.get(text);
  if (width === undefined) {
    if (widths.size > 20000) widths.clear();
    width = ctx.measureText(text).width;
    widths.set(text, width);
  }
  return width;
}

/** Breaks a title into at most `most` lines; what does not fit ends in an ellipsis. */
function wrap(ctx: CanvasRenderingContext2D, title: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of title.slice(0, 80).split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || widthOf(ctx, longer) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
    if (lines.length === most) {
      lines[most - 1] += "…";
      line = "";
      break;
    }
  }
  if (line !== "") lines.push(line);
  return lines.map((text) => cut(ctx, text, width));
}

function cut(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  if (widthOf(ctx, text) <= width) return text;
  const letters = [...text.replace(/…$/, "")];
  const keep = Math.max(1, Math.floor((letters.length * width) / widthOf(ctx, text)) - 1);
  return `${letters.slice(0, keep).join("")}…`;
}
