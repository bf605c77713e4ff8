/** The table of operations, and the batch: all or nothing. */
import { Doc } from "../doc";
import { toText } from "../json";
import type { Op, OpKind } from "../op";
import { unwind } from "../tree";
import type { Applied, Rejected, Touched } from "../types";
import { addBlock, removeBlocks, renameBlock, setStart, setType } from "./blocks";
import {
  addCondition,
  moveCondition,
  removeBranch,
  removeCondition,
  setCondition,
  setTarget,
} from "./branches";
import { badOp, Edit, Refusal, type Slot } from "./edit";
import {
  addNote,
  clearMetadata,
  clearParameter,
  moveBlock,
  removeNote,
  setMetadata,
  setNote,
  setParameter,
} from "./metadata";

type Handler = (edit: Edit, op: Op) => void;

const handlers: Record<OpKind, Handler> = {
  add_block: addBlock,
  remove_blocks: removeBlocks,
  rename_block: renameBlock,
  set_type: setType,
  set_parameter: setParameter,
  clear_parameter: clearParameter,
  set_target: setTarget,
  remove_branch: removeBranch,
  add_condition: addCondition,
  set_condition: setCondition,
  move_condition: moveCondition,
  remove_condition: removeCondition,
  move_block: moveBlock,
  set_start: setStart,
  set_metadata: setMetadata,
  clear_metadata: clearMetadata,
  add_note: addNote,
  set_note: setNote,
  remove_note: removeNote,
  replace,
};

const table: ReadonlyMap<string, Handler> = new Map(Object.entries(handlers));

/** Applies a batch to the document in the slot. */
export function applyOps(slot: Slot, ops: readonly Op[]): Applied | Rejected {
  const edit = new Edit(slot);
  for (let i = 0; i < ops.length; i++) {
    const op = ops[i];
    if (op === undefined) continue;
    try {
      applyOne(edit, op);
    } catch (error) {
      takeBack(slot, edit.journal.steps, edit.touched);
      if (!(error instanceof Refusal)) throw error;
      return { rejected: { code: error.code, message: error.message, op: i, block: error.block } };
    }
  }
  regroup(edit.doc, edit.touched);
  return { inverse: edit.inverses.reverse().flat(), touched: edit.touched, journal: edit.journal.steps };
}

/** What the batch means for blocks of several actions: their blocks changed too, or they belong to others now. */
function regroup(doc: Doc, touched: Touched): void {
  for (const id of doc.groups.settle()) touched.blocks.add(id);
}

/** Unwinds what a batch did, and reads what it touched anew. */
export function takeBack(slot: Slot, steps: readonly (() => void)[], touched: Touched): void {
  unwind(steps);
  const doc = slot.get();
  for (const set of [touched.blocks, touched.added, touched.removed, touched.moved]) {
    for (const id of set) {
      const entry = doc.entries.get(id);
      if (entry !== undefined) doc.reindex(entry);
    }
  }
  regroup(doc, touched);
}

function applyOne(edit: Edit, op: Op): void {
  const handler = table.get(op.op);
  if (handler === undefined) throw new Refusal("unknown_op", "This kind of edit is not known.");
  if (op.op !== "replace" && !edit.doc.editable) {
    throw new Refusal("not_editable", "Files of this format can be looked at, not edited.", op.id ?? "");
  }
  if (op.prune !== undefined && !(Number.isSafeInteger(op.prune) && op.prune >= 0)) {
    throw badOp(op, "removes no possible number of containers");
  }
  handler(edit, op);
}

function replace(edit: Edit, op: Op): void {
  const before = edit.doc;
  edit.undoneBy({ op: "replace", text: before.broken ?? toText(before.root) });
  edit.slot.set(new Doc(op.text ?? ""));
  edit.journal.note(() => edit.slot.set(before));
  edit.touched.all = true;
}
