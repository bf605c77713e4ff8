/**
 * This client's copy of the flow: which revision it is, who this client is, and
 * what of its own is not confirmed. It takes in what the server says and knows
 * nothing of connections or panels. Where a method answers "behind" something
 * was not heard, and reconnecting tells it; where it answers "lost" the copy is
 * not what the server has, and the whole text must be asked for.
 */
import type { Flow } from "../model/flow";
import { encodeOps, type Op, type Rejection } from "../model/op";
import { addTouched } from "../model/touched";
import { noTouch, type Touched } from "../model/types";
import { History, type HistoryEntry } from "./history";
import type { Kept } from "./keep";
import type { Ack, LoggedBatch, Welcome } from "./messages";
import { type Pending, Rebase } from "./rebase";

export type Lost = "lost" | "behind";

/** What a welcome came to. */
export interface CaughtUp {
  readonly touched: Touched;
  /** Batches that are not in the log although later ones are: they were rejected while nobody listened. */
  readonly refused: readonly Pending[];
}

export class Replica {
  readonly rebase: Rebase;
  readonly history = new History();
  client = "";
  /** The number of the next own batch. */
  next = 1;
  revision = 0;
  epoch = "";
  /** Whether there is a flow at all. */
  loaded = false;

  constructor(flow: Flow) {
    this.rebase = new Rebase(flow);
  }

  /** Goes on as the client that was kept. Its batches have no effect until there is a flow. */
  restore(kept: Kept): void {
    this.client = kept.client;
    this.next = kept.next;
    this.history.undoable = kept.undo;
    this.history.redoable = kept.redo;
    for (const one of kept.pending) this.rebase.pushAnyway(one);
  }

  /** Applies and queues an edit; text is its wire form. */
  edit(ops: readonly Op[], text: string, label: string): Pending | Rejection {
    const one = this.batch(ops, text, undefined, label);
    const rejection = this.rebase.push(one);
    if (rejection !== undefined) return rejection;
    this.next++;
    this.history.edited({ seq: one.seq, label, inverse: undefined });
    return one;
  }

  /** Queues the undo of the newest entry of one list and notes it in the other. */
  takeBack(from: HistoryEntry[], to: HistoryEntry[], verb: string): Pending | undefined {
    const entry = from.pop();
    if (entry === undefined) return undefined;
    const inverse = this.rebase.find(entry.seq)?.applied?.inverse ?? entry.inverse ?? [];
    const one = this.batch(inverse, encodeOps(inverse), entry.seq, `${verb} “${entry.label}”`);
    this.rebase.pushAnyway(one);
    this.next++;
    to.push({ seq: one.seq, label: entry.label, inverse: undefined });
    return one;
  }

  private batch(ops: readonly Op[], text: string, undoes: number | undefined, label: string): Pending {
    return {
      seq: this.next,
      ops: [...ops],
      text,
      base: this.revision,
      undoes,
      label,
      applied: undefined,
      sent: false,
    };
  }

  /** Stale: batches that the server is known not to have taken. */
  welcome(message: Welcome, stale: ReadonlySet<number>): CaughtUp | Lost {
    const { content } = message;
    const out = content === undefined ? this.catchUp(message) : this.reload(message, content, stale);
    if (typeof out === "string") return out;
    this.epoch = message.epoch;
    this.next = Math.max(this.next, message.acked + 1);
    return out;
  }

  private reload(message: Welcome, content: string, stale: ReadonlySet<number>): CaughtUp {
    this.loaded = true;
    this.revision = message.revision;
    const refused = this.rebase.pending.filter((one) => one.seq <= message.acked && stale.has(one.seq));
    for (const one of refused) this.history.forget(one.seq);
    return { touched: this.rebase.reload(content, (one) => one.seq > message.acked), refused };
  }

  /** Takes in what happened since the last revision. Own batches among it are acknowledgements that got lost. */
  private catchUp(message: Welcome): CaughtUp | Lost {
    if (!this.loaded || message.epoch !== this.epoch) return "lost";
    const touched = noTouch();
    for (const logged of message.missed ?? []) {
      const step = this.takeIn(logged);
      if (typeof step === "string") return "lost";
      addTouched(touched, step);
    }
    if (this.revision !== message.revision) return "lost";
    const refused = this.rebase.pending.filter((one) => one.seq <= message.acked);
    for (const one of refused) addTouched(touched, this.reject(one));
    return { touched, refused };
  }

  /** Takes in the next batch of the log, whoever made it. */
  takeIn(logged: LoggedBatch): Touched | Lost {
    if (logged.revision <= this.revision) return noTouch();
    if (logged.revision !== this.revision + 1) return "behind";
    const own = this.own(logged);
    const touched = own === undefined ? this.rebase.remote(logged.ops) : this.confirm(own, logged.ops);
    if (touched === undefined) return "lost";
    this.revision = logged.revision;
    return touched;
  }

  private own({ client, seq }: LoggedBatch): Pending | undefined {
    if (client === this.client) return this.rebase.find(seq);
    return this.rebase.pending.find(({ formerly }) => formerly?.client === client && formerly.seq === seq);
  }

  /** The server confirmed a batch. Undefined when the answer is one that this client had before. */
  ack(message: Ack): Touched | Lost | undefined {
    const one = this.rebase.find(message.seq);
    if (one === undefined) return message.revision > this.revision ? "behind" : undefined;
    // Answers come in order: one that overtakes another means that the other got lost.
    if (message.revision !== this.revision + 1 || this.rebase.pending[0] !== one) return "behind";
    const touched = this.confirm(one, message.ops);
    if (touched === undefined) return "lost";
    this.revision = message.revision;
    return touched;
  }

  private confirm(one: Pending, ops: readonly Op[] | undefined): Touched | undefined {
    // What an undo did, only the server knows, unless this client still has the inverse.
    if (ops === undefined && one.undoes !== undefined && one.ops.length === 0) return undefined;
    const same = ops === undefined || (one.applied !== undefined && encodeOps(ops) === one.text);
    const touched = this.rebase.confirm(one, same ? undefined : ops);
    const entry = this.history.find(one.seq);
    if (entry !== undefined) entry.inverse = one.applied?.inverse;
    return touched;
  }

  /** The server refused a batch: it is as if it had not been. */
  reject(one: Pending): Touched {
    this.history.forget(one.seq);
    return this.rebase.drop(one);
  }

  /** This tab is another client from now on. What was confirmed under the old name cannot be undone any more. */
  rename(client: string): void {
    const numbers = new Map<number, number>();
    let next = 1;
    for (const one of this.rebase.pending) {
      if (one.sent) one.formerly = { client: this.client, seq: one.seq };
      numbers.set(one.seq, next);
      one.seq = next++;
      one.sent = false;
    }
    for (const one of this.rebase.pending) {
      if (one.undoes !== undefined) one.undoes = numbers.get(one.undoes) ?? one.undoes;
    }
    this.history.renumber(numbers);
    this.client = client;
    this.next = next;
  }
}
