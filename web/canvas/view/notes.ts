/** The layer of notes: cards of plain text under the blocks. Tools change them (tool/notes.ts). */

import type { NoteShape } from "../geometry/shape";
import { element, moveTo, setFlag, setText } from "./dom";
import { iconElement } from "./icons";

export class NoteLayer {
  readonly el = element("div", "cv-notes");
  readonly #cards = new Map<string, NoteCard>();

  /** Shows these notes and no others. Notes are few: there is no culling. */
  show(notes: readonly NoteShape[]): void {
    const ids = new Set(notes.map(({ note }) => note.id));
    for (const [id, card] of this.#cards) {
      if (ids.has(id)) continue;
      card.el.remove();
      this.#cards.delete(id);
    }
    for (const shape of notes) {
      const card = this.#cards.get(shape.note.id) ?? new NoteCard();
      card.fill(shape);
      if (!this.#cards.has(shape.note.id)) this.el.append(card.el);
      this.#cards.set(shape.note.id, card);
    }
  }

  card(id: string): NoteCard | undefined {
    return this.#cards.get(id);
  }
}

/** One note in the DOM. While its text is edited others' edits wait. */
export class NoteCard {
  readonly el = element("div", "cv-note");
  readonly #text = element("div", "cv-note-text");
  readonly #fold = element("button", "cv-note-fold");
  readonly #grip = element("span", "cv-note-grip");
  #field: HTMLTextAreaElement | undefined;

  constructor() {
    this.el.setAttribute("role", "note");
    this.el.tabIndex = 0;
    this.#text.dir = "auto";
    this.#fold.type = "button";
    this.#fold.tabIndex = -1;
    this.el.append(this.#text, this.#fold, this.#grip);
  }

  fill({ note, rect }: NoteShape): void {
    this.el.dataset.note = note.id;
    this.place(rect.x, rect.y);
    this.size(rect.w, rect.h);
    setFlag(this.el, "folded", note.folded ? "" : undefined);
    setFlag(this.el, "attached", note.block === "" ? undefined : "");
    setText(this.#text, note.text, note.folded || note.text.length > 400 ? note.text : "");
    this.#fold.title = note.folded ? "Unfold the note" : "Fold the note";
    this.#fold.setAttribute("aria-label", this.#fold.title);
    this.#fold.replaceChildren(iconElement(note.folded ? "sticky-note" : "minus"));
    const about = note.block === "" ? "Note" : `Note on ${note.block}`;
    this.el.setAttribute("aria-label", `${about}: ${note.text || "empty"}${note.folded ? ", folded" : ""}`);
  }

  place(x: number, y: number): void {
    moveTo(this.el, x, y);
  }

  size(width: number, height: number): void {
    this.el.style.width = `${width}px`;
    this.el.style.height = `${height}px`;
  }

  get editing(): boolean {
    return this.#field !== undefined;
  }

  /** Lets the text be typed in place; `done` gets it, or undefined when nothing is to change. */
  edit(text: string, atMost: number, done: (text: string | undefined) => void): void {
    if (this.#field) return;
    const field = element("textarea", "cv-note-field");
    field.value = text;
    field.maxLength = atMost;
    field.setAttribute("aria-label", "Text of the note");
    this.#field = field;
    let isOver = false;
    const end = (result: string | undefined, focusBack: boolean) => {
      if (isOver) return;
      isOver = true;
      this.#field = undefined;
      field.remove();
      if (focusBack) this.el.focus({ preventScroll: true });
      done(result);
    };
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Escape") end(undefined, true);
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) end(field.value, true);
      else return;
      event.preventDefault();
    });
    field.addEventListener("blur", () => end(field.value, false));
    this.el.append(field);
    field.focus({ preventScroll: true });
    field.select();
  }
}
