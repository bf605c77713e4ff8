/** Operations on whole blocks: add, remove, rename, change the type. */
import { arrayAt, type Json, type JsonObject, objectAt, textAt, toText } from "../json";
import type { Op } from "../op";
import { readBranches } from "../read";
import { badOp, copy, type Edit, insertAt, need, Refusal } from "./edit";
import { actionMetadataOf, annotations } from "./metadata";
import { checkDepth, rootBase, setPath } from "./paths";

export function addBlock(edit: Edit, op: Op): void {
  const id = need(op.id, "id", op);
  const action = need(op.action, "action", op);
  if (textAt(action, "Identifier") !== id) throw badOp(op, "has an action with another Identifier");
  if (edit.doc.entries.has(id)) throw taken(id);
  checkDepth(2, action, id);
  const list = actionsOf(edit, op);
  const index = insertAt(op, list.length);
  const node = copy(action);
  edit.undoneBy({ op: "remove_blocks", ids: [id] }, ...danglers(edit, id));
  if (op.metadata !== undefined) {
    setPath(edit, rootBase(edit, 3), ["Metadata", "ActionMetadata", id], op.metadata, id);
  }
  edit.journal.splice(list, index, 0, node);
  edit.enter(id, node);
  if (edit.doc.start() === id) edit.touched.start = true;
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
  const whole = edit.doc.hasStrays ? toText(edit.doc.root) : undefined;
  const inverse = [...readdOps(edit, ids), ...relinkOps(edit, ids)];
  if (ids.has(edit.doc.start())) inverse.push({ op: "set_start", target: edit.doc.start() });
  inverse.push(...dropNotes(edit, ids));
  // Blocks of one identifier go together, and operations cannot add them again.
  edit.undoneBy(...(whole === undefined ? inverse : [{ op: "replace", text: whole } as const]));

  for (const entry of entries) edit.leave(entry);
  const list = arrayAt(edit.doc.root, "Actions") ?? [];
  edit.journal.set(
    edit.doc.root,
    "Actions",
    list.filter((item) => !(item instanceof Map && ids.has(textAt(item, "Identifier")))),
  );
  const metadata = actionMetadataOf(edit);
  for (const id of ids) if (metadata !== undefined) edit.journal.delete(metadata, id);
  for (const id of ids) redirect(edit, id, "");
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
  const inverse: Op[] = [
    { op: "rename_block", id: to, to: from },
    ...(to === from ? [] : danglers(edit, to)),
  ];
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
  inverse.push(
    change.old === undefined
      ? { op: "clear_metadata", ...head }
      : { op: "set_metadata", ...head, value: copy(change.old) },
  );
  edit.undoneBy(...inverse);
  edit.mark(entry);
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
  const entry = edit.entry(need(op.id, "id", op));
  const type = need(op.type, "type", op);
  edit.undoneBy({ op: "set_type", id: entry.id, type: textAt(entry.node, "Type") });
  edit.journal.set(entry.node, "Type", type);
  edit.mark(entry);
}

export function setStart(edit: Edit, op: Op): void {
  edit.undoneBy({ op: "set_start", target: textAt(edit.doc.root, "StartAction") });
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
