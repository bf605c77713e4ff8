/** Operations on whole blocks: add, remove, rename, change the type. */
import { arrayAt, type Json, type JsonObject, member, objectAt, textAt, toText } from "../json";
import type { Op } from "../op";
import { readBranches, readErrors } from "../read";
import { badOp, copy, type Edit, insertAt, need, Refusal } from "./edit";
import { actionMetadataOf, annotations, sharesName } from "./metadata";
import { checkDepth, prune, rootBase, setPath } from "./paths";

export function addBlock(edit: Edit, op: Op): void {
  const id = need(op.id, "id", op);
  const action = need(op.action, "action", op);
  if (textAt(action, "Identifier") !== id) throw badOp(op, "has an action with another Identifier");
  if (edit.doc.entries.has(id)) throw taken(id);
  checkDepth(2, action, id);
  const inverse: Op = { op: "remove_blocks", ids: [id] };
  const plain = Array.isArray(edit.doc.root.get("Actions")) && !namedOddly(edit, id);
  if (plain) edit.undoneBy(inverse, ...danglers(edit, id));
  else edit.undoneByText();
  const list = actionsOf(edit, op);
  const index = insertAt(op, list.length);
  const node = copy(action);
  if (op.metadata !== undefined) {
    const path = ["Metadata", "ActionMetadata", id];
    const { found } = setPath(edit, rootBase(edit, 3), path, op.metadata, id);
    if (found < 2) inverse.prune = 2 - found;
  }
  edit.journal.splice(list, index, 0, node);
  edit.enter(id, node);
  if (edit.doc.start() === id) edit.touched.start = true;
}

/**
 * Something names an identifier that set_target and set_start cannot make name
 * it again: metadata, a note, an action without an identifier of its own, the
 * second of two equal errors.
 */
function namedOddly(edit: Edit, id: string): boolean {
  if (actionMetadataOf(edit)?.has(id) === true) return true;
  if ((annotations(edit.doc.root) ?? []).some((note) => textAt(note, "actionId") === id)) return true;
  if (edit.doc.strays().some((node) => readBranches(node).some((raw) => raw.target === id))) return true;
  return edit.doc.sourcesOf(id).some((source) => targetsOddly(edit, source, id));
}

/** One of a block's errors that lead to a target is not the first of its type. */
function targetsOddly(edit: Edit, source: string, target: string): boolean {
  const seen = new Set([""]);
  return readErrors(edit.doc.entries.get(source)?.node ?? new Map()).some((raw) => {
    const type = raw.branch.error ?? "";
    const odd = raw.target === target && seen.has(type);
    seen.add(type);
    return odd;
  });
}

/** Targets that name a block before it exists: removing the block would clear them. */
function danglers(edit: Edit, id: string): Op[] {
  const ops: Op[] = [];
  for (const source of edit.doc.sourcesOf(id)) ops.push(...retarget(edit, source, id));
  if (edit.doc.start() === id) ops.push({ op: "set_start", target: id });
  return ops;
}

/** What puts the branches of a block that lead to a target back there. */
function retarget(edit: Edit, source: string, target: string): Op[] {
  const entry = edit.doc.entries.get(source);
  if (entry === undefined) return [];
  return readBranches(entry.node)
    .filter((raw) => raw.target === target)
    .map((raw) => ({ op: "set_target", id: source, branch: raw.branch, target }));
}

export function removeBlocks(edit: Edit, op: Op): void {
  const ids = new Set(need(op.ids, "ids", op));
  if (ids.size === 0 || ids.has("")) throw badOp(op, 'needs "ids"');
  const entries = [...ids].map((id) => edit.entry(id));
  const whole = removedOddly(edit, ids) ? toText(edit.doc.root) : undefined;
  const inverse = [...readdOps(edit, ids), ...relinkOps(edit, ids)];
  if (ids.has(edit.doc.start())) inverse.push({ op: "set_start", target: edit.doc.start() });
  inverse.push(...dropNotes(edit, ids));
  edit.undoneBy(...(whole === undefined ? inverse : [{ op: "replace", text: whole } as const]));

  for (const entry of entries) edit.leave(entry);
  const list = arrayAt(edit.doc.root, "Actions") ?? [];
  edit.journal.set(
    edit.doc.root,
    "Actions",
    list.filter((item) => !(item instanceof Map && ids.has(textAt(item, "Identifier")))),
  );
  dropMetadata(edit, ids, op.prune ?? 0);
  for (const id of ids) redirect(edit, id, "");
}

/**
 * Operations cannot put back what goes: blocks of one identifier, which go
 * together, metadata that are no object, notes without a name of their own,
 * targets that set_target cannot write.
 */
function removedOddly(edit: Edit, ids: ReadonlySet<string>): boolean {
  if (edit.doc.hasStrays) return true;
  const metadata = actionMetadataOf(edit);
  for (const id of ids) {
    if (metadata?.has(id) === true && !(metadata.get(id) instanceof Map)) return true;
    if (edit.doc.sourcesOf(id).some((source) => !ids.has(source) && targetsOddly(edit, source, id)))
      return true;
  }
  return (annotations(edit.doc.root) ?? []).some(
    (note) => ids.has(textAt(note, "actionId")) && sharesName(edit, note),
  );
}

function dropMetadata(edit: Edit, ids: ReadonlySet<string>, containers: number): void {
  const metadata = actionMetadataOf(edit);
  if (metadata === undefined) return;
  const before = metadata.size;
  for (const id of ids) edit.journal.delete(metadata, id);
  if (metadata.size < before) prune(edit, edit.doc.root, ["Metadata", "ActionMetadata"], containers);
}

/**
 * Adding at the old places in ascending order gives the old order. The
 * operations hold the removed parts themselves: nothing changes those any more,
 * and whoever applies the operations copies.
 */
function readdOps(edit: Edit, ids: ReadonlySet<string>): Op[] {
  const ops: Op[] = [];
  (arrayAt(edit.doc.root, "Actions") ?? []).forEach((item, index) => {
    const id = textAt(item, "Identifier");
    if (!(item instanceof Map) || !ids.has(id) || edit.doc.entries.get(id)?.node !== item) return;
    const op: Op = { op: "add_block", id, action: item, index };
    const metadata = edit.doc.actionMetadata(id);
    if (metadata !== undefined) op.metadata = metadata;
    ops.push(op);
  });
  return ops;
}

function relinkOps(edit: Edit, ids: ReadonlySet<string>): Op[] {
  const ops: Op[] = [];
  for (const id of ids) {
    for (const source of edit.doc.sourcesOf(id))
      if (!ids.has(source)) ops.push(...retarget(edit, source, id));
  }
  return ops;
}

/** Drops the notes that are attached to the blocks; returns what brings them back. */
function dropNotes(edit: Edit, ids: ReadonlySet<string>): Op[] {
  const list = annotations(edit.doc.root);
  if (list === undefined) return [];
  const kept = list.filter((note) => !ids.has(textAt(note, "actionId")));
  if (kept.length === list.length) return [];
  const metadata = objectAt(edit.doc.root, "Metadata");
  if (metadata === undefined) return [];
  const undo: Op[] = [];
  list.forEach((note, index) => {
    if (ids.has(textAt(note, "actionId"))) {
      undo.push({ op: "add_note", id: textAt(note, "id"), value: copy(note), index });
    }
  });
  edit.journal.set(metadata, "Annotations", kept);
  edit.touched.notes = true;
  return undo;
}

/** Lets every branch and the start that name one block name another, or none. */
function redirect(edit: Edit, from: string, to: string): void {
  for (const source of edit.doc.sourcesOf(from)) {
    const entry = edit.doc.entries.get(source);
    if (entry === undefined) continue;
    redirectIn(edit, entry.node, from, to);
    edit.mark(entry);
  }
  for (const stray of edit.doc.strays()) redirectIn(edit, stray, from, to);
  if (textAt(edit.doc.root, "StartAction") !== from) return;
  edit.journal.set(edit.doc.root, "StartAction", to);
  edit.touched.start = true;
}

function redirectIn(edit: Edit, node: JsonObject, from: string, to: string): void {
  for (const raw of readBranches(node))
    if (raw.target === from) edit.journal.set(raw.entry, "NextAction", to);
}

export function renameBlock(edit: Edit, op: Op): void {
  const from = need(op.id, "id", op);
  const to = need(op.to, "to", op);
  const entry = edit.entry(from);
  if (to !== from && edit.doc.entries.has(to)) throw taken(to);
  const whole = to !== from && renamedOddly(edit, to) ? toText(edit.doc.root) : undefined;
  const inverse: Op[] = [{ op: "rename_block", id: to, to: from }];
  if (to !== from) {
    const wasStart = edit.doc.start() === from;
    edit.journal.set(entry.node, "Identifier", to);
    redirect(edit, from, to);
    edit.rename(entry, to);
    edit.touched.start ||= wasStart;
    renameInMetadata(edit, from, to);
  }
  const path = ["Metadata", "ActionMetadata", to, "isFriendlyName"];
  const change = setPath(edit, rootBase(edit, 4), path, true, to);
  const head = { id: from, path: ["isFriendlyName"] };
  if (change.old !== undefined) inverse.push({ op: "set_metadata", ...head, value: copy(change.old) });
  else if (change.found === 3) inverse.push({ op: "clear_metadata", ...head });
  else inverse.push({ op: "clear_metadata", ...head, prune: 3 - change.found });
  edit.undoneBy(...(whole === undefined ? inverse : [{ op: "replace", text: whole } as const]));
  edit.mark(entry);
}

/**
 * Something names the new identifier already, so that renaming back would
 * rename it too, or other actions may share the old one.
 */
function renamedOddly(edit: Edit, to: string): boolean {
  if (edit.doc.hasStrays || edit.doc.start() === to || edit.doc.sourcesOf(to).length > 0) return true;
  if (namedOddly(edit, to)) return true;
  for (const metadata of actionMetadataOf(edit)?.values() ?? []) {
    if (["children", "fragments"].some((key) => holdsText(member(metadata, key), to))) return true;
  }
  return false;
}

function holdsText(json: Json | undefined, text: string): boolean {
  if (Array.isArray(json)) return json.some((item) => holdsText(item, text));
  if (json instanceof Map) return [...json.values()].some((item) => holdsText(item, text));
  return json === text;
}

/** Moves the block's own metadata, and rewrites the identifier where other metadata and notes name it. */
function renameInMetadata(edit: Edit, from: string, to: string): void {
  const all = actionMetadataOf(edit);
  if (all?.has(from)) edit.journal.rekey(all, from, to);
  for (const metadata of all?.values() ?? []) {
    if (!(metadata instanceof Map)) continue;
    for (const key of ["children", "fragments"]) renameTexts(edit, metadata, key, from, to);
  }
  for (const note of annotations(edit.doc.root) ?? []) {
    if (!(note instanceof Map) || note.get("actionId") !== from) continue;
    edit.journal.set(note, "actionId", to);
    edit.touched.notes = true;
  }
}

/** Renames the texts in a member, however deep they stand. */
function renameTexts(
  edit: Edit,
  owner: JsonObject | Json[],
  key: string | number,
  from: string,
  to: string,
): void {
  const value = owner instanceof Map ? owner.get(String(key)) : owner[Number(key)];
  if (value === from) {
    if (owner instanceof Map) edit.journal.set(owner, String(key), to);
    else edit.journal.splice(owner, Number(key), 1, to);
  } else if (Array.isArray(value)) {
    for (const i of value.keys()) renameTexts(edit, value, i, from, to);
  } else if (value instanceof Map) {
    for (const inner of [...value.keys()]) renameTexts(edit, value, inner, from, to);
  }
}

export function setType(edit: Edit, op: Op): void {
  const type = need(op.type, "type", op);
  const entry = edit.entry(need(op.id, "id", op));
  const old = textAt(entry.node, "Type");
  if (old === "") edit.undoneByText();
  else edit.undoneBy({ op: "set_type", id: entry.id, type: old });
  edit.journal.set(entry.node, "Type", type);
  edit.mark(entry);
}

export function setStart(edit: Edit, op: Op): void {
  const old = edit.doc.root.get("StartAction");
  if (typeof old === "string") edit.undoneBy({ op: "set_start", target: old });
  else edit.undoneByText();
  const before = edit.doc.start();
  edit.journal.set(edit.doc.root, "StartAction", op.target ?? "");
  edit.touched.start = true;
  for (const id of [before, op.target ?? ""]) if (edit.doc.entries.has(id)) edit.touched.blocks.add(id);
}

function actionsOf(edit: Edit, op: Op): Json[] {
  const found = edit.doc.root.get("Actions");
  if (Array.isArray(found)) return found;
  if (found !== undefined) throw new Refusal("unknown_path", "Actions of this flow is no list.", op.id ?? "");
  const made: Json[] = [];
  edit.journal.set(edit.doc.root, "Actions", made);
  return made;
}

function taken(id: string): Refusal {
  return new Refusal("identifier_exists", `There is already a block "${id}".`, id);
}
