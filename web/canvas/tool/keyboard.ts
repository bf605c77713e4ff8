/**
 * The canvas without a pointer. Arrows walk the graph: right along a branch,
 * left back, up and down between branches. Tab goes through all blocks and
 * leaves at either end, or at once after Escape. Enter opens properties, Space
 * selects, and held Space pans. Everything else is a command (command/), and
 * acts on the block with the focus where that came later than the selection.
 */

import { actsOnBlocks, isMac } from "../command/keyboard";
import { ENTRY } from "../geometry/shape";
import { ahead, back, beside, readingOrder, type Step, sibling } from "../geometry/walk";
import { stepWords } from "../view/words";
import type { Bench } from "./gesture";
import { connectLabel, connectOps } from "./ops";
import type { PointerTool } from "./pointer";

export class KeyboardTool {
  readonly #bench: Bench;
  readonly #pointer: PointerTool;
  readonly #listeners = new AbortController();
  /** The wires that were followed to come here, the last one last. */
  #trail: { readonly id: string; readonly step: Step }[] = [];
  /** Escape was pressed with nothing to cancel: Tab leaves the canvas. */
  #leaving = false;
  #panned = false;
  /** What was selected when the focus came to its block: every change of the selection makes another set. */
  #selectedThen: ReadonlySet<string> | undefined;

  constructor(bench: Bench, pointer: PointerTool) {
    this.#bench = bench;
    this.#pointer = pointer;
    const root = bench.stage.root;
    const options = { signal: this.#listeners.signal };
    root.addEventListener("keydown", (event) => this.#onKey(event), options);
    root.addEventListener("focusin", (event) => this.#onFocus(event), options);
    root.addEventListener("pointerdown", () => this.#takeFocus(), options);
    // Space may be held while the focus is elsewhere: on the page, or on what was clicked last.
    document.addEventListener("keydown", (event) => this.#onSpace(event), options);
    document.addEventListener("keyup", (event) => this.#onSpaceUp(event), options);
    root.addEventListener("pointermove", () => this.#notePan(), options);
    window.addEventListener("blur", () => this.#release(), options);
  }

  destroy(): void {
    this.#listeners.abort();
  }

  /**
   * A press on the canvas takes the focus out of a field: Delete and Ctrl+C
   * are the canvas's from now on, and what was typed is sent. Browsers do so
   * at mouse events only, which drags of a finger or a pen do not bring.
   */
  #takeFocus(): void {
    const { root } = this.#bench.stage;
    if (!root.contains(document.activeElement)) root.focus({ preventScroll: true });
  }

  #onFocus(event: FocusEvent): void {
    const id = blockOf(event.target);
    if (id !== undefined && id !== ENTRY) this.#bench.stage.focused(id);
    this.#selectedThen = this.#bench.stage.selection.ids.peek();
    if (!this.#bench.stage.root.contains(event.relatedTarget as Node | null)) this.#leaving = false;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || !this.#isOurs(event.target)) return;
    if (this.#act(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (actsOnBlocks(event, isMac())) this.#adopt();
  }

  /** Selects the block with the focus, unless something was selected since: then that is meant. */
  #adopt(): void {
    const id = this.#here();
    const { selection } = this.#bench.stage;
    const ids = selection.ids.peek();
    const isLater = ids.size === 0 || ids === this.#selectedThen;
    if (id !== undefined && isLater && !ids.has(id) && !selection.wire.peek()) selection.set([id]);
  }

  #act(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case "Escape":
        return this.#escape();
      case "Tab":
        return this.#tab(event.shiftKey);
      case "Enter":
        return this.#enter();
      case "Delete":
      case "Backspace":
        return this.#disconnect();
    }
    return !event.shiftKey && this.#arrow(event.key);
  }

  #arrow(key: string): boolean {
    switch (key) {
      case "ArrowRight":
        return this.#right();
      case "ArrowLeft":
        return this.#left();
      case "ArrowUp":
      case "ArrowDown":
        return this.#beside(key === "ArrowDown");
      case "Home":
        return this.#goTo(this.#bench.flow.start());
    }
    return false;
  }

  #escape(): boolean {
    const { stage } = this.#bench;
    if (this.#pointer.cancel()) return true;
    if (stage.selection.ids.peek().size > 0 || stage.selection.wire.peek()) {
      stage.selection.wire.value = undefined;
      stage.selection.clear();
      stage.unfold(new Set());
      return true;
    }
    this.#leaving = true;
    return false;
  }

  #tab(backwards: boolean): boolean {
    if (this.#leaving) return false;
    const order = readingOrder(this.#bench.stage.scene, this.#bench.flow.start());
    const at = order.indexOf(this.#here() ?? "");
    if (at < 0) return false;
    return this.#goTo(order[at + (backwards ? -1 : 1)] ?? "");
  }

  #enter(): boolean {
    const id = this.#here();
    if (id === undefined) return false;
    this.#bench.stage.selection.set([id]);
    this.#bench.open(id);
    return true;
  }

  #disconnect(): boolean {
    const { stage } = this.#bench;
    const chosen = stage.selection.wire.peek();
    const wire = chosen && stage.scene.wire(chosen.source, chosen.key);
    if (!wire || this.#bench.readOnly()) return false;
    const ops = connectOps(wire, "");
    stage.selection.wire.value = undefined;
    if (ops.length > 0) this.#bench.edit(ops, connectLabel(stage.scene, wire, ""));
    return true;
  }

  #right(): boolean {
    const id = this.#here();
    if (id === undefined) return this.#goTo(this.#bench.stage.current ?? "");
    const { scene, selection } = this.#bench.stage;
    const wire = selection.wire.peek();
    const step = ahead(scene, id, wire?.source === id ? wire.key : undefined);
    return step !== undefined && this.#follow(step);
  }

  #left(): boolean {
    const id = this.#here();
    if (id === undefined) return this.#goTo(this.#bench.stage.current ?? "");
    const last = this.#trail.at(-1);
    if (last?.id === id) {
      this.#trail.pop();
      return this.#bench.stage.scene.shapes.has(last.step.from) && this.#show(last.step.from);
    }
    this.#trail = [];
    const step = back(this.#bench.stage.scene, id);
    return step !== undefined && this.#show(step.from);
  }

  #beside(down: boolean): boolean {
    const id = this.#here();
    if (id === undefined) return this.#goTo(this.#bench.stage.current ?? "");
    const { scene } = this.#bench.stage;
    const last = this.#trail.at(-1);
    const via = last?.id === id ? last.step : back(scene, id);
    const step = via && sibling(scene, id, via, down);
    if (step) {
      if (last?.id === id) this.#trail.pop();
      return this.#follow(step);
    }
    return this.#goTo(beside(scene, id, down) ?? "");
  }

  #follow(step: Step): boolean {
    const target = this.#bench.stage.scene.wire(step.from, step.key)?.target;
    if (target === undefined || !this.#show(target)) return false;
    this.#bench.say(stepWords(this.#bench.stage.scene, step));
    this.#trail.push({ id: target, step });
    if (this.#trail.length > 200) this.#trail.shift();
    return true;
  }

  #goTo(id: string): boolean {
    this.#trail = [];
    return this.#show(id);
  }

  #show(id: string): boolean {
    if (id === ENTRY || !this.#bench.stage.scene.shapes.has(id)) return false;
    this.#bench.stage.focus(id);
    return true;
  }

  /** The block that has the focus. */
  #here(): string | undefined {
    const id = blockOf(document.activeElement);
    return id === ENTRY ? undefined : id;
  }

  #isOurs(target: EventTarget | null): boolean {
    return (
      target === this.#bench.stage.root || (target instanceof Element && target.closest(".cv-block") !== null)
    );
  }

  #onSpace(event: KeyboardEvent): void {
    if (event.key !== " " || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target !== document.body && !this.#isOurs(event.target)) return;
    event.preventDefault();
    if (event.repeat) return;
    this.#panned = false;
    this.#pointer.panKey = true;
    if (!this.#pointer.busy) this.#bench.stage.root.dataset.tool = "pan";
  }

  #notePan(): void {
    if (this.#pointer.panKey && this.#pointer.panning) this.#panned = true;
  }

  #onSpaceUp(event: KeyboardEvent): void {
    if (event.key !== " " || !this.#pointer.panKey) return;
    this.#release();
    const id = this.#here();
    if (this.#panned || id === undefined) return;
    const { selection } = this.#bench.stage;
    selection.toggle([id]);
    this.#bench.say(selection.has(id) ? "Selected" : "Not selected");
  }

  #release(): void {
    this.#pointer.panKey = false;
    if (this.#bench.stage.root.dataset.tool === "pan") delete this.#bench.stage.root.dataset.tool;
  }
}

function blockOf(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>(".cv-block")?.dataset.block : undefined;
}
