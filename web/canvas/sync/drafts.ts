/**
 * Text being typed in fields. It is sent after a pause, when the focus leaves
 * and when the page goes; until then it is kept over a crash.
 */
import type { Keeper } from "./keep";
import type { Timers } from "./link";

/** From the last key press to sending, in milliseconds. */
export const pause = 300;

interface Draft {
  text: string;
  send: (text: string) => void;
  timer: unknown;
}

export class FieldDrafts {
  private readonly drafts = new Map<string, Draft>();
  /** What was typed before the page went, by field, until the field takes it up. */
  private left: Map<string, string>;

  constructor(
    private readonly keeper: Keeper,
    private readonly timers: Timers,
    private readonly changed: () => void,
  ) {
    this.left = keeper.typed();
  }

  /** How many fields hold text that is not sent. */
  get size(): number {
    return this.drafts.size;
  }

  /** Something was typed. With onFlushOnly it waits for flush, however long that takes. */
  type(name: string, text: string, send: (text: string) => void, onFlushOnly = false): void {
    const old = this.drafts.get(name);
    if (old !== undefined) this.timers.clear(old.timer);
    const timer = onFlushOnly ? undefined : this.timers.set(() => this.flush(name), pause);
    this.drafts.set(name, { text, send, timer });
    this.left.delete(name);
    this.keep();
    this.changed();
  }

  /** Sends one field now. */
  flush(name: string): void {
    const draft = this.drafts.get(name);
    if (draft === undefined) return;
    this.timers.clear(draft.timer);
    this.drafts.delete(name);
    draft.send(draft.text);
    this.keep();
    this.changed();
  }

  /** Sends everything now. */
  flushAll(): void {
    for (const name of [...this.drafts.keys()]) this.flush(name);
  }

  /** Gives up what was typed in a field. */
  discard(name: string): void {
    const draft = this.drafts.get(name);
    if (draft === undefined) return;
    this.timers.clear(draft.timer);
    this.drafts.delete(name);
    this.keep();
    this.changed();
  }

  /** Text that was typed in this field before a crash and never sent; given once. */
  recovered(name: string): string | undefined {
    const text = this.left.get(name);
    this.left.delete(name);
    return text;
  }

  /** Forgets what was kept: it belongs to another tab. */
  forgetLeft(): void {
    this.left = new Map();
  }

  private keep(): void {
    const all = new Map(this.left);
    for (const [name, draft] of this.drafts) all.set(name, draft.text);
    this.keeper.saveTyped(all);
  }
}
