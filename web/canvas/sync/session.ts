import { batch, type Signal, signal } from "@preact/signals";
import { Flow } from "../model/flow";
import { encodeOps, type Op, type Rejection } from "../model/op";
import { addTouched } from "../model/touched";
import { noTouch, type Touched } from "../model/types";
import { FieldDrafts } from "./drafts";
import { History, type HistoryEntry } from "./history";
import { Keeper, type KeyValue } from "./keep";
import { Link, type SocketFactory, type Timers } from "./link";
import {
  type Ack,
  type AppliedByOther,
  decodeMessage,
  editFrame,
  type LoggedBatch,
  pingFrame,
  type Reject,
  type ServerMessage,
  undoFrame,
  type Welcome,
} from "./messages";
import { type Pending, Rebase } from "./rebase";
import type { TabGuard } from "./tab";
import type { Diagnostic, FlowInfo, Notice, Peer, Status } from "./types";
import { statusWords } from "./words";

export interface SessionOptions {
  /** Path or address of the flow's websocket. */
  readonly url: string;
  readonly flowId: string;
  /** One for each tab: session storage. */
  readonly storage: KeyValue;
  readonly socketFactory: SocketFactory;
  readonly timers: Timers;
  readonly tabs: TabGuard;
  /** Makes the name of a client. */
  readonly newId: () => string;
}

/** Frames larger than this are refused by the server (4 MiB), with room for the envelope. */
const frameAtMost = 4 * 1024 * 1024 - 1024;
/** Batches on their way at most; the rest waits for answers. */
const inFlightAtMost = 32;
/** Close codes of the protocol. */
const sessionEnded = 4401;
const flowGone = 4404;
/** The server could not read what it got; twice more might be chance, then it is a fault. */
const badFrame: ReadonlySet<number> = new Set([1003, 1007, 1008, 1009]);
const badFramesAtMost = 3;

/**
 * A live session on one flow: the model with this person's unconfirmed edits in
 * it, the connection, and what is kept over a reload.
 *
 * An edit applies at once and is sent; it counts as saved when the server
 * acknowledged it, and never before. Batches are numbered without gaps, so that
 * sending one again after a lost connection cannot apply it twice.
 */
export class Session {
  /** One object for the whole life of the session; its content follows the server. */
  readonly flow: Flow = Flow.parse("");
  readonly status: Signal<Status> = signal("connecting");
  /** The state of saving in words: "Saved", "Saving…", "Offline — 3 changes kept here". */
  readonly statusText: Signal<string> = signal("Connecting…");
  /** Batches that the server has not acknowledged, and fields still being typed. */
  readonly pendingCount: Signal<number> = signal(0);
  readonly canEdit: Signal<boolean> = signal(false);
  readonly canUndo: Signal<boolean> = signal(false);
  readonly canRedo: Signal<boolean> = signal(false);
  /** The newest revision that this client has. */
  readonly revision: Signal<number> = signal(0);
  readonly diagnostics: Signal<readonly Diagnostic[]> = signal([]);
  readonly diagnosticsRevision: Signal<number> = signal(0);
  readonly peers: Signal<readonly Peer[]> = signal([]);
  readonly info: Signal<FlowInfo | null> = signal(null);
  /** Text being typed in fields. */
  readonly drafts: FieldDrafts;

  private readonly rebase = new Rebase(this.flow);
  private readonly history = new History();
  private readonly keeper: Keeper;
  private readonly link: Link;
  private client = "";
  private next = 1;
  private epoch = "";
  private welcomed = false;
  private hasContent = false;
  /** The next welcome must bring the whole text: what is here is not trusted. */
  private wantAll = false;
  private failed = false;
  private over: "ended" | "gone" | undefined;
  private badFrames = 0;
  private readonly staleSeqs = new Set<number>();
  private open = true;
  private release: () => void = () => {};
  private readonly changeHandlers = new Set<(touched: Touched) => void>();
  private readonly noticeHandlers = new Set<(notice: Notice) => void>();
  private waiters: ((saved: boolean) => void)[] = [];
  private closed = false;

  constructor(private readonly options: SessionOptions) {
    this.keeper = new Keeper(options.storage, options.flowId);
    this.drafts = new FieldDrafts(this.keeper, options.timers, () => this.refresh());
    this.link = new Link(options.socketFactory, options.timers, {
      url: () => this.address(),
      message: (text) => this.receive(text),
      down: (code) => this.down(code),
      ping: pingFrame,
    });
  }

  /** Finds out who this tab is and connects. */
  async start(): Promise<void> {
    const kept = this.keeper.load();
    const copied = kept?.open === true && (await this.options.tabs.heldElsewhere(kept.client));
    if (this.closed) return;
    if (kept === undefined || copied) {
      this.keeper.forget();
      this.drafts.forgetLeft();
      this.client = this.options.newId();
    } else {
      this.client = kept.client;
      this.next = kept.next;
      this.history.undoable = kept.undo;
      this.history.redoable = kept.redo;
      for (const one of kept.pending) this.rebase.pushAnyway(one);
    }
    this.release = this.options.tabs.hold(this.client);
    this.save();
    this.refresh();
    this.link.start();
  }

  /** Applies at once, then sends. The rejection says why nothing happened. The label names the edit for people. */
  edit(ops: readonly Op[], label: string): Rejection | undefined {
    if (ops.length === 0) return undefined;
    const refusal = this.refusal(ops);
    if (refusal !== undefined) return refusal;
    const one: Pending = {
      seq: this.next,
      ops: [...ops],
      undoes: undefined,
      label,
      applied: undefined,
      sent: false,
    };
    const rejection = this.rebase.push(one);
    if (rejection !== undefined) return rejection;
    this.history.edited({ seq: one.seq, label, inverse: undefined });
    this.queued(one);
    return undefined;
  }

  private refusal(ops: readonly Op[]): Rejection | undefined {
    if (this.over !== undefined) return rejected(this.over, statusWords(this.over, 0));
    if (!this.hasContent) return rejected("not_ready", "The flow is still loading.");
    if (!this.canEdit.value) return rejected("read_only", "This flow is read only here.");
    if (tooLarge(ops)) return rejected("too_large", "This change is too large to send in one piece.");
    return undefined;
  }

  /** Takes back the newest own edit. The server decides what that means when others edited since. */
  undo(): void {
    this.drafts.flushAll();
    this.takeBack(this.history.undoable, this.history.redoable, "Undo");
  }

  /** Takes back the newest undo. */
  redo(): void {
    this.drafts.flushAll();
    this.takeBack(this.history.redoable, this.history.undoable, "Redo");
  }

  private takeBack(from: HistoryEntry[], to: HistoryEntry[], verb: string): void {
    if (!this.canEdit.value || this.over !== undefined) return;
    const entry = from.pop();
    if (entry === undefined) return;
    const inverse = this.rebase.find(entry.seq)?.applied?.inverse ?? entry.inverse ?? [];
    const one: Pending = {
      seq: this.next,
      ops: [...inverse],
      undoes: entry.seq,
      label: `${verb} “${entry.label}”`,
      applied: undefined,
      sent: false,
    };
    this.rebase.pushAnyway(one);
    to.push({ seq: one.seq, label: entry.label, inverse: undefined });
    this.queued(one);
  }

  private queued(one: Pending): void {
    this.next++;
    this.save();
    this.sendWaiting();
    this.refresh();
    if (one.applied !== undefined) this.emit(one.applied.touched);
  }

  /** Sends what is being typed now. */
  flush(): void {
    this.drafts.flushAll();
  }

  /** Resolves true when everything is acknowledged; false when that cannot happen now. */
  settled(): Promise<boolean> {
    this.flush();
    const now = this.outcome();
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  private outcome(): boolean | undefined {
    if (this.over !== undefined || this.status.value === "offline") return false;
    return this.welcomed && this.pendingCount.value === 0 ? true : undefined;
  }

  on(event: "change", handler: (touched: Touched) => void): () => void;
  on(event: "notice", handler: (notice: Notice) => void): () => void;
  on(
    event: "change" | "notice",
    handler: ((touched: Touched) => void) | ((notice: Notice) => void),
  ): () => void {
    const handlers: Set<unknown> = event === "change" ? this.changeHandlers : this.noticeHandlers;
    handlers.add(handler);
    return () => handlers.delete(handler);
  }

  /** The page is about to go, or may be: everything typed is sent, and the next page may be the same client. */
  suspend(): void {
    this.flush();
    this.open = false;
    this.save();
  }

  /** The page is back. */
  resume(): void {
    this.open = true;
    this.save();
    this.link.hurry();
  }

  /** The network is back, or somebody looks at the page: no reason to wait with the next try. */
  hurry(): void {
    this.link.hurry();
  }

  /** The sign-in ended, as somebody else found out. */
  end(why: "ended" | "gone"): void {
    this.over = why;
    this.link.stop();
    this.disconnected();
  }

  close(): void {
    this.suspend();
    this.closed = true;
    this.link.stop();
    this.release();
    this.settleWaiters(false);
  }

  private address(): string {
    const known = this.hasContent && !this.wantAll ? `&revision=${this.revision.value}` : "";
    const mark = this.options.url.includes("?") ? "&" : "?";
    return `${this.options.url}${mark}client=${encodeURIComponent(this.client)}${known}`;
  }

  private down(code: number): boolean {
    if (code === sessionEnded) this.over = "ended";
    else if (code === flowGone) this.over = "gone";
    else if (badFrame.has(code) && ++this.badFrames >= badFramesAtMost) this.over = "gone";
    this.failed = true;
    this.disconnected();
    return this.over === undefined;
  }

  private disconnected(): void {
    this.welcomed = false;
    for (const one of this.rebase.pending) one.sent = false;
    this.peers.value = [];
    this.refresh();
  }

  private receive(text: string): void {
    const message = decodeMessage(text);
    if (message === undefined) {
      this.lost();
      return;
    }
    batch(() => this.handle(message));
  }

  private handle(message: ServerMessage): void {
    if (message.type === "welcome") {
      this.onWelcome(message);
      return;
    }
    if (!this.welcomed) return;
    switch (message.type) {
      case "ack":
        this.onAck(message);
        return;
      case "applied":
        this.onApplied(message);
        return;
      case "reject":
        this.onReject(message);
        return;
      case "diagnostics":
        this.onDiagnostics(message.revision, message.items);
        return;
      case "presence":
        this.peers.value = message.peers;
        return;
      case "other":
        return;
    }
  }

  private onWelcome(message: Welcome): void {
    const otherEpoch = this.epoch !== "" && message.epoch !== this.epoch;
    const touched =
      message.content === undefined
        ? this.catchUp(message, otherEpoch)
        : this.reload(message, message.content);
    if (touched === undefined) {
      this.lost();
      return;
    }
    if (message.client !== "" && message.client !== this.client) this.rechristen(message.client);
    this.epoch = message.epoch;
    this.welcomed = true;
    this.wantAll = false;
    this.failed = false;
    this.link.healthy();
    this.next = Math.max(this.next, message.acked + 1);
    this.canEdit.value = message.canEdit;
    this.info.value = message.flow;
    this.onDiagnostics(message.diagnosticsRevision, message.diagnostics);
    this.save();
    this.sendWaiting();
    this.refresh();
    this.emit(touched);
  }

  private reload(message: Welcome, content: string): Touched {
    this.hasContent = true;
    this.revision.value = message.revision;
    return this.rebase.reload(content, (one) => one.seq > message.acked);
  }

  /** Takes in what happened since the last revision. Own batches among it are acknowledgements that got lost. */
  private catchUp(message: Welcome, otherEpoch: boolean): Touched | undefined {
    if (!this.hasContent || otherEpoch) return undefined;
    const touched = noTouch();
    for (const logged of message.missed ?? []) {
      const step = this.takeIn(logged);
      if (step === undefined) return undefined;
      addTouched(touched, step);
    }
    if (this.revision.value !== message.revision) return undefined;
    for (const one of this.rebase.pending.filter((batch) => batch.seq <= message.acked)) {
      // A later batch is in the log and this one is not: it was rejected, and the answer got lost.
      addTouched(touched, this.rebase.drop(one));
      this.history.forget(one.seq);
      this.tell({
        code: "lost",
        message: "This change did not fit what others changed meanwhile and was not applied.",
        label: one.label,
        block: "",
      });
    }
    return touched;
  }

  private takeIn(logged: LoggedBatch): Touched | undefined {
    if (logged.revision <= this.revision.value) return noTouch();
    if (logged.revision !== this.revision.value + 1) return undefined;
    const own = logged.client === this.client ? this.rebase.find(logged.seq) : undefined;
    const touched = own === undefined ? this.rebase.remote(logged.ops) : this.confirm(own, logged.ops);
    if (touched !== undefined) this.revision.value = logged.revision;
    return touched;
  }

  private confirm(one: Pending, ops: readonly Op[] | undefined): Touched | undefined {
    // What an undo did, only the server knows, unless this client still has the inverse.
    if (ops === undefined && one.undoes !== undefined && one.ops.length === 0) return undefined;
    const same = ops === undefined || (one.applied !== undefined && encodeOps(ops) === encodeOps(one.ops));
    const touched = this.rebase.confirm(one, same ? undefined : ops);
    const entry = this.history.find(one.seq);
    if (entry !== undefined) entry.inverse = one.applied?.inverse;
    this.staleSeqs.delete(one.seq);
    return touched;
  }

  private onAck(message: Ack): void {
    const one = this.rebase.find(message.seq);
    if (one === undefined) {
      if (message.revision > this.revision.value) this.lost();
      return;
    }
    if (message.revision !== this.revision.value + 1) {
      this.lost();
      return;
    }
    const touched = this.confirm(one, message.ops);
    if (touched === undefined) {
      this.lost();
      return;
    }
    this.badFrames = 0;
    this.revision.value = message.revision;
    this.answered(touched);
  }

  private onApplied(message: AppliedByOther): void {
    const touched = this.takeIn(message);
    if (touched === undefined) {
      this.lost();
      return;
    }
    this.emit(touched);
    this.refresh();
  }

  private onReject(message: Reject): void {
    const one = this.rebase.find(message.seq);
    if (one === undefined) return;
    if (message.code === "stale" && !this.staleSeqs.has(message.seq)) {
      this.staleSeqs.add(message.seq);
      this.lost();
      return;
    }
    this.staleSeqs.delete(message.seq);
    const touched = this.rebase.drop(one);
    this.history.forget(one.seq);
    if (one.undoes === undefined || message.code !== "nothing_to_undo") {
      this.tell({ code: message.code, message: message.message, label: one.label, block: message.block });
    }
    this.answered(touched);
  }

  private answered(touched: Touched): void {
    this.save();
    this.sendWaiting();
    this.refresh();
    this.emit(touched);
  }

  private onDiagnostics(revision: number, items: readonly Diagnostic[]): void {
    if (revision < this.diagnosticsRevision.value && !this.wantAll) return;
    this.diagnostics.value = items;
    this.diagnosticsRevision.value = revision;
  }

  /** This client lost track of the server's flow: it asks for the whole text. Own batches stay. */
  private lost(): void {
    this.wantAll = true;
    this.failed = true;
    this.diagnosticsRevision.value = 0;
    this.disconnected();
    this.link.again();
  }

  private rechristen(client: string): void {
    this.release();
    this.client = client;
    this.release = this.options.tabs.hold(client);
  }

  private sendWaiting(): void {
    if (!this.welcomed) return;
    let flying = this.rebase.pending.filter((one) => one.sent).length;
    for (const one of this.rebase.pending) {
      if (one.sent) continue;
      if (flying >= inFlightAtMost || !this.link.send(this.frame(one))) return;
      one.sent = true;
      flying++;
    }
  }

  private frame(one: Pending): string {
    const base = this.revision.value;
    return one.undoes === undefined
      ? editFrame(one.seq, base, one.ops)
      : undoFrame(one.seq, base, one.undoes);
  }

  private save(): void {
    if (this.client === "") return;
    this.keeper.save({
      client: this.client,
      open: this.open,
      next: this.next,
      undo: this.history.undoable,
      redo: this.history.redoable,
      pending: this.rebase.pending,
    });
  }

  /** Brings what panels see up to date. */
  private refresh(): void {
    batch(() => {
      const count = this.rebase.pending.length + this.drafts.size;
      this.pendingCount.value = count;
      this.canUndo.value = this.canEdit.value && this.history.undoable.length > 0;
      this.canRedo.value = this.canEdit.value && this.history.redoable.length > 0;
      this.status.value = this.statusNow(count);
      this.statusText.value = statusWords(this.status.value, count);
    });
    const outcome = this.outcome();
    if (outcome !== undefined) this.settleWaiters(outcome);
  }

  private statusNow(count: number): Status {
    if (this.over !== undefined) return this.over;
    if (!this.welcomed) return this.failed ? "offline" : "connecting";
    if (count > 0) return "saving";
    return this.canEdit.value && this.flow.editable ? "saved" : "read-only";
  }

  private settleWaiters(saved: boolean): void {
    const waiting = this.waiters;
    this.waiters = [];
    for (const resolve of waiting) resolve(saved);
  }

  private emit(touched: Touched): void {
    for (const handler of this.changeHandlers) handler(touched);
  }

  private tell(notice: Notice): void {
    for (const handler of this.noticeHandlers) handler(notice);
  }
}

function rejected(code: string, message: string): Rejection {
  return { code, message, op: 0, block: "" };
}

/** Text is at most three bytes for each UTF-16 unit: only what might be too large is counted. */
function tooLarge(ops: readonly Op[]): boolean {
  const text = encodeOps(ops);
  return text.length * 3 > frameAtMost && new TextEncoder().encode(text).length > frameAtMost;
}
