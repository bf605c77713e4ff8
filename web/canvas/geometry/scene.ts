/**
 * The picture of a flow: every block's place, every wire's course, and an
 * index that finds what lies in a view. It follows a flow through Touched
 * sets and looks only at what they name. It never changes the flow.
 */

import type { Touched } from "../model/types";
import { Grid } from "./grid";
import { around, contains, grow, overlaps, type Point, type Rect } from "./rect";
import {
  blockRect,
  blockShape,
  ENTRY,
  entryShape,
  type FrameShape,
  frameRect,
  inputPort,
  isLong,
  lay,
  type NoteShape,
  noteShape,
  outputPort,
  type Shape,
  type Wire,
} from "./shape";
import { type FlowSource, leadsOf } from "./source";
import { type Course, distanceTo } from "./wire";

/** A target that more wires than this lead into is shared: its wires are stubs. */
export const SHARED = 6;
/** A wire this short stays a wire although its target is shared. */
const SHORT_X = 340;
const SHORT_Y = 160;
/** Blocks whose corners are about this near stand on each other; they are shown a step apart. */
const STACKED = 10;
const CASCADE = 30;

/** What an update changed in the picture. `all` means that every shape and wire is another object. */
export interface Change {
  readonly shapes: Set<Shape>;
  readonly wires: Set<Wire>;
  readonly goneShapes: Set<Shape>;
  readonly goneWires: Set<Wire>;
  all: boolean;
  notes: boolean;
}

/** What is under a point. */
export type Hit =
  | { readonly kind: "output"; readonly wire: Wire }
  | { readonly kind: "input"; readonly shape: Shape }
  | { readonly kind: "shape"; readonly shape: Shape }
  | { readonly kind: "wire"; readonly wire: Wire };

export class Scene {
  readonly shapes = new Map<string, Shape>();
  notes: NoteShape[] = [];
  readonly #source: FlowSource;
  readonly #inbound = new Map<string, Set<Wire>>();
  readonly #shapeGrid = new Grid<Shape>();
  readonly #wireGrid = new Grid<Wire>();
  /** Of wires with blocks in their way: where a block may change their course. */
  readonly #careGrid = new Grid<Wire>();
  readonly #shared = new Set<string>();
  /** Where blocks stand, by corner, for those that stand on each other. */
  readonly #corners = new Map<number, Shape>();
  readonly #cornerOf = new Map<Shape, number>();
  /** Targets, and sources, whose stubs are drawn as wires for now. */
  #unfolded: ReadonlySet<string> = new Set();
  #reached: Set<string> | undefined;
  #bounds: Rect | undefined | null = null;
  /** Shapes being dragged: their wires are laid at each step, the index follows at the end. */
  /** Where blocks came, went or moved since the wires around were laid. */
  #disturbed: Rect[] = [];
  /** Wires that were laid in bulk, without looking at blocks. */
  readonly #rough = new Set<Wire>();
  #isBulk = false;
  #lifted = new Map<Shape, Rect>();
  #liftedWires = new Set<Wire>();

  constructor(source: FlowSource) {
    this.#source = source;
    this.reload();
  }

  /** Reads the whole flow anew. */
  reload(): void {
    this.shapes.clear();
    this.#inbound.clear();
    this.#shapeGrid.clear();
    this.#wireGrid.clear();
    this.#careGrid.clear();
    this.#disturbed = [];
    this.#rough.clear();
    this.#shared.clear();
    this.#corners.clear();
    this.#cornerOf.clear();
    this.#lifted.clear();
    this.#liftedWires.clear();
    this.#forget();
    for (const block of this.#source.blocks()) this.#enter(blockShape(block));
    this.#enter(entryShape(this.#source));
    for (const [target, wires] of this.#inbound) if (wires.size > SHARED) this.#shared.add(target);
    const wires = [...this.shapes.values()].flatMap((shape) => shape.wires);
    this.#placeAll(wires, wires.length);
    this.#readNotes();
  }

  /** Follows an edit. */
  update(touched: Touched): Change {
    const change = emptyChange();
    change.notes = touched.notes || touched.all;
    if (touched.all) {
      this.reload();
      change.all = true;
      return change;
    }
    this.land();
    const before = new Set(this.#shared);
    for (const id of touched.removed) this.#drop(id, change);
    for (const id of touched.moved) if (!touched.blocks.has(id)) this.#move(id, change);
    for (const id of touched.added) this.#replace(id, change);
    for (const id of touched.blocks) if (!touched.added.has(id)) this.#replace(id, change);
    if (touched.start) this.#replace(ENTRY, change);
    this.#retitle(touched, change);
    this.#settle(change, before);
    this.#calm(change);
    if (touched.notes) this.#readNotes();
    this.#forget();
    return change;
  }

  /** Shapes in a rectangle. */
  shapesIn(rect: Rect): Shape[] {
    const found = this.#shapeGrid.query(rect);
    if (this.#lifted.size === 0) return found;
    const all = new Set(found);
    for (const shape of this.#lifted.keys()) if (overlaps(shape.rect, rect)) all.add(shape);
    return [...all];
  }

  /** Drawn wires that may be seen in a rectangle. */
  wiresIn(rect: Rect): Wire[] {
    const found = this.#wireGrid.query(rect);
    if (this.#liftedWires.size === 0) return found;
    const all = new Set(found);
    for (const wire of this.#liftedWires) if (overlaps(wire.bounds, rect)) all.add(wire);
    return [...all];
  }

  /** The box around everything, with the entry marker and the notes. */
  bounds(): Rect {
    if (this.#bounds === null) {
      const rects = [...this.shapes.values(), ...this.notes, ...this.frames()].map(({ rect }) => rect);
      this.#bounds = around(rects);
    }
    return this.#bounds ?? { x: 0, y: 0, w: 0, h: 0 };
  }

  /** The frames around the blocks of unfolded groups, as their blocks are shown now. */
  frames(): FrameShape[] {
    return (this.#source.frames?.() ?? []).flatMap(({ id, name, blocks }) => {
      const inside = this.boundsOf(blocks);
      return inside ? [{ id, name, blocks, rect: frameRect(inside) }] : [];
    });
  }

  /** The box around some shapes, `undefined` when none of them exists. */
  boundsOf(ids: Iterable<string>): Rect | undefined {
    const rects: Rect[] = [];
    for (const id of ids) {
      const shape = this.shapes.get(id);
      if (shape) rects.push(shape.rect);
    }
    return around(rects);
  }

  wire(source: string, key: string): Wire | undefined {
    return this.shapes.get(source)?.wires.find((wire) => wire.key === key);
  }

  /** Every wire into a block, stubs included. */
  inbound(id: string): ReadonlySet<Wire> {
    return this.#inbound.get(id) ?? none;
  }

  /** Reports whether so many wires lead into a block that they are drawn as stubs. */
  isShared(id: string): boolean {
    return this.#shared.has(id);
  }

  /** Reports whether a contact can come to the block from the entry point; of a flow without a start, nothing is said. */
  isReached(id: string): boolean {
    const start = this.#source.start();
    if (start === ENTRY || !this.shapes.has(start)) return true;
    this.#reached ??= this.#reach();
    return this.#reached.has(id);
  }

  get unfolded(): ReadonlySet<string> {
    return this.#unfolded;
  }

  /** Draws the stubs from and to these blocks as wires, and no others. Returns the wires that changed. */
  unfold(ids: ReadonlySet<string>): Set<Wire> {
    const changed = new Set<Wire>();
    const before = this.#unfolded;
    this.#unfolded = ids;
    const look = (wire: Wire) => {
      const had = wire.course !== undefined;
      this.#place(wire);
      if (had !== (wire.course !== undefined)) changed.add(wire);
    };
    for (const id of new Set([...before, ...ids])) {
      for (const wire of this.shapes.get(id)?.wires ?? []) if (wire.stub) look(wire);
      for (const wire of this.inbound(id)) if (wire.stub) look(wire);
    }
    return changed;
  }

  /** Takes shapes up to move them; `shift` moves them and `land` puts them back. */
  lift(ids: Iterable<string>): void {
    this.land();
    for (const id of ids) {
      const shape = this.shapes.get(id);
      if (!shape) continue;
      this.#lifted.set(shape, shape.rect);
      for (const wire of shape.wires) if (wire.course) this.#liftedWires.add(wire);
      for (const wire of this.inbound(id)) if (wire.course) this.#liftedWires.add(wire);
    }
  }

  get lifted(): { readonly shapes: ReadonlyMap<Shape, Rect>; readonly wires: ReadonlySet<Wire> } {
    return { shapes: this.#lifted, wires: this.#liftedWires };
  }

  /** Shows the lifted shapes this far from where the flow has them. */
  shift(dx: number, dy: number): void {
    for (const [shape, home] of this.#lifted) shape.rect = { ...home, x: home.x + dx, y: home.y + dy };
    for (const wire of this.#liftedWires) this.#lay(wire);
  }

  /** Puts lifted shapes back where the flow has them. */
  land(): void {
    if (this.#lifted.size === 0) return;
    this.shift(0, 0);
    this.#lifted.clear();
    this.#liftedWires.clear();
  }

  /** What is under a canvas point: ports first, then blocks, then wires, within `reach` units. */
  hit(p: Point, reach: number): Hit | undefined {
    const near = this.shapesIn(grow({ ...p, w: 0, h: 0 }, reach + 12));
    let inside: Shape | undefined;
    for (const shape of near) {
      const port = portAt(shape, p, reach);
      if (port) return port;
      if (contains(shape.rect, p)) inside = shape;
    }
    if (inside) return { kind: "shape", shape: inside };
    const wire = this.wireAt(p, reach);
    return wire && { kind: "wire", wire };
  }

  /** The block under a point, its edges widened by `reach`. */
  shapeAt(p: Point, reach: number): Shape | undefined {
    const box = grow({ ...p, w: 0, h: 0 }, reach);
    let found: Shape | undefined;
    for (const shape of this.shapesIn(box)) {
      if (shape.id === ENTRY) continue;
      if (contains(shape.rect, p)) return shape;
      if (contains(grow(shape.rect, reach), p)) found = shape;
    }
    return found;
  }

  /** The drawn wire under a point; those of blocks that are being dragged do not count. */
  wireAt(p: Point, reach: number): Wire | undefined {
    let best = reach;
    let found: Wire | undefined;
    for (const wire of this.wiresIn(grow({ ...p, w: 0, h: 0 }, reach))) {
      if (!wire.course || this.#liftedWires.has(wire) || !contains(grow(wire.bounds, reach), p)) continue;
      const distance = distanceTo(wire.course, p);
      if (distance <= best) {
        best = distance;
        found = wire;
      }
    }
    return found;
  }

  #enter(shape: Shape): void {
    this.#cascade(shape);
    this.shapes.set(shape.id, shape);
    this.#shapeGrid.set(shape, shape.rect);
    for (const wire of shape.wires) {
      if (wire.target === "") continue;
      const wires = this.#inbound.get(wire.target);
      if (wires) wires.add(wire);
      else this.#inbound.set(wire.target, new Set([wire]));
    }
  }

  /**
   * Blocks at the same place (the console draws some actions as one block and
   * gives them one position) are shown a step apart, so that each can be seen.
   */
  #cascade(shape: Shape): void {
    this.#uncorner(shape);
    if (shape.id === ENTRY) return;
    shape.layer = 0;
    for (; shape.layer < 20 && this.#corners.has(corner(shape.rect)); shape.layer++) {
      shape.rect = { ...shape.rect, x: shape.rect.x + CASCADE, y: shape.rect.y + CASCADE };
    }
    const key = corner(shape.rect);
    if (!this.#corners.has(key)) this.#corners.set(key, shape);
    this.#cornerOf.set(shape, key);
  }

  #uncorner(shape: Shape): void {
    const key = this.#cornerOf.get(shape);
    if (key === undefined) return;
    this.#cornerOf.delete(shape);
    if (this.#corners.get(key) === shape) this.#corners.delete(key);
  }

  #drop(id: string, change: Change): void {
    const shape = this.shapes.get(id);
    if (!shape) return;
    this.shapes.delete(id);
    this.#uncorner(shape);
    this.#shapeGrid.delete(shape);
    this.#disturbed.push(shape.rect);
    change.goneShapes.add(shape);
    for (const wire of shape.wires) this.#dropWire(wire, change);
    for (const wire of this.inbound(id)) change.wires.add(wire);
  }

  #dropWire(wire: Wire, change: Change): void {
    this.#wireGrid.delete(wire);
    this.#careGrid.delete(wire);
    this.#rough.delete(wire);
    const wires = this.#inbound.get(wire.target);
    wires?.delete(wire);
    if (wires?.size === 0) this.#inbound.delete(wire.target);
    change.goneWires.add(wire);
  }

  /** Reads one block anew. The shape stays the same object, so that what is drawn of it can stay. */
  #replace(id: string, change: Change): void {
    const old = this.shapes.get(id);
    const block = id === ENTRY ? undefined : this.#source.block(id);
    if (id !== ENTRY && !block) {
      this.#drop(id, change);
      return;
    }
    if (old) for (const wire of old.wires) this.#dropWire(wire, change);
    const fresh = block ? blockShape(block) : entryShape(this.#source);
    if (old) this.#disturbed.push(old.rect);
    const shape = old ? Object.assign(old, fresh) : fresh;
    this.#enter(shape);
    this.#disturbed.push(shape.rect);
    change.shapes.add(shape);
    for (const wire of shape.wires) change.wires.add(wire);
    for (const wire of this.inbound(id)) change.wires.add(wire);
  }

  /** Reads only the place of a block anew. */
  #move(id: string, change: Change): void {
    const shape = this.shapes.get(id);
    const block = this.#source.block(id);
    if (!shape || !block) {
      this.#replace(id, change);
      return;
    }
    shape.block = block;
    this.#disturbed.push(shape.rect);
    shape.rect = blockRect(block);
    this.#cascade(shape);
    this.#shapeGrid.set(shape, shape.rect);
    this.#disturbed.push(shape.rect);
    change.shapes.add(shape);
    for (const wire of shape.wires) change.wires.add(wire);
    for (const wire of this.inbound(id)) change.wires.add(wire);
  }

  /** Branches name the shared block they lead to: they are drawn anew when its title changes. */
  #retitle(touched: Touched, change: Change): void {
    for (const ids of [touched.blocks, touched.added, touched.removed]) {
      for (const id of ids) this.#redrawSources(id, change);
    }
  }

  #redrawSources(target: string, change: Change): void {
    for (const wire of this.inbound(target)) {
      const shape = this.shapes.get(wire.source);
      if (shape) change.shapes.add(shape);
    }
  }

  /** Whether wires that were laid in bulk still run behind blocks; while blocks are dragged they may. */
  get isRough(): boolean {
    return this.#rough.size > 0 && this.#lifted.size === 0;
  }

  /** Leads wires that were laid in bulk around blocks, until a time of performance.now(). Returns those that changed. */
  refine(until: number): Set<Wire> {
    const changed = new Set<Wire>();
    let laid = 0;
    for (const wire of this.#rough) {
      if (laid++ % 16 === 15 && performance.now() > until) break;
      this.#rough.delete(wire);
      if (this.#placeAnew(wire)) changed.add(wire);
    }
    return changed;
  }

  /** Lays wires; very many at once without looking at blocks: `refine` does that later. */
  #placeAll(wires: Iterable<Wire>, count: number, placed: (wire: Wire) => void = () => {}): void {
    this.#isBulk = count > BULK;
    for (const wire of wires) {
      this.#place(wire);
      placed(wire);
    }
    this.#isBulk = false;
  }

  /** Works out which targets are shared now, and lays the wires that are concerned. */
  #settle(change: Change, before: ReadonlySet<string>): void {
    const targets = new Set<string>();
    for (const wire of change.wires) targets.add(wire.target);
    for (const wire of change.goneWires) targets.add(wire.target);
    for (const target of targets) {
      const shared = this.inbound(target).size > SHARED;
      if (shared) this.#shared.add(target);
      else this.#shared.delete(target);
      if (shared === before.has(target)) continue;
      const shape = this.shapes.get(target);
      if (shape) change.shapes.add(shape);
      this.#redrawSources(target, change);
      for (const wire of this.inbound(target)) change.wires.add(wire);
    }
    for (const wire of change.goneWires) change.wires.delete(wire);
    const named = new Set([...change.wires].filter(isNamed));
    this.#placeAll(change.wires, change.wires.size, (wire) => {
      const from = this.shapes.get(wire.source);
      if (named.has(wire) !== isNamed(wire) && from) change.shapes.add(from);
    });
  }

  /** Lays the wires anew that pass where blocks came or went. */
  #calm(change: Change): void {
    const near = this.#disturbed.length > MANY ? this.#drawn() : this.#nearDisturbed();
    this.#disturbed = [];
    for (const wire of near) {
      if (change.wires.has(wire)) continue;
      if (near.size > BULK) this.#rough.add(wire);
      else if (this.#placeAnew(wire)) change.wires.add(wire);
    }
  }

  /** Reports whether a wire takes another course. */
  #placeAnew(wire: Wire): boolean {
    const before = wire.course;
    this.#place(wire);
    return !isSame(before, wire.course);
  }

  #nearDisturbed(): Set<Wire> {
    const near = new Set<Wire>();
    for (const rect of this.#disturbed) {
      for (const wire of this.#wireGrid.query(rect)) near.add(wire);
      for (const wire of this.#careGrid.query(rect)) near.add(wire);
    }
    return near;
  }

  #drawn(): Set<Wire> {
    const all = new Set<Wire>();
    for (const shape of this.shapes.values()) for (const wire of shape.wires) if (wire.course) all.add(wire);
    return all;
  }

  /** Decides how a wire is drawn, lays it and files it. */
  #place(wire: Wire): void {
    const from = this.shapes.get(wire.source);
    const to = wire.target === "" ? undefined : this.shapes.get(wire.target);
    wire.stub = false;
    if (from && to) {
      wire.stub = this.#shared.has(wire.target) && !isShort(from, to, wire.index);
      if (!wire.stub || this.#unfolded.has(wire.target) || this.#unfolded.has(wire.source)) {
        const area = lay(wire, from, to, this.#isBulk ? nothingIn : this.#blocksIn);
        if (this.#isBulk) this.#rough.add(wire);
        this.#wireGrid.set(wire, wire.bounds);
        if (area) this.#careGrid.set(wire, area);
        else this.#careGrid.delete(wire);
        return;
      }
    }
    wire.course = undefined;
    this.#wireGrid.delete(wire);
    this.#careGrid.delete(wire);
  }

  #lay(wire: Wire): void {
    const from = this.shapes.get(wire.source);
    const to = this.shapes.get(wire.target);
    if (from && to) lay(wire, from, to, this.#liftedWires.size > FEW ? nothingIn : this.#blocksIn);
  }

  /** Where other blocks stand in a rectangle; those that are being dragged stand nowhere. */
  readonly #blocksIn = (area: Rect, from: Shape, to: Shape): Rect[] => {
    const rects: Rect[] = [];
    for (const shape of this.#shapeGrid.query(area)) {
      if (shape !== from && shape !== to && shape.id !== ENTRY && !this.#lifted.has(shape))
        rects.push(shape.rect);
    }
    return rects;
  };

  #reach(): Set<string> {
    const reached = new Set<string>();
    const open = [this.#source.start()];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const shape = this.shapes.get(id);
      if (!shape || id === ENTRY || reached.has(id)) continue;
      reached.add(id);
      for (const wire of shape.wires) open.push(wire.target, ...leadsOf(wire.output));
    }
    return reached;
  }

  #readNotes(): void {
    this.notes = this.#source.notes().map(noteShape);
    this.#bounds = null;
  }

  #forget(): void {
    this.#reached = undefined;
    this.#bounds = null;
  }
}

const none: ReadonlySet<Wire> = new Set();
const nothingIn = (): Rect[] => [];
/** More wires than this at once are laid without looking at blocks first. */
const BULK = 600;
/** After more changes than this every wire is looked at: asking which are near would take longer. */
const MANY = 400;
/** More wires than this are dragged without looking what is in their way. */
const FEW = 40;

function emptyChange(): Change {
  return {
    shapes: new Set(),
    wires: new Set(),
    goneShapes: new Set(),
    goneWires: new Set(),
    all: false,
    notes: false,
  };
}

/** Whether the branch of a wire says where it leads. */
function isNamed(wire: Wire): boolean {
  return wire.stub || isLong(wire);
}

function isSame(a: Course | undefined, b: Course | undefined): boolean {
  return a === b || (a?.length === b?.length && (a?.every((n, i) => n === b?.[i]) ?? false));
}

function isShort(from: Shape, to: Shape, index: number): boolean {
  const a = outputPort(from, index);
  const b = inputPort(to);
  return b.x >= a.x && b.x - a.x <= SHORT_X && Math.abs(b.y - a.y) <= SHORT_Y;
}

function portAt(shape: Shape, p: Point, reach: number): Hit | undefined {
  const right = shape.rect.x + shape.rect.w;
  if (shape.id !== ENTRY && near(inputPort(shape), p, reach)) return { kind: "input", shape };
  if (Math.abs(p.x - right) > reach) return undefined;
  for (const wire of shape.wires)
    if (near(outputPort(shape, wire.index), p, reach)) return { kind: "output", wire };
  return undefined;
}

function near(a: Point, b: Point, reach: number): boolean {
  return Math.abs(a.x - b.x) <= reach && Math.abs(a.y - b.y) <= reach;
}

/** A number for the place of a rectangle's corner, equal for corners that are about the same. */
function corner(rect: Rect): number {
  return Math.round(rect.x / STACKED) * 0x200000 + Math.round(rect.y / STACKED);
}
