/**
 * What the server confirmed, with this client's own unconfirmed batches on top.
 * When something else happened first, the own batches are taken off, that is
 * applied, and they are put back. One that does not fit any more stays in the
 * queue without an effect: the server has the last word on it.
 */
import type { Flow } from "../model/flow";
import type { Op, Rejection } from "../model/op";
import { addTouched } from "../model/touched";
import { type Applied, isRejected, noTouch, type Touched } from "../model/types";

/** A batch that the server has not confirmed. */
export interface Pending {
  seq: number;
  /** What it was called when it was sent by a client that this tab no longer is. */
  formerly?: { readonly client: string; readonly seq: number };
  /** What it does, as far as this client knows: for an undo it is what the server will probably do. */
  ops: Op[];
  /** The operations in wire form, written once: a large paste is sent, kept and measured by it. */
  readonly text: string;
  /** The revision that it was made on: the server follows what others renamed since. */
  base: number;
  /** The batch that an undo takes back; undefined for an edit. */
  undoes: number | undefined;
  readonly label: string;
  /** Undefined while it has no effect here. */
  applied: Applied | undefined;
  sent: boolean;
}

export class Rebase {
  private queue: Pending[] = [];

  constructor(private readonly flow: Flow) {}

  get pending(): readonly Pending[] {
    return this.queue;
  }

  find(seq: number): Pending | undefined {
    return this.queue.find((one) => one.seq === seq);
  }

  /** Applies an edit on top and queues it. A rejected one is not queued. */
  push(batch: Pending): Rejection | undefined {
    const result = this.flow.apply(batch.ops);
    if (isRejected(result)) return result.rejected;
    batch.applied = result;
    this.queue.push(batch);
    return undefined;
  }

  /** Queues a batch whether or not it has an effect here. */
  pushAnyway(batch: Pending): void {
    if (this.push(batch) !== undefined) this.queue.push(batch);
  }

  /** Takes in another's batch. Undefined when it does not fit: this client has lost track. */
  remote(ops: readonly Op[]): Touched | undefined {
    const touched = this.takeOff();
    const result = this.flow.apply(ops);
    if (isRejected(result)) return undefined;
    addTouched(touched, result.touched);
    this.putBack(touched);
    return touched;
  }

  /**
   * The server confirmed the oldest batch, maybe as other operations. Undefined
   * when that does not fit: this client has lost track.
   */
  confirm(batch: Pending, ops: readonly Op[] | undefined): Touched | undefined {
    if (ops === undefined && batch.applied !== undefined && this.queue[0] === batch) {
      this.queue.shift();
      return noTouch();
    }
    const touched = this.takeOff();
    const result = this.flow.apply(ops ?? batch.ops);
    if (isRejected(result)) return undefined;
    batch.applied = result;
    addTouched(touched, result.touched);
    this.queue = this.queue.filter((one) => one !== batch);
    this.putBack(touched);
    return touched;
  }

  /** Drops a batch and its effect. */
  drop(batch: Pending): Touched {
    const touched = this.takeOff();
    this.queue = this.queue.filter((one) => one !== batch);
    this.putBack(touched);
    return touched;
  }

  /** Begins anew from the server's text, keeping the batches that `keep` names. */
  reload(text: string, keep: (batch: Pending) => boolean): Touched {
    this.flow.load(text);
    for (const one of this.queue) one.applied = undefined;
    this.queue = this.queue.filter(keep);
    const touched = noTouch();
    this.putBack(touched);
    touched.all = true;
    return touched;
  }

  private takeOff(): Touched {
    const touched = noTouch();
    for (let i = this.queue.length - 1; i >= 0; i--) {
      const one = this.queue[i];
      if (one?.applied === undefined) continue;
      addTouched(touched, this.flow.revert(one.applied));
      one.applied = undefined;
    }
    return touched;
  }

  private putBack(touched: Touched): void {
    for (const one of this.queue) {
      const result = this.flow.apply(one.ops);
      if (isRejected(result)) continue;
      one.applied = result;
      addTouched(touched, result.touched);
    }
  }
}
