/** What a tab keeps over a reload: who it is, its unconfirmed batches, its history, and what is being typed. */
import { arrayAt, type Json, numberAt, object, objectAt, parseJson, textAt, toText } from "../model/json";
import { decodeOps, encodeOps } from "../model/op";
import type { HistoryEntry } from "./history";
import type { Pending } from "./rebase";

/** The part of Storage that is used. */
export interface KeyValue {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Kept {
  readonly client: string;
  /** The page was open when this was written: either it crashed, or another tab is a copy of it. */
  readonly open: boolean;
  readonly next: number;
  readonly undo: HistoryEntry[];
  readonly redo: HistoryEntry[];
  readonly pending: Pending[];
}

/** The small part of Kept that changes with every batch; batches are kept one by one. */
export interface Head {
  readonly client: string;
  readonly open: boolean;
  readonly next: number;
  readonly undo: readonly HistoryEntry[];
  readonly redo: readonly HistoryEntry[];
  readonly pending: readonly Pending[];
}

export class Keeper {
  private readonly prefix: string;
  private readonly written = new Set<number>();

  constructor(
    private readonly storage: KeyValue,
    flowId: string,
  ) {
    this.prefix = `switchyard.live.${flowId}`;
  }

  load(): Kept | undefined {
    const head = this.read(this.prefix);
    const client = textAt(head, "client");
    if (client === "") return undefined;
    const pending: Pending[] = [];
    for (const item of arrayAt(head, "pending") ?? []) {
      const batch = typeof item === "number" ? this.loadBatch(item) : undefined;
      if (batch === undefined) break;
      pending.push(batch);
    }
    return {
      client,
      open: head instanceof Map && head.get("open") === true,
      next: numberAt(head, "next") ?? 1,
      undo: historyOf(arrayAt(head, "undo")),
      redo: historyOf(arrayAt(head, "redo")),
      pending,
    };
  }

  private loadBatch(seq: number): Pending | undefined {
    const json = this.read(this.batchKey(seq));
    const ops = decodeOps(arrayAt(json, "ops"));
    if (ops === undefined) return undefined;
    this.written.add(seq);
    const about = objectAt(json, "about");
    return {
      seq,
      ops,
      text: encodeOps(ops),
      base: numberAt(about, "base") ?? 0,
      undoes: numberAt(about, "undoes"),
      label: textAt(about, "label"),
      applied: undefined,
      sent: false,
    };
  }

  /** Writes the state; a batch is written once and removed when it is no longer pending. */
  save(head: Head): void {
    const wanted = new Set(head.pending.map((batch) => batch.seq));
    for (const batch of head.pending) {
      if (this.written.has(batch.seq)) continue;
      this.writeText(this.batchKey(batch.seq), batchText(batch));
      this.written.add(batch.seq);
    }
    this.write(
      this.prefix,
      object(
        ["client", head.client],
        ["open", head.open],
        ["next", head.next],
        ["undo", head.undo.map(entryJson)],
        ["redo", head.redo.map(entryJson)],
        ["pending", [...wanted]],
      ),
    );
    for (const seq of this.written) {
      if (wanted.has(seq)) continue;
      this.written.delete(seq);
      this.remove(this.batchKey(seq));
    }
  }

  /** Forgets everything: what was kept belongs to another tab. */
  forget(): void {
    const head = this.read(this.prefix);
    for (const seq of arrayAt(head, "pending") ?? []) this.remove(this.batchKey(Number(seq)));
    this.remove(this.prefix);
    this.remove(this.typedKey);
    this.written.clear();
  }

  /** Fields that were being typed and not sent: name → text. */
  typed(): Map<string, string> {
    const out = new Map<string, string>();
    const json = this.read(this.typedKey);
    if (json instanceof Map)
      for (const [name, text] of json) if (typeof text === "string") out.set(name, text);
    return out;
  }

  saveTyped(fields: ReadonlyMap<string, string>): void {
    if (fields.size === 0) this.remove(this.typedKey);
    else this.write(this.typedKey, new Map<string, Json>(fields));
  }

  private get typedKey(): string {
    return `${this.prefix}.typed`;
  }

  private batchKey(seq: number): string {
    return `${this.prefix}.${seq}`;
  }

  private read(key: string): Json | undefined {
    try {
      const text = this.storage.getItem(key);
      return text === null ? undefined : parseJson(text);
    } catch {
      // Storage may be switched off, or hold what another program wrote: then nothing was kept.
      return undefined;
    }
  }

  private write(key: string, json: Json): void {
    this.writeText(key, toText(json));
  }

  private writeText(key: string, text: string): void {
    try {
      this.storage.setItem(key, text);
    } catch {
      // Storage is full or switched off: the batch lives in memory and is still sent.
    }
  }

  private remove(key: string): void {
    try {
      this.storage.removeItem(key);
    } catch {
      // As in write.
    }
  }
}

function batchText(batch: Pending): string {
  const about = object(["label", batch.label], ["base", batch.base]);
  if (batch.undoes !== undefined) about.set("undoes", batch.undoes);
  return `{"about":${toText(about)},"ops":${batch.text}}`;
}

function entryJson(entry: HistoryEntry): Json {
  return object(["seq", entry.seq], ["label", entry.label]);
}

function historyOf(list: readonly Json[] | undefined): HistoryEntry[] {
  return (list ?? []).flatMap((item) => {
    const seq = numberAt(item, "seq");
    return seq === undefined ? [] : [{ seq, label: textAt(item, "label"), inverse: undefined }];
  });
}
