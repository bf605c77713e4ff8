/** Operations on whole blocks: add, remove, rename, change the type. */
import { arrayAt, type Json, type JsonObject, objectAt, textAt } from "../json";
import type { Op } from "../op";
import { readBranches } from "../read";
import { badOp, copy, type Edit, need, Refusal } from "./edit";
import { actionMetadataOf, annotations } from "./metadata";

export function addBlock(edit: Edit, op: Op): void {
  const id = need(op.id, "id", op);
  const action = need(op.action, "action", op);
  if (textAt(action, "Identifier") !== id) throw badOp(op, "has an action with another Identifier");
  if (edit.doc.entries.has(id)) throw taken(id);
  const list = actionsOf(edit, op);
  const index = op.index ?? list.length;
  if (index < 0 || index > list.length) throw badOp(op, "has an index outside of the flow");
  const node = copy(action);
  edit.undoneBy({ op: "remove_blocks", ids: [id] }, ...danglers(edit, id));
  if (op.metadata !== undefined) edit.journal.set(actionMetadataOf(edit), id, copy(op.metadata));
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
  if (ids.size === 0) throw badOp(op, 'needs "ids"');
  const entries = [...ids].map((id) => edit.entry(id));
  const inverse = [...readdOps(edit, ids), ...relinkOps(edit, ids)];
  if (ids.has(edit.doc.start())) inverse.push({ op: "set_start", target: edit.doc.start() });
  inverse.push(...dropNotes(edit, ids));
  edit.undoneBy(...inverse);

  for (const entry of entries) edit.leave(entry);
  const list = arrayAt(edit.doc.root, "Actions") ?? [];
  const nodes = new Set<Json>(entries.map((entry) => entry.node));
  edit.journal.set(
    edit.doc.root,
    "Actions",
    list.filter((item) => !nodes.has(item)),
  );
  const metadata = objectAt(objectAt(edit.doc.root, "Metadata"), "ActionMetadata");
  for (const id of ids) if (metadata !== undefined) edit.journal.delete(metadata, id);
  for (const id of ids) redirect(edit, id, "");
}

/** Adding at the old places in ascending order gives the old order. */
function readdOps(edit: Edit, ids: ReadonlySet<string>): Op[] {
  const ops: Op[] = [];
  (arrayAt(edit.doc.root, "Actions") ?? []).forEach((item, index) => {
    const id = textAt(item, "Identifier");
    if (!(item instanceof Map) || !ids.has(id) || edit.doc.entries.get(id)?.node !== item) return;
    const op: Op = { op: "add_block", id, action: copy(item), index };
    const metadata = edit.doc.actionMetadata(id);
    if (metadata !== undefined) op.metadata = copy(metadata);
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
  const before = copy<Json[]>(list);
  edit.journal.set(metadata, "Annotations", kept);
  edit.touched.notes = true;
  return [{ op: "set_metadata", path: ["Annotations"], value: before }];
}

/** Lets every branch and the start that name one block name another, or none. */
function redirect(edit: Edit, from: string, to: string): void {
  for (const source of edit.doc.sourcesOf(from)) {
    const entry = edit.doc.entries.get(source);
    if (entry === undefined) continue;
    for (const raw of readBranches(entry.node)) {
      if (raw.target === from) edit.journal.set(raw.entry, "NextAction", to);
    }
    edit.mark(entry);
  }
  if (textAt(edit.doc.root, "StartAction") !== from) return;
  edit.journal.set(edit.doc.root, "StartAction", to);
  edit.touched.start = true;
}

export function renameBlock(edit: Edit, op: Op): void {
  const from = need(op.id, "id", op);
  const to = need(op.to, "to", op);
  const entry = edit.entry(from);
  if (edit.doc.entries.has(to)) throw taken(to);
  const strangers = danglers(edit, to);
  const inverse: Op[] = [{ op: "rename_block", id: to, to: from }, ...strangers];

  const wasStart = edit.doc.start() === from;
  edit.journal.set(entry.node, "Identifier", to);
  redirect(edit, from, to);
  edit.rename(entry, to);
  inverse.push(...renameMetadata(edit, from, to));
  renameInMetadata(edit, from, to);
  edit.touched.start ||= wasStart;
  edit.undoneBy(...inverse);
}

/** Moves the block's metadata and marks its name as given by a person; returns what restores the mark. */
function renameMetadata(edit: Edit, from: string, to: string): Op[] {
  const all = actionMetadataOf(edit);
  const own = all.get(from);
  if (own === undefined) {
    edit.journal.set(all, to, new Map([["isFriendlyName", true as Json]]));
    return [{ op: "clear_metadata", path: ["ActionMetadata", from] }];
  }
  edit.journal.rekey(all, from, to);
  if (!(own instanceof Map)) return [];
  const before = own.get("isFriendlyName");
  edit.journal.set(own, "isFriendlyName", true);
  const path = ["isFriendlyName"];
  if (before === undefined) return [{ op: "clear_metadata", id: from, path }];
  return before === true ? [] : [{ op: "set_metadata", id: from, path, value: before }];
}

/** Rewrites the identifier where other blocks' metadata and notes name it. */
function renameInMetadata(edit: Edit, from: string, to: string): void {
  for (const metadata of actionMetadataOf(edit).values()) {
    const children = arrayAt(metadata, "children") ?? [];
    children.forEach((child, i) => {
      if (child === from) edit.journal.splice(children, i, 1, to);
    });
    const fragments = objectAt(metadata, "fragments");
    if (fragments !== undefined) renameValues(edit, fragments, from, to);
  }
  for (const note of annotations(edit.doc.root) ?? []) {
    if (!(note instanceof Map) || note.get("actionId") !== from) continue;
    edit.journal.set(note, "actionId", to);
    edit.touched.notes = true;
  }
}

function renameValues(edit: Edit, object: JsonObject, from: string, to: string): void {
  for (const [key, value] of [...object]) if (value === from) edit.journal.set(object, key, to);
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
