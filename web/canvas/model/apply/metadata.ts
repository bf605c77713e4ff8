/** Operations on parameters, positions, metadata and notes: values at paths. */
import { arrayAt, type Json, type JsonObject, numberAt, objectAt, textAt, toText } from "../json";
import type { Op, OpKind } from "../op";
import { badOp, copy, type Edit, insertAt, need, Refusal } from "./edit";
import {
  actionBase,
  atPath,
  checkDepth,
  clearPath,
  type PathChange,
  prune,
  rootBase,
  setPath,
} from "./paths";

/** A note stands in the flow's Metadata.Annotations. */
const noteDepth = 4;

export function setParameter(edit: Edit, op: Op): void {
  const entry = edit.entry(need(op.id, "id", op));
  const path = pathOf(op);
  const change = setPath(
    edit,
    actionBase(entry.node, 2),
    ["Parameters", ...path],
    need(op.value, "value", op),
    entry.id,
  );
  edit.undoneBy(
    change.old !== undefined
      ? { op: "set_parameter", id: entry.id, path, value: copy(change.old) }
      : clearMade({ op: "clear_parameter", id: entry.id }, path, 1, change.found),
  );
  edit.mark(entry);
}

export function clearParameter(edit: Edit, op: Op): void {
  const entry = edit.entry(need(op.id, "id", op));
  const path = pathOf(op);
  const parameters = entry.node.get("Parameters");
  const list = copyOf(atPath(parameters, path.slice(0, -1)));
  const change = clearPath(edit, actionBase(entry.node, 2), ["Parameters", ...path], entry.id, op.prune ?? 0);
  edit.undoneBy(restore({ op: "set_parameter", id: entry.id }, path, change, list));
  edit.mark(entry);
}

/** What puts a cleared value back: the member, or the whole array that it was an element of. */
function restore(head: Op, path: readonly string[], change: PathChange, list: Json | undefined): Op {
  if (change.inArray && list !== undefined) return { ...head, path: path.slice(0, -1), value: list };
  return { ...head, path: [...path], value: copy(change.old ?? null) };
}

/** Arrays only: an element that was cleared comes back with its whole array. */
function copyOf(json: Json | undefined): Json | undefined {
  return Array.isArray(json) ? copy<Json[]>(json) : undefined;
}

/** Members of the flow's metadata that name the flow: they live in the database and are never rewritten. */
const fixed: ReadonlySet<string> = new Set(["name", "status", "hash"]);

export function setMetadata(edit: Edit, op: Op): void {
  const place = metadataPlace(edit, op);
  const full = [...place.prefix, ...place.path];
  const change = setPath(
    edit,
    rootBase(edit, place.prefix.length + 1),
    full,
    need(op.value, "value", op),
    place.id,
  );
  edit.undoneBy(
    change.old !== undefined
      ? metadataOp("set_metadata", place, copy(change.old))
      : clearMade(headOf("clear_metadata", place.id), place.path, place.prefix.length, change.found),
  );
  markMetadata(edit, full);
}

export function clearMetadata(edit: Edit, op: Op): void {
  const place = metadataPlace(edit, op);
  const full = [...place.prefix, ...place.path];
  const list = copyOf(atPath(edit.doc.root, full.slice(0, -1)));
  const change = clearPath(edit, rootBase(edit, place.prefix.length + 1), full, place.id, op.prune ?? 0);
  edit.undoneBy(restore(headOf("set_metadata", place.id), place.path, change, list));
  markMetadata(edit, full);
}

interface Place {
  readonly id: string;
  readonly prefix: readonly string[];
  readonly path: string[];
}

function metadataPlace(edit: Edit, op: Op): Place {
  const path = pathOf(op);
  const id = op.id ?? "";
  if (id !== "") return { id: edit.entry(id).id, prefix: ["Metadata", "ActionMetadata", id], path };
  if (fixed.has(path[0] ?? "")) {
    throw new Refusal("not_editable", `Metadata.${path[0]} of a flow is never rewritten.`);
  }
  return { id, prefix: ["Metadata"], path };
}

function metadataOp(op: "set_metadata", place: Place, value: Json): Op {
  return { ...headOf(op, place.id), path: [...place.path], value };
}

function headOf(op: OpKind, id: string): Op {
  return id === "" ? { op } : { op, id };
}

/**
 * Clears the outermost thing that was made new. So many containers before the
 * path are not shown in it: those of them that are new go by pruning.
 */
function clearMade(head: Op, path: readonly string[], before: number, found: number): Op {
  const out: Op = { ...head, path: path.slice(0, Math.max(found + 1 - before, 1)) };
  if (found < before) out.prune = before - found;
  return out;
}

/** Says what a change of metadata touches on the canvas. Full begins with "Metadata". */
function markMetadata(edit: Edit, full: readonly string[]): void {
  const [, section, id, member] = full;
  edit.touched.metadata = true;
  if (section === "Annotations") edit.touched.notes = true;
  if (section === "entryPointPosition") edit.touched.start = true;
  if (section !== "ActionMetadata") return;
  if (id === undefined) {
    edit.touched.all = true;
    for (const entry of edit.doc.entries.values()) edit.mark(entry);
    return;
  }
  const entry = edit.doc.entries.get(id);
  if (entry === undefined) return;
  edit.mark(entry);
  if (member === undefined || member === "position") edit.touched.moved.add(id);
}

export function moveBlock(edit: Edit, op: Op): void {
  const x = op.x ?? 0;
  const y = op.y ?? 0;
  if (!Number.isSafeInteger(x) || !Number.isSafeInteger(y)) throw badOp(op, "needs whole numbers");
  const id = op.id ?? "";
  const entry = id === "" ? undefined : edit.entry(id);
  const full =
    entry === undefined ? ["Metadata", "entryPointPosition"] : ["Metadata", "ActionMetadata", id, "position"];
  const old = atPath(edit.doc.root, full);
  if (old instanceof Map) {
    edit.undoneBy(moveBack(id, old));
    moveAxis(edit, old, "x", x);
    moveAxis(edit, old, "y", y);
  } else {
    if (old !== undefined) throw new Refusal("unknown_path", "The block's position cannot be edited.", id);
    const change = setPath(
      edit,
      rootBase(edit, full.length),
      full,
      new Map<string, Json>([
        ["x", x],
        ["y", y],
      ]),
      id,
    );
    edit.undoneBy(clearMade(headOf("clear_metadata", id), full.slice(-1), full.length - 1, change.found));
  }
  if (entry === undefined) {
    edit.touched.start = true;
    return;
  }
  entry.view = undefined;
  edit.touched.moved.add(id);
}

/** Moves carry whole numbers, so a fraction that rounds to the number did not change and stays. */
function moveAxis(edit: Edit, position: JsonObject, axis: "x" | "y", to: number): void {
  const old = numberAt(position, axis);
  if (old === undefined || Math.floor(old + 0.5) !== to) edit.journal.set(position, axis, to);
}

/** A move to whole numbers, else the position as it was. */
function moveBack(id: string, old: JsonObject): Op {
  const x = numberAt(old, "x");
  const y = numberAt(old, "y");
  const head = id === "" ? {} : { id };
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y) && x !== undefined && y !== undefined) {
    return { op: "move_block", ...head, x, y };
  }
  const path = [id === "" ? "entryPointPosition" : "position"];
  return { op: "set_metadata", ...head, path, value: copy(old) };
}

export function addNote(edit: Edit, op: Op): void {
  const id = need(op.id, "id", op);
  const value = need(op.value, "value", op);
  if (!(value instanceof Map) || textAt(value, "id") !== id) throw badOp(op, "needs a note with the same id");
  if (findNote(edit, id) !== undefined) {
    throw new Refusal("identifier_exists", `There is already a note "${id}".`);
  }
  checkDepth(noteDepth - 1, value, "");
  const inverse: Op = { op: "remove_note", id };
  const list = annotations(edit.doc.root) ?? makeAnnotations(edit, inverse);
  edit.journal.splice(list, insertAt(op, list.length), 0, copy(value));
  edit.undoneBy(inverse);
  edit.touched.notes = true;
}

export function setNote(edit: Edit, op: Op): void {
  const id = need(op.id, "id", op);
  const path = pathOf(op);
  if (path[0] === "id") throw badOp(op, "cannot change a note's id");
  const note = needNote(edit, id);
  const before = copy(note);
  const whole = sharesName(edit, note) ? toText(edit.doc.root) : undefined;
  const change = setPath(
    edit,
    { at: note, depth: noteDepth, fixed: 1 },
    path,
    need(op.value, "value", op),
    "",
  );
  if (change.old !== undefined) {
    edit.undoneBy({ op: "set_note", id, path, value: copy(change.old) });
  } else if (whole !== undefined) {
    edit.undoneBy({ op: "replace", text: whole });
  } else {
    const index = (annotations(edit.doc.root) ?? []).indexOf(note);
    edit.undoneBy({ op: "remove_note", id }, { op: "add_note", id, value: before, index });
  }
  edit.touched.notes = true;
}

export function removeNote(edit: Edit, op: Op): void {
  const id = need(op.id, "id", op);
  const note = needNote(edit, id);
  const list = annotations(edit.doc.root) ?? [];
  const index = list.indexOf(note);
  if (sharesName(edit, note)) edit.undoneByText();
  else edit.undoneBy({ op: "add_note", id, value: copy(note), index });
  edit.journal.splice(list, index, 1);
  prune(edit, edit.doc.root, ["Metadata", "Annotations"], op.prune ?? 0);
  edit.touched.notes = true;
}

/** Another note has the same id, or it has none: add_note could not bring it back. */
export function sharesName(edit: Edit, note: Json): boolean {
  const id = textAt(note, "id");
  return (
    id === "" || (annotations(edit.doc.root) ?? []).some((one) => one !== note && textAt(one, "id") === id)
  );
}

function needNote(edit: Edit, id: string): JsonObject {
  const note = findNote(edit, id);
  if (note === undefined) throw new Refusal("unknown_note", "The note is not there any more.");
  return note;
}

function findNote(edit: Edit, id: string): JsonObject | undefined {
  for (const note of annotations(edit.doc.root) ?? []) {
    if (note instanceof Map && textAt(note, "id") === id) return note;
  }
  return undefined;
}

/** Metadata.Annotations, when it is there. */
export function annotations(root: JsonObject): Json[] | undefined {
  return arrayAt(objectAt(root, "Metadata"), "Annotations");
}

/** Makes the list of notes; the inverse prunes what is made. */
function makeAnnotations(edit: Edit, inverse: Op): Json[] {
  inverse.prune = edit.doc.root.has("Metadata") ? 1 : 2;
  const metadata = objectIn(edit, edit.doc.root, "Metadata");
  if (metadata.has("Annotations"))
    throw new Refusal("unknown_path", "The notes of this flow cannot be edited.");
  const made: Json[] = [];
  edit.journal.set(metadata, "Annotations", made);
  return made;
}

/** Metadata.ActionMetadata, when it is there. */
export function actionMetadataOf(edit: Edit): JsonObject | undefined {
  return objectAt(objectAt(edit.doc.root, "Metadata"), "ActionMetadata");
}

function objectIn(edit: Edit, parent: JsonObject, key: string): JsonObject {
  const found = objectAt(parent, key);
  if (found !== undefined) return found;
  if (parent.has(key)) throw new Refusal("unknown_path", `${key} of this flow cannot be edited.`);
  const made: JsonObject = new Map();
  edit.journal.set(parent, key, made);
  return made;
}

function pathOf(op: Op): string[] {
  const path = need(op.path, "path", op);
  if (path.length === 0) throw badOp(op, 'needs "path"');
  return [...path];
}
