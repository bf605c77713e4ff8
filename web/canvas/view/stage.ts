/**
 * What is seen: the camera, the layers and the frame loop. Everything that
 * changes the picture says so and the next animation frame shows it, once.
 * The stage shows a flow and never changes it; gestures are in tool/.
 */

import { effect } from "@preact/signals";
import { between, type Camera, centred, fitted, fromScreen, viewOf, zoomedAt } from "../geometry/camera";
import { encloses, grow, type Point, type Rect } from "../geometry/rect";
import { Scene } from "../geometry/scene";
import { ENTRY, isLong, type Shape, type Wire } from "../geometry/shape";
import type { FlowSource } from "../geometry/source";
import { toCanvas } from "../geometry/space";
import type { Touched } from "../model/types";
import type { CardState } from "./card";
import { CardLayer } from "./cards";
import { element, setFlag } from "./dom";
import { FarLayer } from "./far";
import type { Marks } from "./far-paint";
import type { FrameLayer } from "./frames";
import { Minimap } from "./minimap";
import { type NoteCard, NoteLayer } from "./notes";
import { Overlay } from "./overlay";
import type { Selection } from "./selection";
import { type Palette, readPalette, watchTheme } from "./theme";
import { type WireEnd, WireLayer, type WireMark } from "./wires";
import { type Findings, noFindings, titleOf } from "./words";

/** Below this zoom names on cards cannot be read: the far layer takes over. */
export const FAR_ZOOM = 0.42;
/** While zooming in from far out, the far layer stays up to this zoom: cards come when the camera rests. */
const FAR_STAYS = 0.9;
/** Pixels around the view in which blocks are kept in the DOM. */
const AROUND = 260;
/** The camera rests when it did not move for so long, in ms. */
const REST = 180;
/** Time for mounting blocks in one frame, in ms. The far layer shows those that wait. */
const SLICE = 6;
/** The same for the first cards on an empty canvas. */
const SLICE_FIRST = 60;
/** Selected blocks stay in the DOM, and show their wires, up to this many. */
const FEW = 20;
const FIT_PADDING = 48;

/** The smallest zoom at which names and settings can be read. */
const READABLE = 0.6;
const GLIDE = 180;

export interface StageOptions {
  readonly opening?: "fit" | "readable";
  readonly flow: FlowSource;
  readonly selection: Selection;
  /** The findings of a block. */
  readonly diagnosticsFor: (id: string) => Iterable<{ readonly severity: "error" | "warning" | "info" }>;
  /** Told after the camera moved, once a frame. */
  readonly onCamera?: ((camera: Camera) => void) | undefined;
}

interface Glide {
  readonly from: Camera;
  readonly to: Camera;
  readonly begun: number;
}

export class Stage {
  readonly root: HTMLElement;
  readonly scene: Scene;
  readonly selection: Selection;
  readonly overlay = new Overlay();
  readonly #options: StageOptions;
  readonly #world = element("div", "cv-world");
  readonly #grid = element("div", "cv-grid");
  #frames: FrameLayer | undefined;
  readonly #notes = new NoteLayer();
  readonly #cards = new CardLayer();
  readonly #wires: WireLayer;
  readonly #far = new FarLayer();
  readonly #map: Minimap;
  readonly #state: CardState;
  readonly #marks: Marks;
  readonly #stop: (() => void)[] = [];
  readonly #findings = new Map<string, Findings>();
  #palette: Palette;
  #camera: Camera = { x: 0, y: 0, k: 1 };
  #width = 0;
  #height = 0;
  #frame = 0;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #moving = false;
  /** A first picture was shown: what the camera does from now on is movement. */
  #shown = false;
  #glide: Glide | undefined;
  #stale = true;
  /** What was brought into the DOM last: what of the canvas, or only what the far layer leaves there. */
  #culled: Rect | "far" | undefined;
  #isFar = false;
  #current: string | undefined;
  #hover: Wire | undefined;
  /** How far lifted blocks are from home. */
  #shifted: Point = { x: 0, y: 0 };
  #unfolded: ReadonlySet<string> = new Set();
  /** The blocks that stand out; the others are dimmed. */
  #lit: ReadonlySet<string> | undefined;
  #fitPending = true;

  constructor(root: HTMLElement, options: StageOptions) {
    this.root = root;
    this.#options = options;
    this.selection = options.selection;
    this.scene = new Scene(options.flow);
    this.#wires = new WireLayer(
      (wire) => this.#wireMark(wire),
      (wire) => this.#wireEnd(wire),
    );
    const stage = this;
    this.#state = {
      scene: this.scene,
      findings: (id) => this.findingsOf(id),
      selected: (id) => this.selection.has(id),
      lit: (id) => this.#isLit(id),
      get current() {
        return stage.#current;
      },
    };
    this.#marks = {
      selected: (id) => this.selection.ids.peek().has(id),
      lit: (id) => this.#isLit(id),
      findings: (id) => this.findingsOf(id),
      reached: (id) => this.scene.isReached(id),
      wire: (wire) => this.#wireMark(wire),
    };
    this.#map = new Minimap({
      get camera() {
        return stage.#camera;
      },
      get size() {
        return stage.size;
      },
      shapes: () => this.scene.shapes.values(),
      frames: () => this.scene.frames(),
      count: () => options.flow.size,
      bounds: () => this.scene.bounds(),
      marks: this.#marks,
      palette: () => this.#palette,
      look: (camera) => this.look(camera),
    });
    root.classList.add("cv");
    this.#world.append(this.#notes.el, this.#wires.el, this.#cards.el, this.overlay.world);
    root.replaceChildren(this.#grid, this.#far.el, this.#world, this.overlay.screen, this.#map.el);
    this.#palette = readPalette(root);
    this.#notes.show(this.scene.notes);
    this.#current = options.flow.start() || undefined;
    this.#watch();
  }

  /** What stands in canvas units is in here. */
  get world(): HTMLElement {
    return this.#world;
  }

  get camera(): Camera {
    return this.#camera;
  }

  get size(): { readonly width: number; readonly height: number } {
    return { width: this.#width, height: this.#height };
  }

  /** The block that has, or would get, the keyboard focus. */
  get current(): string | undefined {
    return this.#current;
  }

  /** What of the canvas is seen. */
  get view(): Rect {
    return viewOf(this.#camera, this.#width, this.#height);
  }

  /** Whether the map in the corner is wanted. */
  get hasMap(): boolean {
    return !this.#map.off;
  }

  set hasMap(wanted: boolean) {
    this.#map.off = !wanted;
  }

  get isFar(): boolean {
    return this.#isFar;
  }

  /** Figures for the benchmark: what is in the DOM now. */
  get mounted(): { readonly blocks: number; readonly wires: number; readonly pending: boolean } {
    return { blocks: this.#cards.mounted, wires: this.#wires.mounted, pending: this.#cards.pending };
  }

  /** A pointer's place in pixels of the canvas element. */
  local(at: { readonly clientX: number; readonly clientY: number }): Point {
    const box = this.root.getBoundingClientRect();
    return { x: at.clientX - box.left, y: at.clientY - box.top };
  }

  /** A pointer's place on the canvas. */
  pointAt(at: { readonly clientX: number; readonly clientY: number }): Point {
    return fromScreen(this.#camera, this.local(at));
  }

  /** Moves the camera at once, or smoothly when `smooth` and the person has nothing against motion. */
  look(camera: Camera, smooth = false): void {
    this.#fitPending = false;
    if (smooth && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.#glide = { from: this.#camera, to: camera, begun: performance.now() };
    } else {
      this.#glide = undefined;
      this.#set(camera);
    }
    this.invalidate();
  }

  zoomTo(k: number, at?: Point, smooth = false): void {
    const middle = { x: this.#width / 2, y: this.#height / 2 };
    this.look(zoomedAt(this.#glide?.to ?? this.#camera, k, at ?? middle), smooth);
  }

  /** Shows everything, at 100 % at most. */
  fit(smooth = false): void {
    if (this.#width === 0) {
      this.#fitPending = true;
      return;
    }
    if (this.#options.flow.size === 0) this.#showEntry();
    else this.look(fitted(this.scene.bounds(), this.#width, this.#height, FIT_PADDING, 1), smooth);
  }

  /**
   * The first look at a flow: the whole of it, or (where that can't be read and
   * the owner wants to read) its beginning, from where people read on.
   */
  #open(): void {
    this.fit();
    const { flow, opening } = this.#options;
    if (opening !== "readable" || this.#camera.k >= READABLE || flow.size === 0) return;
    const start = this.scene.shapes.get(flow.start())?.rect ?? { ...toCanvas(flow.entry), w: 0, h: 0 };
    const entry = toCanvas(flow.entry);
    this.look({
      x: FIT_PADDING - Math.min(entry.x, start.x) * READABLE,
      y: this.#height / 2 - (start.y + start.h / 2) * READABLE,
      k: READABLE,
    });
  }

  /** An empty flow begins at the left, with room for its first blocks. One that is still to come is fitted when it comes. */
  #showEntry(): void {
    const pending = this.#fitPending;
    const entry = toCanvas(this.#options.flow.entry);
    this.look({ x: FIT_PADDING - entry.x, y: this.#height / 3 - entry.y, k: 1 });
    this.#fitPending = pending;
  }

  /** Shows these blocks whole. */
  fitBlocks(ids: Iterable<string>): void {
    const bounds = this.scene.boundsOf(ids);
    if (bounds) this.look(fitted(bounds, this.#width, this.#height, FIT_PADDING * 2, 1.5), true);
  }

  /** Brings a block into the middle, near enough to be read when `near`. */
  centre(id: string, near = true): void {
    const shape = this.scene.shapes.get(id);
    if (!shape) return;
    const { x, y, w, h } = shape.rect;
    const k = near ? Math.max(this.#camera.k, 0.75) : this.#camera.k;
    this.look(centred({ x: x + w / 2, y: y + h / 2 }, this.#width, this.#height, k), true);
  }

  /** Moves the view only as far as needed to see a block whole, and not at all when it is. */
  reveal(id: string): void {
    const shape = this.scene.shapes.get(id);
    if (shape) this.revealRect(shape.rect);
  }

  /** The same for anything that has a place. */
  revealRect(rect: Rect): void {
    const camera = this.#glide?.to ?? this.#camera;
    const view = viewOf(camera, this.#width, this.#height);
    const wanted = grow(rect, 40 / camera.k);
    if (encloses(view, wanted)) return;
    const push = (from: number, size: number, lo: number, extent: number) =>
      extent >= size || lo < from ? from - lo : lo + extent > from + size ? from + size - lo - extent : 0;
    const dx = push(view.x, view.w, wanted.x, wanted.w) * camera.k;
    const dy = push(view.y, view.h, wanted.y, wanted.h) * camera.k;
    this.look({ x: camera.x + dx, y: camera.y + dy, k: camera.k }, true);
  }

  /** Follows an edit of the flow. */
  update(touched: Touched): void {
    const held = touched.all ? [] : [...this.scene.lifted.shapes.keys()].map((shape) => shape.id);
    const change = this.scene.update(touched);
    if (change.all) {
      this.#cards.clear();
      this.#wires.clear();
    }
    for (const shape of change.goneShapes) this.#cards.drop(shape.id);
    for (const wire of change.goneWires) this.#wires.drop(wire);
    if (change.notes) this.#notes.show(this.scene.notes);
    this.selection.keep((id) => this.scene.shapes.has(id));
    this.#keepCurrent();
    this.#applyUnfold();
    if (held.length > 0) {
      // Somebody else's edit arrived during a drag: it goes on.
      this.scene.lift(held);
      this.scene.shift(this.#shifted.x, this.#shifted.y);
    }
    this.#showFrames();
    this.#cards.refill(change.shapes, this.#state);
    this.#wires.redraw(change.wires);
    const turned = touched.start || touched.all || change.goneShapes.size > 0 || touched.blocks.size > 0;
    if (turned) this.#cards.remark(this.scene, this.#state);
    this.#stale = true;
    this.#repaint();
    if (this.#fitPending && (touched.all || this.#options.flow.size > 0)) {
      this.#open();
      // What comes from now on are edits: an empty flow that gets its first block stays where it is.
      if (this.#width > 0) this.#fitPending = false;
    }
    this.invalidate();
  }

  /** Shows the findings anew: of these blocks, or of all. */
  refreshFindings(ids?: Iterable<string>): void {
    this.#findings.clear();
    this.#showFrames();
    this.#cards.remark(this.scene, this.#state, ids);
    this.#repaint();
    this.invalidate();
  }

  findingsOf(id: string): Findings {
    const known = this.#findings.get(id);
    if (known) return known;
    let errors = 0;
    let warnings = 0;
    for (const { severity } of this.#options.diagnosticsFor(id)) {
      if (severity === "error") errors++;
      else if (severity === "warning") warnings++;
    }
    const findings = errors + warnings === 0 ? noFindings : { errors, warnings };
    this.#findings.set(id, findings);
    return findings;
  }

  /** Takes blocks up to move them. */
  lift(ids: Iterable<string>): void {
    this.scene.lift(ids);
    this.#stale = true;
    this.#repaint();
    this.invalidate();
  }

  /** Shows lifted blocks this far from home, in canvas units. */
  shift(dx: number, dy: number): void {
    this.#shifted = { x: dx, y: dy };
    this.scene.shift(dx, dy);
    const { shapes, wires } = this.scene.lifted;
    for (const shape of shapes.keys()) this.#cards.card(shape.id)?.place(shape);
    this.#wires.redraw(wires);
    this.#frames?.place(this.scene.frames());
    // Few blocks stay under the pointer; of many, others come into view.
    if (shapes.size > FEW) this.#stale = true;
    this.invalidate();
  }

  /** Puts lifted blocks down where the flow has them. */
  land(): void {
    const { shapes, wires } = this.scene.lifted;
    const [were, hung] = [[...shapes.keys()], [...wires]];
    this.scene.land();
    for (const shape of were) this.#cards.card(shape.id)?.place(shape);
    this.#wires.redraw(hung);
    this.#frames?.place(this.scene.frames());
    this.#stale = true;
    this.#repaint();
    this.invalidate();
  }

  /** Shows the stubs into and out of these blocks as wires. */
  unfold(ids: ReadonlySet<string>): void {
    this.#unfolded = ids;
    this.#applyUnfold();
  }

  isUnfolded(id: string): boolean {
    return this.#unfolded.has(id);
  }

  /** Lets these blocks and the wires between them stand out; `undefined`: none does. */
  light(ids: ReadonlySet<string> | undefined): void {
    if (ids === this.#lit) return;
    this.#lit = ids;
    this.#cards.remark(this.scene, this.#state);
    this.#wires.remark();
    this.#repaint();
    this.invalidate();
  }

  #isLit(id: string): boolean {
    if (!this.#lit) return true;
    return this.#lit.has(id === ENTRY ? this.#options.flow.start() : id);
  }

  hover(wire: Wire | undefined): void {
    if (wire === this.#hover) return;
    const changed = [this.#hover, wire].filter((one) => one !== undefined);
    this.#hover = wire;
    this.#wires.remark(changed);
    if (this.#isFar) this.#repaint();
    this.invalidate();
  }

  /** Makes a block the one with the keyboard focus and shows it. */
  focus(id: string): void {
    const shape = this.scene.shapes.get(id);
    if (!shape) return;
    const before = this.#current;
    this.#current = id;
    const card = this.#cards.ensure(shape, this.#state);
    this.#cards.remark(this.scene, this.#state, [id, ...(before === undefined ? [] : [before])]);
    this.#stale = true;
    card.el.focus({ preventScroll: true });
    this.reveal(id);
    this.invalidate();
  }

  /** Notes which block has the focus, however it came by it. */
  focused(id: string): void {
    if (this.#current === id) return;
    const before = this.#current;
    this.#current = id;
    this.#cards.remark(this.scene, this.#state, [id, ...(before === undefined ? [] : [before])]);
  }

  noteCard(id: string): NoteCard | undefined {
    return this.#notes.card(id);
  }

  /** Puts the notes where the flow has them. */
  showNotes(): void {
    this.#notes.show(this.scene.notes);
  }

  cardOf(id: string): HTMLElement | undefined {
    return this.#cards.card(id)?.el;
  }

  /** Draws the frames of groups in this layer, under everything. */
  drawFrames(layer: FrameLayer): void {
    this.#frames = layer;
    this.#world.prepend(layer.el);
    this.#showFrames();
  }

  #showFrames(): void {
    this.#frames?.show(this.scene.frames(), (id) => this.findingsOf(id));
  }

  /** What is painted, not in the DOM, is to be painted anew. */
  #repaint(): void {
    this.#far.invalidate();
    this.#map.invalidate();
  }

  /** Shows the next animation frame anew. */
  invalidate(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame((now) => this.#show(now));
  }

  destroy(): void {
    for (const stop of this.#stop) stop();
    this.#map.destroy();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#restTimer);
    this.root.replaceChildren();
  }

  #watch(): void {
    const resized = new ResizeObserver(() => this.#measure());
    resized.observe(this.root);
    this.#stop.push(() => resized.disconnect());
    this.#stop.push(watchTheme(() => this.#retheme()));
    this.#stop.push(effect(() => this.#reselect(this.selection.ids.value)));
    this.#stop.push(effect(() => this.#rewire(this.selection.wire.value)));
    // Nothing scrolls in here: the browser must not move the layers to show a focus.
    const still = () => this.root.scrollTo(0, 0);
    this.root.addEventListener("scroll", still);
    this.#stop.push(() => this.root.removeEventListener("scroll", still));
    this.#measure();
  }

  #measure(): void {
    const { clientWidth, clientHeight } = this.root;
    if (clientWidth === this.#width && clientHeight === this.#height) return;
    this.#width = clientWidth;
    this.#height = clientHeight;
    this.#far.resize(clientWidth, clientHeight);
    this.#stale = true;
    if (this.#fitPending && clientWidth > 0) this.#open();
    this.invalidate();
  }

  #retheme(): void {
    this.#palette = readPalette(this.root);
    this.#repaint();
    this.invalidate();
  }

  #reselect(_ids: ReadonlySet<string>): void {
    this.#applyUnfold();
    this.#cards.remark(this.scene, this.#state);
    this.#wires.remark();
    this.#stale = true;
    this.#repaint();
    this.invalidate();
  }

  #rewire(_wire: unknown): void {
    this.#wires.remark();
    this.#repaint();
    this.invalidate();
  }

  #applyUnfold(): void {
    const ids = new Set(this.#unfolded);
    const selected = this.selection.ids.peek();
    if (selected.size === 1) for (const id of selected) ids.add(id);
    if (ids.size === 0 && this.scene.unfolded.size === 0) return;
    if (this.scene.unfold(ids).size > 0) {
      this.#stale = true;
      this.#repaint();
      this.invalidate();
    }
  }

  #wireMark(wire: Wire): WireMark {
    const chosen = this.selection.wire.peek();
    if (chosen && chosen.source === wire.source && chosen.key === wire.key) return "selected";
    if (wire === this.#hover) return "hover";
    if (this.#lit && !(this.#isLit(wire.source) && this.#isLit(wire.target))) return "dim";
    const ids = this.selection.ids.peek();
    if (ids.size > 0 && ids.size <= FEW && (ids.has(wire.source) || ids.has(wire.target))) return "shown";
    return wire.stub ? "shown" : undefined;
  }

  /** Leads wires around blocks that were laid in bulk, a little in every frame. */
  #refine(): void {
    const changed = this.scene.refine(performance.now() + SLICE);
    this.#wires.redraw(changed);
    this.#stale = true;
    if (!this.scene.isRough) this.#repaint();
    this.invalidate();
  }

  /** Above the block that a wire leads to: where several long ones end, it would be noise. */
  #wireEnd(wire: Wire): WireEnd | undefined {
    const to = this.scene.shapes.get(wire.target)?.rect;
    if (!to) return undefined;
    for (const other of this.scene.inbound(wire.target))
      if (other !== wire && isLong(other)) return undefined;
    const source = wire.source === ENTRY ? "Start" : titleOf(this.scene, wire.source);
    return { text: `from ${source}`, x: to.x + 2, y: to.y - 8 };
  }

  #keepCurrent(): void {
    if (this.#current !== undefined && this.scene.shapes.has(this.#current)) return;
    const hadFocus = this.#current !== undefined && this.root.contains(document.activeElement);
    this.#current = this.#options.flow.start() || undefined;
    if (hadFocus) this.root.focus({ preventScroll: true });
  }

  #set(camera: Camera): void {
    const old = this.#camera;
    if (old.x === camera.x && old.y === camera.y && old.k === camera.k) return;
    this.#camera = camera;
    if (!this.#shown) return;
    this.#moving = true;
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#rest(), REST);
  }

  #rest(): void {
    this.#moving = false;
    this.#stale = true;
    this.invalidate();
  }

  #show(now: number): void {
    this.#frame = 0;
    this.#step(now);
    const { x, y, k } = this.#camera;
    this.#isFar = k < (this.#isFar && this.#moving ? FAR_STAYS : FAR_ZOOM);
    this.#cull();
    if (this.#cards.pending) {
      // Before the first picture nobody waits for a frame: all of it at once.
      const slice = this.#cards.mounted <= FEW && !this.#moving ? SLICE_FIRST : SLICE;
      this.#cards.mount(this.#state, performance.now() + slice);
      if (this.#cards.pending) this.invalidate();
    }
    this.#world.style.transform = `translate(${x}px,${y}px) scale(${k})`;
    // Layers of their own only while they move: they cost memory, and text is sharper without.
    setFlag(this.root, "moving", this.#moving ? "" : undefined);
    this.#shown = true;
    setFlag(this.root, "far", this.#isFar ? "" : undefined);
    setFlag(this.root, "lod", k < 0.7 ? "mid" : "near");
    this.#showGrid();
    this.#showFar();
    this.overlay.present(this.#camera);
    this.#map.present();
    if (this.scene.isRough && !this.#moving) this.#refine();
    this.#options.onCamera?.(this.#camera);
  }

  #step(now: number): void {
    if (!this.#glide) return;
    const t = Math.min(1, Math.max(0, (now - this.#glide.begun) / GLIDE));
    const eased = 1 - (1 - t) ** 3;
    this.#set(t === 1 ? this.#glide.to : between(this.#glide.from, this.#glide.to, eased));
    if (t === 1) this.#glide = undefined;
    else this.invalidate();
  }

  /** Brings into the DOM what is in view, and takes out the rest. */
  #cull(): void {
    if (this.#isFar) {
      if (!this.#stale && this.#culled === "far") return;
      this.#stale = false;
      this.#culled = "far";
      this.#cards.want(this.#kept([]));
      this.#wires.show([]);
      return;
    }
    const view = this.view;
    if (!this.#stale && this.#culled && this.#culled !== "far" && encloses(this.#culled, view)) return;
    this.#stale = false;
    const area = grow(view, AROUND / this.#camera.k);
    this.#culled = area;
    this.#cards.want(this.#kept(this.scene.shapesIn(area)));
    this.#wires.show(this.scene.wiresIn(area));
  }

  /** Shapes with those that stay in the DOM wherever they are: the focused and a few selected ones. */
  #kept(shapes: Shape[]): Shape[] {
    const all = new Set(shapes);
    const keep = (id: string) => {
      const shape = this.scene.shapes.get(id);
      if (shape) all.add(shape);
    };
    if (this.#current !== undefined) keep(this.#current);
    const selected = this.selection.ids.peek();
    if (selected.size <= FEW) for (const id of selected) keep(id);
    return [...all];
  }

  #showGrid(): void {
    const { x, y, k } = this.#camera;
    let scale = k;
    // Between one and two, so that the layer is no larger than the view.
    while (scale < 1) scale *= 2;
    while (scale >= 2) scale /= 2;
    const step = 24 * scale;
    const mod = (n: number) => (((n % step) + step) % step) - step;
    this.#grid.style.transform = `translate(${mod(x)}px,${mod(y)}px) scale(${scale})`;
  }

  #showFar(): void {
    const needed = this.#isFar || this.#cards.pending;
    this.#far.el.hidden = !needed;
    if (!needed) return;
    const lifted = this.scene.lifted;
    const look = (area: Rect) => ({
      shapes: this.scene.shapesIn(area).filter((shape) => !lifted.shapes.has(shape)),
      wires: this.scene.wiresIn(area).filter((wire) => !lifted.wires.has(wire)),
      notes: this.scene.notes,
      frames: this.scene.frames(),
    });
    const exact = this.#far.present(this.#camera, this.#moving, look, this.#marks, this.#palette);
    if (!exact) this.invalidate();
    const top =
      lifted.shapes.size > 0
        ? { shapes: [...lifted.shapes.keys()], wires: [...lifted.wires], notes: [], frames: [] }
        : undefined;
    this.#far.presentTop(this.#camera, top, this.#marks, this.#palette);
  }
}
