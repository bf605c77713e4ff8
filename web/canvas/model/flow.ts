import { applyOps, takeBack } from "./apply/apply";
import { Doc } from "./doc";
import { arrayAt, type Json, type JsonObject, member, numberAt, objectAt, textAt } from "./json";
import type { Op } from "./op";
import type {
  Applied,
  Block,
  FlowReader,
  Format,
  Inbound,
  Note,
  Output,
  Point,
  Rejected,
  Touched,
} from "./types";

/**
 * The canvas model of a flow. It changes through operations only, with the
 * meaning that they have on the server: the same operations on the same flow
 * give the same flow (compared as canonical JSON).
 */
export class Flow implements FlowReader {
  private doc: Doc;

  private constructor(text: string) {
    this.doc = new Doc(text);
  }

  /** Never fails: what is no flow gives a flow without blocks that cannot be edited. */
  static parse(text: string): Flow {
    return new Flow(text);
  }

  /** Reads other content into this object. What was applied before cannot be reverted any more. */
  load(text: string): void {
    this.doc = new Doc(text);
  }

  get format(): Format {
    return this.doc.format;
  }

  get editable(): boolean {
    return this.doc.editable;
  }

  get size(): number {
    return this.doc.entries.size - this.doc.groups.inside;
  }

  get entry(): Point {
    return this.doc.entryPoint();
  }

  start(): string {
    return this.doc.start();
  }

  blocks(): Iterable<Block> {
    return this.doc.blocks();
  }

  block(id: string): Block | undefined {
    return this.doc.block(id);
  }

  action(id: string): Block | undefined {
    return this.doc.action(id);
  }

  actions(): Iterable<Block> {
    return this.doc.actions();
  }

  blockOf(id: string): string {
    return this.doc.groups.headOf(id);
  }

  outputs(id: string): readonly Output[] {
    return this.doc.block(id)?.outputs ?? [];
  }

  inbound(id: string): Inbound[] {
    return this.doc.inbound(id);
  }

  notes(): Note[] {
    const out: Note[] = [];
    for (const json of arrayAt(objectAt(this.doc.root, "Metadata"), "Annotations") ?? []) {
      if (json instanceof Map) out.push(noteOf(json, this.blockOf(textAt(json, "actionId"))));
    }
    return out;
  }

  actionJson(id: string): JsonObject | undefined {
    return this.doc.entries.get(id)?.node;
  }

  parameter(id: string, path: readonly string[]): Json | undefined {
    let at: Json | undefined = this.doc.entries.get(id)?.node.get("Parameters");
    for (const step of path) at = Array.isArray(at) ? at[Number(step)] : member(at, step);
    return at;
  }

  metadata(id: string): JsonObject | undefined {
    return this.doc.actionMetadata(id);
  }

  toJson(): JsonObject {
    return this.doc.root;
  }

  /** Applies a batch: all operations in their order, or none. */
  apply(ops: readonly Op[]): Applied | Rejected {
    return applyOps(this.slot, ops);
  }

  /**
   * Takes back an application exactly, as if it had not been. Only the newest
   * one that still stands can be taken back: last in, first out.
   */
  revert(applied: Applied): Touched {
    takeBack(this.slot, applied.journal, applied.touched);
    const { added, removed, renamed, ...rest } = applied.touched;
    const back = new Map([...renamed].map(([from, to]) => [to, from]));
    return { ...rest, added: new Set(removed), removed: new Set(added), renamed: back };
  }

  /** Where `replace` puts another document. */
  private readonly slot = {
    get: (): Doc => this.doc,
    set: (doc: Doc): void => {
      this.doc = doc;
    },
  };
}

function noteOf(json: JsonObject, block: string): Note {
  const position = objectAt(json, "position");
  const size = objectAt(json, "size");
  return {
    id: textAt(json, "id"),
    text: textAt(json, "content"),
    x: numberAt(position, "x") ?? 0,
    y: numberAt(position, "y") ?? 0,
    width: numberAt(size, "width") ?? 300,
    height: numberAt(size, "height") ?? 295,
    folded: json.get("isFolded") === true,
    block,
  };
}
