/** Notes on the canvas: Connect keeps them in Metadata.Annotations. */
import { object } from "../model/json";
import type { Op } from "../model/op";
import type { FlowReader, Note, Point } from "../model/types";

/** Connect's limits (facts.md §11): characters of a note, notes of a block, notes of a flow. */
export const noteLimits = { text: 1000, ofBlock: 5, ofFlow: 100 };

/** The size of a new note, in the document's units. */
const newSize = { width: 220, height: 110 };

/** Why there can be no further note; "" when there can. `block` is "" for a note on the canvas. */
export function noteProblem(flow: FlowReader, block: string): string {
  const notes = flow.notes();
  if (notes.length >= noteLimits.ofFlow) return `A flow has at most ${noteLimits.ofFlow} notes.`;
  const ofBlock = notes.filter((note) => note.block === block).length;
  if (block !== "" && ofBlock >= noteLimits.ofBlock)
    return `A block has at most ${noteLimits.ofBlock} notes.`;
  return "";
}

/** A new, empty note, written as the console writes notes. */
export function addNote(id: string, at: Point, block: string): Op[] {
  const value = object(
    ["type", "default"],
    ["id", id],
    ["content", ""],
    ["actionId", block],
    ["isFolded", false],
    ["position", point(at)],
    ["size", object(["height", newSize.height], ["width", newSize.width])],
  );
  return [{ op: "add_note", id, value }];
}

/** Sets a note's text, cut to what Connect takes. Nothing when it is the one it has. */
export function setNoteText(note: Note, text: string): Op[] {
  const value = [...text].slice(0, noteLimits.text).join("");
  return value === note.text ? [] : [{ op: "set_note", id: note.id, path: ["content"], value }];
}

export function moveNote(note: Note, at: Point): Op[] {
  if (Math.round(at.x) === note.x && Math.round(at.y) === note.y) return [];
  return [{ op: "set_note", id: note.id, path: ["position"], value: point(at) }];
}

export function resizeNote(note: Note, width: number, height: number): Op[] {
  const size = object(["height", Math.round(height)], ["width", Math.round(width)]);
  return [{ op: "set_note", id: note.id, path: ["size"], value: size }];
}

export function foldNote(note: Note): Op[] {
  return [{ op: "set_note", id: note.id, path: ["isFolded"], value: !note.folded }];
}

export function removeNote(note: Note): Op[] {
  return [{ op: "remove_note", id: note.id }];
}

function point(at: Point) {
  return object(["x", Math.round(at.x)], ["y", Math.round(at.y)]);
}
