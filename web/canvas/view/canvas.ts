/**
 * The canvas: one element that shows a flow and turns gestures into
 * operations. It changes nothing itself. What it shows changes when `update`
 * is told what an edit touched, whoever made the edit.
 */

import type { WireName } from "../command/types";
import type { Camera } from "../geometry/camera";
import { BLOCK_WIDTH, blockHeight, INPUT_Y, settingRows } from "../geometry/metrics";
import { contains, type Point } from "../geometry/rect";
import type { Wire } from "../geometry/shape";
import type { FlowSource } from "../geometry/source";
import { SPREAD_X, SPREAD_Y, snapped, toDocument } from "../geometry/space";
import { pathsThrough } from "../geometry/walk";
import type { Op } from "../model/op";
import type { Block, Touched } from "../model/types";
import type { Bench } from "../tool/gesture";
import { wireUnder } from "../tool/insert";
import { KeyboardTool } from "../tool/keyboard";
import { NoteTool } from "../tool/notes";
import { PointerTool } from "../tool/pointer";
import { wheelTool } from "../tool/wheel";
import type { Picture } from "./picture";
import type { Selection } from "./selection";
import { Stage } from "./stage";
import { readPalette } from "./theme";

export interface CanvasOptions {
  readonly flow: FlowSource;
  readonly selection: Selection;
  /** The findings of a block; asked once until `refreshDiagnostics`. */
  readonly diagnosticsFor: (id: string) => Iterable<{ readonly severity: "error" | "warning" | "info" }>;
  /** The only way in which the canvas asks for a change. */
  readonly edit: (ops: Op[], label: string) => unknown;
  /** Enter or a double-click: the properties of a block are wanted. */
  readonly onOpen: (id: string) => void;
  /** A wire was drawn into empty space: a block is to be chosen there. */
  readonly onDropped?: (wire: WireName, at: { clientX: number; clientY: number }) => void;
  /** A context menu is wanted; `id` is "" over nothing. */
  readonly onContext?: (id: string, at: { clientX: number; clientY: number }) => void;
  /** The fold button of a frame, or a double-click on its name. */
  readonly onFrame?: (id: string, wish: "fold" | "name") => void;
  /** What a key did, for those who do not see it. */
  readonly onSay?: (text: string) => void;
  /** How a flow is first shown that is too large to be read as a whole: whole ("fit", the default) or its beginning. */
  readonly opening?: "fit" | "readable";
  /** Told after the camera moved, once a frame: for the zoom shown elsewhere. */
  readonly onCamera?: (camera: Camera) => void;
  /** Whether edits are refused now; asked at each gesture. */
  readonly readOnly: () => boolean;
}

const HINT =
  "Arrow keys follow the wires. Tab goes to the next block; Escape, then Tab, leaves the canvas. Enter opens properties.";

export class CanvasView {
  readonly stage: Stage;
  readonly #pointer: PointerTool;
  readonly #keyboard: KeyboardTool;
  readonly #notes: NoteTool;
  readonly #stopWheel: () => void;
  readonly #readOnly: () => boolean;

  constructor(root: HTMLElement, options: CanvasOptions) {
    this.#readOnly = options.readOnly;
    root.setAttribute("role", "application");
    root.setAttribute("aria-label", "Flow canvas");
    root.setAttribute("aria-description", HINT);
    root.tabIndex = -1;
    this.stage = new Stage(root, options);
    const bench: Bench = {
      stage: this.stage,
      flow: options.flow,
      readOnly: options.readOnly,
      edit: (ops, label) => void options.edit(ops, label),
      open: options.onOpen,
      frame: (id, wish) => options.onFrame?.(id, wish),
      say: (text) => options.onSay?.(text),
      dropped: (wire, at) => options.onDropped?.(wire, at),
      menu: (id, at) => options.onContext?.(id, at),
    };
    this.#notes = new NoteTool(bench);
    this.#pointer = new PointerTool(bench);
    this.#keyboard = new KeyboardTool(bench, this.#pointer);
    this.#stopWheel = wheelTool(this.stage);
    this.refreshReadOnly();
  }

  /** Follows an edit, own or other people's: only what it touched is drawn anew. */
  update(touched: Touched): void {
    if (touched.all) this.#pointer.cancel();
    this.stage.update(touched);
  }

  /** Shows badges anew after diagnostics arrived: of these blocks, or of all. */
  refreshDiagnostics(ids?: Iterable<string>): void {
    this.stage.refreshFindings(ids);
  }

  /** Shows whether the flow can be edited. */
  refreshReadOnly(): void {
    this.stage.root.toggleAttribute("data-readonly", this.#readOnly());
  }

  /** Shows the whole flow, at 100 % at most. */
  fit(): void {
    this.stage.fit(true);
  }

  /** Shows these blocks whole. */
  zoomTo(ids: Iterable<string>): void {
    this.stage.fitBlocks(ids);
  }

  /** Sets the zoom, 1 is 100 %, around the middle of the view. */
  zoomSet(scale: number): void {
    this.stage.zoomTo(scale, undefined, true);
  }

  zoomBy(factor: number): void {
    this.stage.zoomTo(this.stage.camera.k * factor, undefined, true);
  }

  get zoom(): number {
    return this.stage.camera.k;
  }

  /** Brings a block into the middle of the view, near enough to be read. */
  center(id: string): void {
    this.stage.centre(id);
  }

  /** Brings a block into view, moving no more than needed. */
  reveal(id: string): void {
    this.stage.reveal(id);
  }

  /** Whether the map in the corner is wanted. */
  get hasMap(): boolean {
    return this.stage.hasMap;
  }

  set hasMap(wanted: boolean) {
    this.stage.hasMap = wanted;
  }

  /** The blocks of all paths to and from these. */
  pathsThrough(ids: Iterable<string>): ReadonlySet<string> {
    return pathsThrough(this.stage.scene, ids);
  }

  /** Lets these blocks stand out and dims the rest; `undefined`: none does. */
  light(ids: ReadonlySet<string> | undefined): void {
    this.stage.light(ids);
  }

  /** Gives a block the keyboard focus and shows it. */
  focus(id: string): void {
    this.stage.focus(id);
  }

  /** The point of the document in the middle of what is seen. */
  centre(): Point {
    const { x, y, w, h } = this.stage.view;
    const middle = toDocument({ x: x + w / 2, y: y + h / 2 });
    return { x: Math.round(middle.x), y: Math.round(middle.y) };
  }

  /** How much room a block takes in the document's own units. */
  sizeOf(block: Block): { width: number; height: number } {
    const height = blockHeight(settingRows(block), block.outputs.length);
    return { width: BLOCK_WIDTH / SPREAD_X, height: height / SPREAD_Y };
  }

  /** The point of the document under a place in the window. */
  worldAt(clientX: number, clientY: number): Point {
    return toDocument(this.stage.pointAt({ clientX, clientY }));
  }

  /** Where in the document a new block goes that is dropped here: its head under the pointer, on the grid. */
  dropAt(clientX: number, clientY: number): Point {
    const p = this.stage.pointAt({ clientX, clientY });
    return snapped(toDocument({ x: p.x - BLOCK_WIDTH / 2, y: p.y - INPUT_Y }));
  }

  /** The wire under a place in the window, where a block could be dropped into it. */
  wireAt(clientX: number, clientY: number): WireName | undefined {
    const wire = this.#droppedOn(clientX, clientY);
    return wire && { source: wire.source, key: wire.key };
  }

  /** Shows the wire that a dropped block would stand in; nothing shows none. */
  showDrop(at?: { readonly clientX: number; readonly clientY: number }): void {
    this.stage.hover(at && this.#droppedOn(at.clientX, at.clientY));
  }

  #droppedOn(clientX: number, clientY: number): Wire | undefined {
    if (this.stage.isFar || !this.isOver(clientX, clientY)) return undefined;
    return wireUnder(this.stage, { clientX, clientY });
  }

  /** Whether a place in the window is over the canvas. */
  isOver(clientX: number, clientY: number): boolean {
    const box = this.stage.root.getBoundingClientRect();
    if (!contains({ x: box.x, y: box.y, w: box.width, h: box.height }, { x: clientX, y: clientY }))
      return false;
    const top = document.elementFromPoint(clientX, clientY);
    return top === null || this.stage.root.contains(top);
  }

  /** The flow, or some blocks of it, as an SVG picture in the colours of the theme. */
  async picture(ids?: ReadonlySet<string>): Promise<Picture> {
    const { drawPicture } = await import("./picture");
    const { scene, root } = this.stage;
    const ctx = document.createElement("canvas").getContext("2d");
    const measure = (text: string, font: string) => {
      if (!ctx) return text.length * 7;
      ctx.font = font;
      return ctx.measureText(text).width;
    };
    const background = getComputedStyle(root).backgroundColor;
    return drawPicture({ scene, palette: readPalette(root), background, measure, ...(ids && { ids }) });
  }

  /** Lets a note's text be typed in place. */
  editNote(id: string): void {
    const shape = this.stage.scene.notes.find(({ note }) => note.id === id);
    if (shape) this.stage.revealRect(shape.rect);
    this.#notes.edit(id);
  }

  destroy(): void {
    this.#notes.destroy();
    this.#pointer.destroy();
    this.#keyboard.destroy();
    this.#stopWheel();
    this.stage.destroy();
  }
}
