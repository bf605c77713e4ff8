/** The layer of notes: read-only cards of plain text under the blocks. */

import type { NoteShape } from "../geometry/shape";
import { element, moveTo, setFlag, setText } from "./dom";
import { iconElement } from "./icons";

export class NoteLayer {
  readonly el = element("div", "cv-notes");

  /** Shows these notes and no others. Notes are few: there is no culling. */
  show(notes: readonly NoteShape[]): void {
    this.el.replaceChildren(...notes.map(noteElement));
  }
}

function noteElement({ note, rect }: NoteShape): HTMLElement {
  const el = element("div", "cv-note");
  el.dataset.note = note.id;
  el.setAttribute("role", "note");
  moveTo(el, rect.x, rect.y);
  el.style.width = `${rect.w}px`;
  el.style.height = `${rect.h}px`;
  setFlag(el, "folded", note.folded ? "" : undefined);
  if (note.folded) {
    el.append(iconElement("sticky-note"));
    el.title = note.text;
    el.setAttribute("aria-label", note.text);
    return el;
  }
  const text = element("div", "cv-note-text");
  text.dir = "auto";
  setText(text, note.text, note.text.length > 400 ? note.text : "");
  el.append(text);
  return el;
}
