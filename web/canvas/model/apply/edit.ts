/** One batch being applied: what it changed so far, how to take that back, and what undoes it. */
import type { Doc, Entry } from "../doc";
import { cloneJson, type Json, type JsonObject, textAt, toText } from "../json";
import type { Op } from "../op";
import { addRenamed } from "../touched";
import { Journal } from "../tree";
import { noTouch } from "../types";

/** Where the document itself stands, so that `replace` can put another one there. */
export interface Slot {
  get(): Doc;
  set(doc: Doc): void;
}

/** Ends a batch; becomes its rejection. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly block = "",
  ) {
    super(message);
  }
}

export class Edit {
  readonly journal = new Journal();
  readonly touched = noTouch();
  /** What undoes each operation so far. */
  readonly inverses: Op[][] = [];

  constructor(readonly slot: Slot) {}

  get doc(): Doc {
    return this.slot.get();
  }

  entry(id: string): Entry {
    const entry = this.doc.entries.get(id);
    if (entry === undefined) {
      throw new Refusal("unknown_block", `There is no block "${id}" in this flow any more.`, id);
    }
    return entry;
  }

  undoneBy(...ops: Op[]): void {
    this.inverses.push(ops);
  }

  /**
   * For what operations cannot put back: the text as it is now. Said before
   * the operation changes anything.
   */
  undoneByText(): void {
    this.undoneBy({ op: "replace", text: toText(this.doc.root) });
  }

  /** A block's content or branches changed. */
  mark(entry: Entry): void {
    this.touched.blocks.add(entry.id);
    this.doc.reindex(entry);
  }

  /** The blocks that lead to one are drawn anew: it came, went or has another name. */
  markSources(id: string): void {
    for (const source of this.doc.sourcesOf(id)) this.touched.blocks.add(source);
  }

  enter(id: string, node: JsonObject): void {
    const entry = this.doc.enter(id, node);
    if (entry === undefined) return;
    this.journal.note(() => this.drop(id));
    if (this.touched.removed.delete(id)) {
      this.touched.blocks.add(id);
      this.touched.moved.add(id);
    } else {
      this.touched.added.add(id);
    }
    this.markSources(id);
  }

  /** By name: taking back a later step may have made the entry anew. */
  private drop(id: string): void {
    const entry = this.doc.entries.get(id);
    if (entry !== undefined) this.doc.leave(entry);
  }

  /** Gives a block another identifier in the index. */
  rename(entry: Entry, to: string): void {
    const from = entry.id;
    this.doc.rename(entry, to);
    this.journal.note(() => {
      const now = this.doc.entries.get(to);
      if (now !== undefined) this.doc.rename(now, from);
    });
    addRenamed(this.touched.renamed, from, to);
    this.touched.blocks.delete(from);
    this.touched.moved.delete(from);
    if (!this.touched.added.delete(from)) this.touched.removed.add(from);
    if (!this.touched.removed.delete(to)) this.touched.added.add(to);
    this.touched.blocks.add(to);
    this.markSources(to);
    this.promote(from);
  }

  /** Of several blocks with one identifier the next counts when the first is gone. */
  private promote(id: string): void {
    if (!this.doc.hasStrays) return;
    const node = this.doc.strays().find((one) => textAt(one, "Identifier") === id);
    if (node !== undefined) this.enter(id, node);
  }

  leave(entry: Entry): void {
    const { id, node } = entry;
    this.doc.leave(entry);
    this.journal.note(() => this.doc.enter(id, node));
    this.touched.blocks.delete(id);
    this.touched.moved.delete(id);
    if (!this.touched.added.delete(id)) this.touched.removed.add(id);
  }
}

/**
 * Throws unless the field is there: an operation that cannot be understood is
 * refused whole. No identifier is empty; a value may be.
 */
export function need<T>(value: T | undefined, field: string, op: Op): T {
  if (value === undefined || (value === "" && field !== "value")) throw badOp(op, `needs "${field}"`);
  return value;
}

export function badOp(op: Op, why: string): Refusal {
  return new Refusal("bad_op", `The edit "${op.op}" ${why}.`, op.id ?? "");
}

/** A copy of a value that an operation brings or an inverse keeps. */
export function copy<T extends Json>(json: T): T {
  return cloneJson(json);
}

/** Refuses an index that is no position. */
export function checkIndex(op: Op): void {
  if (op.index === undefined || (Number.isSafeInteger(op.index) && op.index >= 0)) return;
  throw badOp(op, "has an index that is no position");
}

/** Where a new element goes: an index beyond the end means the end, others may have taken something out. */
export function insertAt(op: Op, length: number): number {
  checkIndex(op);
  return Math.min(op.index ?? length, length);
}
