/** Blocks, wires and notes as they are drawn: places and courses, without the DOM. */

import type { Block, Note, Output } from "../model/types";
import { detour, isBlocked, LOOK } from "./avoid";
import {
  BLOCK_WIDTH,
  blockHeight,
  ENTRY_HEIGHT,
  ENTRY_WIDTH,
  FRAME_HEAD,
  FRAME_PADDING,
  INPUT_Y,
  NOTE_FOLDED,
  outputY,
  settingRows,
} from "./metrics";
import type { Point, Rect } from "./rect";
import { type FlowSource, type Frame, type Tint, tintOf } from "./source";
import { toCanvas } from "./space";
import { type Course, courseBounds, route } from "./wire";

/** Identifier of the entry marker among shapes; no block can have it. */
export const ENTRY = "";
/** Key of the only wire of the entry marker. */
export const ENTRY_KEY = "start";

/** A block, or the entry marker, on the canvas. Its place changes, its identity does not. */
export interface Shape {
  readonly id: string;
  block: Block | undefined;
  tint: Tint;
  settings: number;
  /** In canvas units; replaced, never changed, when the shape moves. */
  rect: Rect;
  /** 0, or how many blocks at the same place it stands on. */
  layer: number;
  /** Ways out, wired or not, in the order of the ports. */
  wires: Wire[];
}

/** One way out of a shape, and the wire that hangs on it when it leads somewhere. */
export interface Wire {
  readonly source: string;
  readonly key: string;
  output: Output | undefined;
  /** The block it leads to, "" when it is not wired. */
  target: string;
  index: number;
  tone: Output["tone"];
  /** Not drawn as a wire: its target is shared by many, the branch names it instead. */
  stub: boolean;
  /** `undefined` unless it is drawn as a wire. */
  course: Course | undefined;
  bounds: Rect;
}

export function blockRect(block: Block): Rect {
  const at = toCanvas(block);
  return { ...at, w: BLOCK_WIDTH, h: blockHeight(settingRows(block), block.outputs.length) };
}

export function blockShape(block: Block): Shape {
  return {
    id: block.id,
    block,
    tint: tintOf(block),
    settings: settingRows(block),
    rect: blockRect(block),
    layer: 0,
    wires: block.outputs.map((output, index) => newWire(block.id, output.key, output.target, index, output)),
  };
}

export function entryShape(source: FlowSource): Shape {
  const at = toCanvas(source.entry);
  const wire = newWire(ENTRY, ENTRY_KEY, source.start(), 0, undefined);
  const rect = { ...at, w: ENTRY_WIDTH, h: ENTRY_HEIGHT };
  return { id: ENTRY, block: undefined, tint: "terminate", settings: 0, rect, layer: 0, wires: [wire] };
}

const nowhere: Rect = { x: 0, y: 0, w: 0, h: 0 };

// One literal, so that all wires have one hidden class: a flow has thousands.
function newWire(
  source: string,
  key: string,
  target: string,
  index: number,
  output: Output | undefined,
): Wire {
  const tone = output?.tone ?? "default";
  return { source, key, output, target, index, tone, stub: false, course: undefined, bounds: nowhere };
}

export function inputPort(shape: Shape): Point {
  return { x: shape.rect.x, y: shape.rect.y + INPUT_Y };
}

export function outputPort(shape: Shape, index: number): Point {
  const y = shape.id === ENTRY ? ENTRY_HEIGHT / 2 : outputY(shape.settings, index);
  return { x: shape.rect.x + shape.rect.w, y: shape.rect.y + y };
}

/** A wire is long from this distance of its ends on, in canvas units: the eye does not follow it. */
const LONG = 1400;

export function isLong({ course }: Wire): boolean {
  if (!course) return false;
  const [x, y] = [course[course.length - 2]!, course[course.length - 1]!];
  return Math.abs(x - course[0]!) + Math.abs(y - course[1]!) >= LONG;
}

/**
 * Lays a wire anew between its two shapes, around the blocks in its way.
 * `blocksIn` says what other blocks stand in a rectangle. Returns where a block
 * that comes or goes may change the course, beyond its bounds.
 */
export function lay(
  wire: Wire,
  from: Shape,
  to: Shape,
  blocksIn: (area: Rect, from: Shape, to: Shape) => Rect[],
): Rect | undefined {
  const start = { at: outputPort(from, wire.index), block: from.rect };
  const end = { at: inputPort(to), block: to.rect };
  wire.course = route(start, end, wire.index);
  wire.bounds = courseBounds(wire.course);
  const inTheWay = blocksIn(wire.bounds, from, to);
  if (inTheWay.length === 0 || !isBlocked(wire.course, inTheWay)) return undefined;
  const { x, y, w, h } = wire.bounds;
  const area = { x, y: y - LOOK, w, h: h + 2 * LOOK };
  const around = blocksIn(area, from, to);
  const better = detour(start, end, [...around, ...ends(from, to)], turnOf(wire));
  if (better) {
    wire.course = better;
    wire.bounds = courseBounds(better);
  }
  return area;
}

/** A wire keeps off its own two blocks too, but may touch them where it leaves and enters. */
function ends(from: Shape, to: Shape): Rect[] {
  return [from, to].map(({ rect }) => ({ x: rect.x + 8, y: rect.y, w: rect.w - 16, h: rect.h }));
}

/** A small number for a wire, so that those of several blocks keep apart. */
function turnOf(wire: Wire): number {
  let sum = wire.index;
  for (let i = 0; i < wire.source.length; i += 3) sum += wire.source.charCodeAt(i);
  return sum % 5;
}

/** A frame around the blocks of an unfolded group. */
export interface FrameShape extends Frame {
  readonly rect: Rect;
}

/** The frame around what lies in a rectangle, with room for its head above. */
export function frameRect({ x, y, w, h }: Rect): Rect {
  const above = FRAME_HEAD + FRAME_PADDING;
  return { x: x - FRAME_PADDING, y: y - above, w: w + 2 * FRAME_PADDING, h: h + above + FRAME_PADDING };
}

/** A note on the canvas. Its size is the file's, its place is spread as that of blocks. */
export interface NoteShape {
  readonly note: Note;
  readonly rect: Rect;
}

export function noteShape(note: Note): NoteShape {
  const at = toCanvas(note);
  const w = note.folded ? NOTE_FOLDED : Math.min(Math.max(note.width, 120), 600);
  const h = note.folded ? NOTE_FOLDED : Math.min(Math.max(note.height, 48), 600);
  return { note, rect: { ...at, w, h } };
}
