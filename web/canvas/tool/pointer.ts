/**
 * Reads the pointer: what was pressed, click or drag, and which gesture a drag
 * is. A press becomes a drag after a few pixels; Escape, a second finger or a
 * lost pointer cancels it.
 */

import { panned } from "../geometry/camera";
import type { Hit } from "../geometry/scene";
import { ENTRY, type FrameShape, type Shape, type Wire } from "../geometry/shape";
import { connectGesture } from "./connect";
import { cutGesture } from "./cut";
import { adds, type Bench, type Gesture } from "./gesture";
import { marqueeGesture } from "./marquee";
import { moveGesture } from "./move";
import { panGesture } from "./pan";
import { Pinch } from "./pinch";

const THRESHOLD = 4;
/** Pixels around ports and wires that still mean them. */
const REACH = 9;
const REACH_TOUCH = 18;
/** The view follows a drag that comes so near to its edge, in pixels. */
const EDGE = 28;
/** A finger or pen that rests for so long asks for the menu, in ms. */
const LONG_PRESS = 500;
const EDGE_SPEED = 12;

interface Press {
  readonly at: PointerEvent;
  /** Begins the drag; `undefined`: there is none from here. */
  readonly drag: (() => Gesture) | undefined;
  readonly click: () => void;
}

export class PointerTool {
  readonly #bench: Bench;
  readonly #down = new Map<number, PointerEvent>();
  readonly #listeners = new AbortController();
  #press: Press | undefined;
  #gesture: Gesture | undefined;
  #pinch: Pinch | undefined;
  #last: PointerEvent | undefined;
  #edgeFrame = 0;
  #longPress: ReturnType<typeof setTimeout> | undefined;
  /** Space is held: drags pan. Set by the keyboard. */
  panKey = false;

  constructor(bench: Bench) {
    this.#bench = bench;
    const root = bench.stage.root;
    const options = { signal: this.#listeners.signal };
    root.addEventListener("pointerdown", (event) => this.#onDown(event), options);
    root.addEventListener("pointermove", (event) => this.#onMove(event), options);
    root.addEventListener("pointerup", (event) => this.#onUp(event), options);
    root.addEventListener("pointercancel", (event) => this.#onLost(event), options);
    root.addEventListener("pointerleave", () => this.#over(undefined), options);
    root.addEventListener("dblclick", (event) => this.#onDouble(event), options);
    root.addEventListener("contextmenu", (event) => this.#onMenu(event), options);
    // The middle button would start the browser's own scrolling.
    root.addEventListener("mousedown", (event) => event.button === 1 && event.preventDefault(), options);
  }

  get busy(): boolean {
    return this.#gesture !== undefined || this.#press !== undefined;
  }

  /** Whether a drag panned while Space was held. */
  get panning(): boolean {
    return this.#gesture?.tool === "panning";
  }

  /** Ends the gesture and leaves everything as it was. Reports whether there was one. */
  cancel(): boolean {
    const gesture = this.#gesture;
    this.#finish();
    gesture?.cancel();
    return gesture !== undefined;
  }

  destroy(): void {
    this.cancel();
    this.#listeners.abort();
  }

  #onDown(event: PointerEvent): void {
    this.#down.set(event.pointerId, event);
    if (this.#down.size === 2 && event.pointerType === "touch") {
      this.cancel();
      const [a, b] = [...this.#down.values()];
      this.#pinch = new Pinch(this.#bench.stage, a!, b!);
      return;
    }
    if (this.#press || this.#gesture || this.#pinch) return;
    const press = this.#read(event);
    if (!press) return;
    this.#press = press;
    this.#last = event;
    if (event.pointerType !== "mouse")
      this.#longPress = setTimeout(() => this.#onLongPress(event), LONG_PRESS);
  }

  /** The press is used up: letting go is no click. */
  #onLongPress(event: PointerEvent): void {
    if (!this.#press) return;
    this.#finish();
    this.#menuAt(event);
  }

  #onMove(event: PointerEvent): void {
    if (this.#down.has(event.pointerId)) this.#down.set(event.pointerId, event);
    if (this.#pinch) {
      const [a, b] = [...this.#down.values()];
      if (a && b) this.#pinch.move(a, b);
      return;
    }
    if (this.#gesture) {
      this.#last = event;
      this.#gesture.move(event);
      this.#followEdge();
      return;
    }
    if (!this.#press) {
      if (event.buttons === 0) this.#hover(event);
      return;
    }
    const { at, drag } = this.#press;
    if (Math.hypot(event.clientX - at.clientX, event.clientY - at.clientY) < THRESHOLD) return;
    if (!drag) return;
    clearTimeout(this.#longPress);
    this.#press = undefined;
    this.#gesture = drag();
    this.#bench.stage.root.setPointerCapture(event.pointerId);
    this.#bench.stage.root.dataset.tool = this.#gesture.tool;
    this.#last = event;
    this.#gesture.move(event);
  }

  #onUp(event: PointerEvent): void {
    this.#down.delete(event.pointerId);
    if (this.#pinch) {
      if (this.#down.size === 0) this.#pinch = undefined;
      return;
    }
    const gesture = this.#gesture;
    const press = this.#press;
    this.#finish();
    if (gesture) gesture.end(event);
    else press?.click();
  }

  #onLost(event: PointerEvent): void {
    this.#down.delete(event.pointerId);
    if (this.#down.size === 0) this.#pinch = undefined;
    this.cancel();
  }

  #finish(): void {
    clearTimeout(this.#longPress);
    this.#press = undefined;
    this.#gesture = undefined;
    cancelAnimationFrame(this.#edgeFrame);
    this.#edgeFrame = 0;
    if (this.panKey) this.#bench.stage.root.dataset.tool = "pan";
    else delete this.#bench.stage.root.dataset.tool;
  }

  /** What a press means, by its button and by what is under it. */
  #read(event: PointerEvent): Press | undefined {
    const bench = this.#bench;
    if (event.button === 1 || (event.button === 0 && this.panKey)) {
      return { at: event, drag: () => panGesture(bench, event), click: () => {} };
    }
    if (event.button !== 0) return undefined;
    const above = this.#framedAt(event) ?? this.#foldedAt(event);
    if (above) return above;
    const hit = this.#hit(event);
    switch (hit?.kind) {
      case "output":
        return this.#pressOutput(event, hit.wire);
      case "input":
        return this.#pressInput(event, hit.shape);
      case "shape":
        return this.#pressShape(event, hit.shape);
      case "wire":
        return this.#pressWire(event, hit.wire);
      default:
        return this.#pressNothing(event);
    }
  }

  /** A press on the head of a frame: a click selects its blocks, a drag moves them, the button folds them. */
  #framedAt(event: PointerEvent): Press | undefined {
    const bench = this.#bench;
    const frame = this.#frameAt(event);
    const [first] = frame?.blocks ?? [];
    if (!frame || first === undefined) return undefined;
    const { selection } = bench.stage;
    if (event.target instanceof Element && event.target.closest(".cv-frame-fold"))
      return { at: event, drag: undefined, click: () => bench.frame(frame.id, "fold") };
    const move = () => {
      selection.set(frame.blocks);
      return moveGesture(bench, first, event);
    };
    const click = () => (adds(event) ? selection.add(frame.blocks) : selection.set(frame.blocks));
    return { at: event, drag: bench.readOnly() ? () => panGesture(bench, event) : move, click };
  }

  #frameAt({ target }: Event): FrameShape | undefined {
    const head = target instanceof Element ? target.closest(".cv-frame-head") : undefined;
    const id = head?.closest<HTMLElement>("[data-frame]")?.dataset.frame;
    return this.#bench.stage.scene.frames().find((frame) => frame.id === id);
  }

  /** A press on a stub, or on the count of a shared block: shows the wires, or goes there when they show. */
  #foldedAt(event: PointerEvent): Press | undefined {
    const { stage } = this.#bench;
    const el = event.target instanceof Element ? event.target : undefined;
    const target = el?.closest<HTMLElement>("[data-target]")?.dataset.target;
    const counted = el?.closest(".cv-count")?.closest<HTMLElement>("[data-block]")?.dataset.block;
    const id = target ?? counted;
    if (id === undefined) return undefined;
    const row = el?.closest<HTMLElement>("[data-key]");
    const source = row?.closest<HTMLElement>("[data-block]")?.dataset.block ?? "";
    const wire = stage.scene.wire(source, row?.dataset.key ?? "");
    const click = () => {
      if (wire && !wire.stub) stage.centre(wire.target);
      else if (!stage.isUnfolded(id)) stage.unfold(new Set([id]));
      else if (target === undefined) stage.unfold(new Set());
      else stage.centre(id);
    };
    return { at: event, drag: undefined, click };
  }

  #pressOutput(event: PointerEvent, wire: Wire): Press {
    const bench = this.#bench;
    const click = () => {
      if (wire.course) bench.stage.selection.setWire(wire);
      else if (wire.source !== ENTRY) bench.stage.selection.set([wire.source]);
    };
    return {
      at: event,
      drag: bench.readOnly() ? undefined : () => connectGesture(bench, wire, false),
      click,
    };
  }

  /** The end of the selected wire, or of the only one, can be picked up at the port. */
  #pressInput(event: PointerEvent, shape: Shape): Press {
    const { scene, selection } = this.#bench.stage;
    const chosen = selection.wire.peek();
    const drawn = [...scene.inbound(shape.id)].filter((wire) => wire.course);
    const wire = drawn.find((one) => one.source === chosen?.source && one.key === chosen.key) ?? only(drawn);
    const press = this.#pressShape(event, shape);
    if (!wire || this.#bench.readOnly()) return press;
    return { ...press, drag: () => connectGesture(this.#bench, wire, true) };
  }

  #pressShape(event: PointerEvent, shape: Shape): Press {
    const bench = this.#bench;
    const { selection } = bench.stage;
    const drag = bench.readOnly()
      ? () => panGesture(bench, event)
      : () => moveGesture(bench, shape.id, event);
    if (shape.id === ENTRY) return { at: event, drag, click: () => selection.clear() };
    const was = selection.has(shape.id);
    if (!was && !adds(event)) selection.set([shape.id]);
    const click = () => {
      if (adds(event)) selection.toggle([shape.id]);
      else if (was) selection.set([shape.id]);
    };
    const dragAll = () => {
      if (!selection.has(shape.id)) selection.add([shape.id]);
      return drag();
    };
    return { at: event, drag: dragAll, click };
  }

  /** A click selects a wire; a drag at its far half picks up its end. */
  #pressWire(event: PointerEvent, wire: Wire): Press {
    const bench = this.#bench;
    if (event.altKey) return this.#pressNothing(event);
    const course = wire.course!;
    const p = bench.stage.pointAt(event);
    const from = Math.hypot(p.x - course[0]!, p.y - course[1]!);
    const to = Math.hypot(p.x - course[course.length - 2]!, p.y - course[course.length - 1]!);
    const pick = to < from && to * bench.stage.camera.k < 60 && !bench.readOnly();
    const drag = () => (pick ? connectGesture(bench, wire, true) : marqueeGesture(bench, event));
    return { at: event, drag, click: () => bench.stage.selection.setWire(wire) };
  }

  #pressNothing(event: PointerEvent): Press {
    const bench = this.#bench;
    const touch = event.pointerType === "touch";
    if (event.altKey && !bench.readOnly())
      return { at: event, drag: () => cutGesture(bench, event), click: () => {} };
    const click = () => {
      if (adds(event)) return;
      bench.stage.selection.clear();
      bench.stage.unfold(new Set());
    };
    return {
      at: event,
      drag: () => (touch ? panGesture(bench, event) : marqueeGesture(bench, event)),
      click,
    };
  }

  /** What is under the pointer. Far out there are blocks only: ports and wires would be too small to aim at. */
  #hit(event: PointerEvent | MouseEvent): Hit | undefined {
    const { stage } = this.#bench;
    const p = stage.pointAt(event);
    if (stage.isFar) {
      const shape = stage.scene.shapeAt(p, 3 / stage.camera.k);
      return shape && { kind: "shape", shape };
    }
    const touch = "pointerType" in event && event.pointerType === "touch";
    return stage.scene.hit(p, (touch ? REACH_TOUCH : REACH) / Math.max(stage.camera.k, 0.6));
  }

  #hover(event: PointerEvent): void {
    if (event.pointerType === "touch") return;
    this.#over(this.#hit(event));
  }

  #over(hit: Hit | undefined): void {
    const { stage } = this.#bench;
    stage.hover(hit?.kind === "wire" || hit?.kind === "output" ? hit.wire : undefined);
    const over =
      hit?.kind === "wire" ? "wire" : hit?.kind === "output" && !this.#bench.readOnly() ? "port" : undefined;
    if (over) stage.root.dataset.over = over;
    else delete stage.root.dataset.over;
  }

  #onDouble(event: MouseEvent): void {
    const frame = this.#frameAt(event);
    if (frame) {
      const isButton = event.target instanceof Element && event.target.closest("button") !== null;
      if (!isButton && !this.#bench.readOnly()) this.#bench.frame(frame.id, "name");
      return;
    }
    const hit = this.#hit(event);
    if (hit?.kind === "shape" && hit.shape.id !== ENTRY) this.#bench.open(hit.shape.id);
    if (hit?.kind === "wire") this.#jump(hit.wire, event);
  }

  /** Goes along a wire to its other end. */
  #jump({ source, target, course }: Wire, event: MouseEvent): void {
    if (!course) return;
    const { stage } = this.#bench;
    const p = stage.pointAt(event);
    const toSource = Math.hypot(p.x - course[0]!, p.y - course[1]!);
    const toTarget = Math.hypot(p.x - course[course.length - 2]!, p.y - course[course.length - 1]!);
    stage.centre(toSource <= toTarget ? target : source);
  }

  #onMenu(event: MouseEvent): void {
    event.preventDefault();
    // Browsers ask at a long press too: that was answered.
    if ("pointerType" in event && event.pointerType === "touch") return;
    this.#menuAt(event);
  }

  #menuAt(event: PointerEvent | MouseEvent): void {
    const { stage } = this.#bench;
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>(".cv-block") : null;
    const hit = this.#hit(event);
    // The menu key asks at the block with the focus, wherever the pointer is.
    const frame = this.#frameAt(event);
    if (frame) stage.selection.set(frame.blocks);
    const id = hit?.kind === "shape" ? hit.shape.id : (frame?.blocks[0] ?? pressed?.dataset.block ?? "");
    if (id !== "" && !stage.selection.has(id)) stage.selection.set([id]);
    this.#bench.menu(id, event);
  }

  /** While a drag rests at the edge of the view, the view goes on. */
  #followEdge(): void {
    if (this.#edgeFrame !== 0 || !this.#gesture?.follows) return;
    this.#edgeFrame = requestAnimationFrame(() => {
      this.#edgeFrame = 0;
      const at = this.#last;
      if (!at || !this.#gesture) return;
      const { stage } = this.#bench;
      const { x, y } = stage.local(at);
      const dx = push(x, stage.size.width);
      const dy = push(y, stage.size.height);
      if (dx === 0 && dy === 0) return;
      stage.look(panned(stage.camera, dx, dy));
      this.#gesture.move(at);
      this.#followEdge();
    });
  }
}

function only(wires: readonly Wire[]): Wire | undefined {
  return wires.length === 1 ? wires[0] : undefined;
}

function push(at: number, size: number): number {
  if (at < EDGE) return EDGE_SPEED;
  return at > size - EDGE ? -EDGE_SPEED : 0;
}
