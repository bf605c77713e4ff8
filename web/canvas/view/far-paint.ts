/**
 * How blocks and wires are painted on a 2D canvas: plain shapes in the colours
 * of the categories, all of one colour in one path, and the title in a size
 * that can be read, as long as there is room for it.
 */

import type { Rect } from "../geometry/rect";
import { ENTRY, type FrameShape, type NoteShape, type Shape, type Wire } from "../geometry/shape";
import { type Tint, tints } from "../geometry/source";
import type { Palette } from "./theme";
import type { WireMark } from "./wires";

export interface Picture {
  readonly shapes: readonly Shape[];
  readonly wires: readonly Wire[];
  readonly notes: readonly NoteShape[];
  readonly frames: readonly FrameShape[];
}

/** What is known of a shape or wire besides its place. */
export interface Marks {
  readonly selected: (id: string) => boolean;
  /** Whether it stands out, or nothing does. */
  readonly lit: (id: string) => boolean;
  readonly findings: (id: string) => { readonly errors: number; readonly warnings: number };
  readonly reached: (id: string) => boolean;
  readonly wire: (wire: Wire) => WireMark;
}

/** Below this width on the screen a block is one spot of its colour. */
const SPOT = 30;
/** Wires in one path: longer paths take the rasteriser more than their share. */
const CHUNK = 120;
/** Longer names of frames are cut. */
const NAME = 28;
/** What does not stand out while something does. */
const DIM = 0.25;
/** Width of the band of the category, in canvas units. */
export const BAND = 9;

/** Paints a picture. The context's transform is set to canvas units; `k` is the zoom. */
export function paint(
  ctx: CanvasRenderingContext2D,
  picture: Picture,
  marks: Marks,
  palette: Palette,
  k: number,
): void {
  paintFrames(ctx, picture.frames, palette, k);
  paintNotes(ctx, picture.notes, palette);
  paintWires(ctx, picture.wires, marks, palette, k);
  paintShapes(ctx, picture.shapes, marks, palette, k);
}

/** Frames as outlines, with their names in a size that can be read. */
function paintFrames(
  ctx: CanvasRenderingContext2D,
  frames: readonly FrameShape[],
  palette: Palette,
  k: number,
): void {
  if (frames.length === 0) return;
  ctx.font = `600 ${11 / k}px ${palette.font}`;
  ctx.textBaseline = "bottom";
  ctx.textAlign = "left";
  ctx.fillStyle = ctx.strokeStyle = palette.muted;
  ctx.lineWidth = 1 / k;
  ctx.setLineDash([4 / k, 3 / k]);
  for (const { rect, name } of frames) {
    ctx.globalAlpha = 0.08;
    ctx.fillRect(rect.x, rect.y, rect.w, rect.h);
    ctx.globalAlpha = 1;
    ctx.strokeRect(rect.x, rect.y, rect.w, rect.h);
    ctx.fillText(name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name, rect.x, rect.y - 2 / k);
  }
  ctx.setLineDash([]);
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
  const dim: Wire[] = [];
  for (const wire of wires) {
    if (!wire.course) continue;
    const mark = marks.wire(wire);
    if (mark === "dim") dim.push(wire);
    else if (mark) active.push(wire);
    else if (wire.tone === "error") errors.push(wire);
    else plain.push(wire);
  }
  const thin = 1 / k;
  ctx.globalAlpha = DIM;
  stroke(ctx, dim, palette.wire, thin);
  ctx.globalAlpha = 1;
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
  const dim: Shape[] = [];
  const selected: Rect[] = [];
  for (const shape of shapes) {
    if (marks.selected(shape.id)) selected.push(shape.rect);
    if (!marks.lit(shape.id)) {
      dim.push(shape);
      continue;
    }
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
  ctx.globalAlpha = DIM;
  paintGroup(ctx, dim, { line: palette.muted, fill: palette.surface }, palette, spot, k);
  ctx.globalAlpha = 0.55;
  paintGroup(ctx, unreached, { line: palette.muted, fill: palette.surface }, palette, spot, k);
  ctx.globalAlpha = 1;
  paintFindings(ctx, shapes, marks, palette, k);
  ctx.strokeStyle = palette.selection;
  ctx.lineWidth = 2.5 / k;
  for (const r of selected) ctx.strokeRect(r.x - 2 / k, r.y - 2 / k, r.w + 4 / k, r.h + 4 / k);
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
    outline(ctx, shapes, palette.wire, 1 / k);
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
  for (const { rect } of shapes) ctx.strokeRect(rect.x, rect.y, rect.w, rect.h);
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
    if (shape.id === ENTRY || !marks.lit(shape.id)) continue;
    const { errors, warnings } = marks.findings(shape.id);
    if (errors + warnings === 0) continue;
    ctx.fillStyle = errors > 0 ? palette.danger : palette.warning;
    ctx.beginPath();
    ctx.arc(shape.rect.x + shape.rect.w, shape.rect.y, side / 2, 0, 7);
    ctx.fill();
  }
}
