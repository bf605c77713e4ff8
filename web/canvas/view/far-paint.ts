/**
 * How blocks and wires are painted on a 2D canvas: plain shapes in the colours
 * of the categories, all of one colour in one path, and the title in a size
 * that can be read, as long as there is room for it.
 */

import type { Rect } from "../geometry/rect";
import { ENTRY, type NoteShape, type Shape, type Wire } from "../geometry/shape";
import { type Tint, tints } from "../geometry/source";
import type { Palette } from "./theme";
import type { WireMark } from "./wires";

export interface Picture {
  readonly shapes: readonly Shape[];
  readonly wires: readonly Wire[];
  readonly notes: readonly NoteShape[];
}

/** What is known of a shape or wire besides its place. */
export interface Marks {
  readonly selected: (id: string) => boolean;
  readonly findings: (id: string) => { readonly errors: number; readonly warnings: number };
  readonly reached: (id: string) => boolean;
  readonly wire: (wire: Wire) => WireMark;
}

/** Below this width on the screen a block is one spot of its colour. */
const SPOT = 30;
/** From this width on a block shows its title. */
const LABEL = 46;
/** Wires in one path: longer paths take the rasteriser more than their share. */
const CHUNK = 120;
/** Width of the band of the category, in canvas units. */
const BAND = 9;

/** Paints a picture. The context's transform is set to canvas units; `k` is the zoom. */
export function paint(
  ctx: CanvasRenderingContext2D,
  picture: Picture,
  marks: Marks,
  palette: Palette,
  k: number,
): void {
  paintNotes(ctx, picture.notes, palette);
  paintWires(ctx, picture.wires, marks, palette, k);
  paintShapes(ctx, picture.shapes, marks, palette, k);
}

function paintNotes(ctx: CanvasRenderingContext2D, notes: readonly NoteShape[], palette: Palette): void {
  ctx.fillStyle = palette.note;
  for (const { rect } of notes) ctx.fillRect(rect.x, rect.y, rect.w, rect.h);
}

function paintWires(
  ctx: CanvasRenderingContext2D,
  wires: readonly Wire[],
  marks: Marks,
  palette: Palette,
  k: number,
): void {
  const plain: Wire[] = [];
  const errors: Wire[] = [];
  const active: Wire[] = [];
  for (const wire of wires) {
    if (!wire.course) continue;
    if (marks.wire(wire)) active.push(wire);
    else if (wire.tone === "error") errors.push(wire);
    else plain.push(wire);
  }
  const thin = 1 / k;
  stroke(ctx, errors, palette.wireError, thin);
  stroke(ctx, plain, palette.wire, k > 0.2 ? 1.25 / k : thin);
  stroke(ctx, active, palette.wireActive, 2 / k);
}

function stroke(ctx: CanvasRenderingContext2D, wires: readonly Wire[], colour: string, width: number): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  for (let i = 0; i < wires.length; i += CHUNK) {
    ctx.beginPath();
    for (const wire of wires.slice(i, i + CHUNK)) {
      const c = wire.course!;
      ctx.moveTo(c[0]!, c[1]!);
      for (let j = 2; j < c.length; j += 6)
        ctx.bezierCurveTo(c[j]!, c[j + 1]!, c[j + 2]!, c[j + 3]!, c[j + 4]!, c[j + 5]!);
    }
    ctx.stroke();
  }
}

function paintShapes(
  ctx: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  marks: Marks,
  palette: Palette,
  k: number,
): void {
  const groups = new Map<Tint, Shape[]>();
  const unreached: Shape[] = [];
  const selected: Rect[] = [];
  for (const shape of shapes) {
    if (marks.selected(shape.id)) selected.push(shape.rect);
    if (shape.id !== ENTRY && !marks.reached(shape.id)) {
      unreached.push(shape);
      continue;
    }
    const group = groups.get(shape.tint);
    if (group) group.push(shape);
    else groups.set(shape.tint, [shape]);
  }
  const spot = shapes.length > 0 && 240 * k < SPOT;
  for (const tint of tints) paintGroup(ctx, groups.get(tint) ?? [], palette.tint[tint], palette, spot, k);
  ctx.globalAlpha = 0.45;
  paintGroup(ctx, unreached, palette.tint.unknown, palette, spot, k);
  ctx.globalAlpha = 1;
  paintFindings(ctx, shapes, marks, palette, k);
  ctx.strokeStyle = palette.selection;
  ctx.lineWidth = 2.5 / k;
  ctx.beginPath();
  for (const r of selected) ctx.rect(r.x - 2 / k, r.y - 2 / k, r.w + 4 / k, r.h + 4 / k);
  ctx.stroke();
}

function paintGroup(
  ctx: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  tint: { readonly line: string; readonly fill: string },
  palette: Palette,
  spot: boolean,
  k: number,
): void {
  if (shapes.length === 0) return;
  if (!spot) {
    ctx.fillStyle = tint.fill;
    for (const { rect } of shapes) ctx.fillRect(rect.x, rect.y, rect.w, rect.h);
    if (240 * k >= LABEL) outline(ctx, shapes, palette.wire, 1 / k);
  }
  ctx.fillStyle = tint.line;
  for (const { rect } of shapes) {
    if (spot) ctx.fillRect(rect.x, rect.y, rect.w, rect.h);
    else ctx.fillRect(rect.x, rect.y, Math.max(BAND, 3 / k), rect.h);
  }
}

function outline(
  ctx: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  colour: string,
  width: number,
): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  for (const { rect } of shapes) ctx.rect(rect.x, rect.y, rect.w, rect.h);
  ctx.stroke();
}

function paintFindings(
  ctx: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  marks: Marks,
  palette: Palette,
  k: number,
): void {
  const side = Math.max(34, 6 / k);
  for (const shape of shapes) {
    if (shape.id === ENTRY) continue;
    const { errors, warnings } = marks.findings(shape.id);
    if (errors + warnings === 0) continue;
    ctx.fillStyle = errors > 0 ? palette.danger : palette.warning;
    ctx.beginPath();
    ctx.arc(shape.rect.x + shape.rect.w, shape.rect.y, side / 2, 0, 7);
    ctx.fill();
  }
}

/** Reports whether titles are painted at this zoom. */
export function hasLabels(k: number): boolean {
  return 240 * k >= LABEL;
}

const LINE = 11;

/** Writes titles into the blocks. The context's transform is in pixels; `toX` and `toY` give the pixels of a canvas point. */
export function paintLabels(
  ctx: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  marks: Marks,
  palette: Palette,
  k: number,
  toX: (x: number) => number,
  toY: (y: number) => number,
): void {
  ctx.font = `500 10px ${palette.font}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  for (const { id, rect, block } of shapes) {
    const left = toX(rect.x) + Math.max(BAND * k, 3) + 4;
    const width = rect.w * k - Math.max(BAND * k, 3) - 6;
    const fit = Math.max(1, Math.min(3, Math.floor((rect.h * k - 3) / LINE)));
    const lines = wrap(ctx, block?.title ?? "Start", width, fit);
    ctx.fillStyle = id === ENTRY || marks.reached(id) ? palette.text : palette.muted;
    let y = toY(rect.y) + Math.max((rect.h * k - lines.length * LINE) / 2, 0) + LINE / 2;
    for (const line of lines) {
      ctx.fillText(line, left, y);
      y += LINE;
    }
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
