/**
 * Notes under the pointer and the keyboard: drag moves, the corner resizes, a
 * double-click or Enter edits, Delete removes, the button (or F) folds.
 */

import { foldNote, moveNote, noteLimits, removeNote, resizeNote, setNoteText } from "../command/notes";
import { toCanvas, toDocument } from "../geometry/space";
import type { Op } from "../model/op";
import type { Note } from "../model/types";
import type { Bench } from "./gesture";

const THRESHOLD = 4;
const SMALLEST = { width: 120, height: 48 };
const LARGEST = 600;

interface Drag {
  readonly note: Note;
  readonly down: PointerEvent;
  readonly resizes: boolean;
  begun: boolean;
}

export class NoteTool {
  readonly #bench: Bench;
  readonly #listeners = new AbortController();
  #drag: Drag | undefined;
  /** What was selected when the focus came to a note: blocks that were selected since are meant by Delete. */
  #selectedThen: ReadonlySet<string> | undefined;

  constructor(bench: Bench) {
    this.#bench = bench;
    const { root } = bench.stage;
    const options = { signal: this.#listeners.signal, capture: true };
    root.addEventListener("pointerdown", (event) => this.#onDown(event), options);
    root.addEventListener("pointermove", (event) => this.#onMove(event), options);
    root.addEventListener("pointerup", (event) => this.#onUp(event), options);
    root.addEventListener("pointercancel", () => this.#cancel(), options);
    root.addEventListener("dblclick", (event) => this.#onDouble(event), options);
    root.addEventListener("keydown", (event) => this.#onKey(event), options);
    root.addEventListener("focusin", () => this.#onFocus(), options);
  }

  destroy(): void {
    this.#listeners.abort();
  }

  /** Lets a note's text be typed in place. An empty new one that stays empty goes. */
  edit(id: string): void {
    const note = this.#note(id);
    const card = this.#bench.stage.noteCard(id);
    if (!note || !card || this.#bench.readOnly()) return;
    if (note.folded) this.#apply(foldNote(note), "Unfold a note");
    card.edit(note.text, noteLimits.text, (text) => {
      const now = this.#note(id);
      if (!now) return;
      if ((text ?? now.text).trim() === "") this.#apply(removeNote(now), "Delete a note");
      else if (text !== undefined) this.#apply(setNoteText(now, text), "Edit a note");
    });
  }

  #onDown(event: PointerEvent): void {
    const el = noteAt(event.target);
    const note = el && this.#note(el.dataset.note ?? "");
    if (!el || !note || event.button !== 0 || this.#isCovered(event)) return;
    if (event.target instanceof HTMLTextAreaElement) {
      event.stopPropagation();
      return;
    }
    event.stopPropagation();
    el.focus({ preventScroll: true });
    this.#bench.stage.selection.clear();
    if (closest(event.target, ".cv-note-fold")) {
      if (!this.#bench.readOnly()) this.#apply(foldNote(note), note.folded ? "Unfold a note" : "Fold a note");
      return;
    }
    if (this.#bench.readOnly()) return;
    const resizes = closest(event.target, ".cv-note-grip");
    this.#drag = { note, down: event, resizes, begun: false };
  }

  #onMove(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag?.down.pointerId !== event.pointerId) return;
    event.stopPropagation();
    const { dx, dy } = this.#distance(drag, event);
    const { camera, root } = this.#bench.stage;
    if (!drag.begun) {
      if (Math.hypot(dx, dy) * camera.k < THRESHOLD) return;
      drag.begun = true;
      root.setPointerCapture(event.pointerId);
    }
    const card = this.#bench.stage.noteCard(drag.note.id);
    if (drag.resizes) {
      const { width, height } = sized(drag.note, dx, dy);
      card?.size(width, height);
    } else {
      const at = toCanvas(drag.note);
      card?.place(at.x + dx, at.y + dy);
    }
  }

  #onUp(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag?.down.pointerId !== event.pointerId) return;
    event.stopPropagation();
    this.#drag = undefined;
    const note = drag.begun ? this.#note(drag.note.id) : undefined;
    if (!note) return;
    const { dx, dy } = this.#distance(drag, event);
    if (drag.resizes) {
      const { width, height } = sized(drag.note, dx, dy);
      this.#apply(resizeNote(note, width, height), "Resize a note");
      return;
    }
    const by = toDocument({ x: dx, y: dy });
    this.#apply(moveNote(note, { x: drag.note.x + by.x, y: drag.note.y + by.y }), "Move a note");
  }

  #cancel(): boolean {
    const drag = this.#drag;
    this.#drag = undefined;
    if (drag) this.#bench.stage.showNotes();
    return drag !== undefined;
  }

  #onDouble(event: MouseEvent): void {
    const el = noteAt(event.target);
    if (!el || this.#isCovered(event)) return;
    event.stopPropagation();
    this.edit(el.dataset.note ?? "");
  }

  #onFocus(): void {
    this.#selectedThen = this.#bench.stage.selection.ids.peek();
  }

  #isSelectedSince(): boolean {
    const ids = this.#bench.stage.selection.ids.peek();
    return ids.size > 0 && ids !== this.#selectedThen;
  }

  #onKey(event: KeyboardEvent): void {
    const el =
      event.target instanceof HTMLElement && event.target.matches(".cv-note") ? event.target : undefined;
    const note = el && this.#note(el.dataset.note ?? "");
    if (!note || event.ctrlKey || event.metaKey) return;
    if (!this.#act(event, note)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #act(event: KeyboardEvent, note: Note): boolean {
    if (event.key === "Escape") return this.#cancel();
    if (this.#bench.readOnly()) return false;
    const step = event.shiftKey ? 100 : 10;
    const move = (x: number, y: number) => {
      this.#apply(moveNote(note, { x: note.x + x * step, y: note.y + y * step }), "Move a note");
      return true;
    };
    switch (event.key) {
      case "Enter":
        this.edit(note.id);
        return true;
      case "Delete":
      case "Backspace":
        if (this.#isSelectedSince()) return false;
        this.#apply(removeNote(note), "Delete a note");
        this.#bench.stage.root.focus({ preventScroll: true });
        return true;
      case "f":
        this.#apply(foldNote(note), note.folded ? "Unfold a note" : "Fold a note");
        return true;
      case "ArrowLeft":
        return event.altKey && move(-1, 0);
      case "ArrowRight":
        return event.altKey && move(1, 0);
      case "ArrowUp":
        return event.altKey && move(0, -1);
      case "ArrowDown":
        return event.altKey && move(0, 1);
    }
    return false;
  }

  #apply(ops: Op[], label: string): void {
    if (ops.length > 0) this.#bench.edit(ops, label);
    else this.#bench.stage.showNotes();
  }

  #note(id: string): Note | undefined {
    return this.#bench.stage.scene.notes.find(({ note }) => note.id === id)?.note;
  }

  /** Whether a block or wire lies over the note at this place: then that is meant. */
  #isCovered(event: MouseEvent): boolean {
    const { stage } = this.#bench;
    return stage.scene.hit(stage.pointAt(event), 2 / stage.camera.k) !== undefined;
  }

  #distance({ down }: Drag, event: PointerEvent): { dx: number; dy: number } {
    const { k } = this.#bench.stage.camera;
    return { dx: (event.clientX - down.clientX) / k, dy: (event.clientY - down.clientY) / k };
  }
}

function sized(note: Note, dx: number, dy: number): { width: number; height: number } {
  const within = (size: number, least: number) => Math.min(LARGEST, Math.max(least, size));
  return {
    width: within(note.width + dx, SMALLEST.width),
    height: within(note.height + dy, SMALLEST.height),
  };
}

function noteAt(target: EventTarget | null): HTMLElement | undefined {
  return (target instanceof Element && target.closest<HTMLElement>(".cv-note")) || undefined;
}

function closest(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
