import { batch, type Signal, signal } from "@preact/signals";
import type { BlockGroup, GroupChange } from "../model/block-group";
import { Flow } from "../model/flow";
import { encodeOps, type Op, type Rejection } from "../model/op";
import { noTouch, type Touched } from "../model/types";
import { FieldDrafts } from "./drafts";
import { GroupList } from "./groups";
import type { HistoryEntry } from "./history";
import { Keeper, type KeyValue } from "./keep";
import { Link, type SocketFactory, type Timers } from "./link";
import {
  type Ack,
  type AppliedByOther,
  decodeMessage,
  editFrame,
  pingFrame,
  type Reject,
  type ServerMessage,
  undoFrame,
  type Welcome,
} from "./messages";
import type { Pending } from "./rebase";
import { type Lost, Replica } from "./replica";
import type { TabGuard } from "./tab";
import type { Diagnostic, FlowInfo, Notice, OwnEdit, Peer, Silenced, Status } from "./types";
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
  /** Makes the name of a client: a UUID. */
  readonly newId: () => string;
  /** A connection was refused before it stood. A page cannot see why; this may find out and call `end`. */
  readonly refused?: () => void;
}

/** What a session tells as it happens. */
export interface SessionEvents {
  /** The flow is another one, whoever changed it. */
  change: Touched;
  notice: Notice;
  /** This person edited, or took an edit back. */
  edited: OwnEdit;
  /** Somebody else edited. */
  others: Touched;
}

/** Frames larger than this are refused by the server (4 MiB), with room for the envelope. */
const frameAtMost = 4 * 1024 * 1024 - 1024;
/** Batches on their way at most; the rest waits for answers. */
const inFlightAtMost = 32;
/** Close codes of the protocol. */
const sessionEnded = 4401;
const flowGone = 4404;
const replaced = 4409;
/** One side does not understand the other, or cannot read the flow. Once may be chance. */
const isFault: ReadonlySet<number> = new Set([1003, 1007, 1008, 1009, 1011]);
const faultsAtMost = 3;

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
  /** What people silenced: it is in none of the diagnostics. */
  readonly silenced: Signal<readonly Silenced[]> = signal([]);
  readonly diagnosticsRevision: Signal<number> = signal(0);
  readonly peers: Signal<readonly Peer[]> = signal([]);
  readonly info: Signal<FlowInfo | null> = signal(null);
  /** Groups of blocks, which people made beside the flow. */
  readonly groups = new GroupList();
  /** Text being typed in fields. */
  readonly drafts: FieldDrafts;

  private readonly replica = new Replica(this.flow);
  private readonly keeper: Keeper;
  private readonly link: Link;
  private welcomed = false;
  /** The next welcome must bring the whole text: what is here is not trusted. */
  private wantAll = false;
  private failed = false;
  private over: "ended" | "gone" | undefined;
  private faults = 0;
  /** Batches that were found stale once and are sent again. */
  private readonly stale = new Set<number>();
  private open = true;
  private release: () => void = () => {};
  private readonly handlers: { readonly [E in keyof SessionEvents]: Set<(told: SessionEvents[E]) => void> } =
    {
      change: new Set(),
      notice: new Set(),
      edited: new Set(),
      others: new Set(),
    };
  private waiters: ((saved: boolean) => void)[] = [];
  private closed = false;

  constructor(private readonly options: SessionOptions) {
    this.keeper = new Keeper(options.storage, options.flowId);
    this.drafts = new FieldDrafts(this.keeper, options.timers, () => this.refresh());
    this.on("change", ({ renamed }) => this.groups.follow(renamed));
    this.link = new Link(options.socketFactory, options.timers, {
      url: () => this.address(),
      message: (text) => this.receive(text),
      down: (code, opened) => this.down(code, opened),
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
      this.replica.client = this.options.newId();
    } else {
      this.replica.restore(kept);
    }
    this.release = this.options.tabs.hold(this.replica.client);
    this.save();
    this.refresh();
    this.link.start();
  }

  /** Applies at once, then sends. The rejection says why nothing happened. The label names the edit for people. */
  edit(ops: readonly Op[], label: string): Rejection | undefined {
    if (ops.length === 0) return undefined;
    const text = encodeOps(ops);
    const refusal = this.refusal(text);
    if (refusal !== undefined) return refusal;
    const result = this.replica.edit(ops, text, label);
    if ("code" in result) return result;
    this.queued(result, "edit", label);
    return undefined;
  }

  /** Changes a group of blocks, for everybody; `after` are all of them then. The rejection says why nothing happened. */
  regroup(change: GroupChange, after: readonly BlockGroup[]): Rejection | undefined {
    const refusal = this.refusal("");
    if (refusal !== undefined) return refusal;
    if (!this.welcomed)
      return rejected("offline", "You are offline. Groups can be changed again once you are back.");
    this.groups.change(change, after, this.replica.revision);
    this.sendWaiting();
    return undefined;
  }

  private refusal(text: string): Rejection | undefined {
    if (this.over !== undefined) return rejected(this.over, statusWords(this.over, 0));
    if (!this.replica.loaded) return rejected("not_ready", "The flow is still loading.");
    if (!this.canEdit.value) return rejected("read_only", "This flow is read only here.");
    if (tooLarge(text)) return rejected("too_large", "This change is too large to send in one piece.");
    return undefined;
  }

  /** Takes back the newest own edit. The server decides what that means when others edited since. */
  undo(): void {
    this.drafts.flushAll();
    const { undoable, redoable } = this.replica.history;
    this.takeBack(undoable, redoable, "undo");
  }

  /** Takes back the newest undo. */
  redo(): void {
    this.drafts.flushAll();
    const { undoable, redoable } = this.replica.history;
    this.takeBack(redoable, undoable, "redo");
  }

  private takeBack(from: HistoryEntry[], to: HistoryEntry[], kind: "undo" | "redo"): void {
    if (!this.canEdit.value || this.over !== undefined) return;
    const label = from.at(-1)?.label ?? "";
    const one = this.replica.takeBack(from, to, kind === "undo" ? "Undo" : "Redo");
    if (one !== undefined) this.queued(one, kind, label);
  }

  private queued(one: Pending, kind: OwnEdit["kind"], label: string): void {
    this.save();
    this.sendWaiting();
    this.refresh();
    const touched = one.applied?.touched;
    this.emit("edited", { kind, label, touched: touched ?? noTouch() });
    if (touched !== undefined) this.emit("change", touched);
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

  on<E extends keyof SessionEvents>(event: E, handler: (told: SessionEvents[E]) => void): () => void {
    const handlers = this.handlers[event];
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

  /** The network is gone: the connection would only notice later. */
  lost(): void {
    this.link.lost();
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
    const { client, loaded, revision, epoch } = this.replica;
    const query = new URLSearchParams({ client });
    if (loaded && !this.wantAll) {
      query.set("revision", String(revision));
      query.set("epoch", epoch);
    }
    return `${this.options.url}${this.options.url.includes("?") ? "&" : "?"}${query}`;
  }

  /** The connection is gone; false when it is not to be made again. */
  private down(code: number, opened: boolean): boolean {
    if (code === sessionEnded) this.over = "ended";
    else if (code === flowGone) this.over = "gone";
    else if (code === replaced) this.becomeAnother(this.options.newId());
    else if (isFault.has(code) && ++this.faults >= faultsAtMost) this.over = "gone";
    this.failed = true;
    this.disconnected();
    if (!opened) this.options.refused?.();
    return this.over === undefined;
  }

  /** Another tab is this client, or the server gave another name: this tab goes on under that name. */
  private becomeAnother(client: string): void {
    this.release();
    this.keeper.forget();
    this.replica.rename(client);
    this.release = this.options.tabs.hold(client);
    this.save();
  }

  private disconnected(): void {
    this.welcomed = false;
    for (const one of this.replica.rebase.pending) one.sent = false;
    this.peers.value = [];
    this.refresh();
  }

  private receive(text: string): void {
    const message = decodeMessage(text);
    if (message === undefined) {
      this.again("lost");
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
        this.onDiagnostics(message.revision, message.items, message.silenced);
        return;
      case "presence":
        this.peers.value = message.peers;
        return;
      case "groups":
        this.groups.told(message.groups);
        return;
      case "group_refused":
        this.tell(message.code, message.message, undefined);
        return;
      case "other":
        return;
    }
  }

  private onWelcome(message: Welcome): void {
    if (message.client !== "" && message.client !== this.replica.client) this.becomeAnother(message.client);
    const result = this.replica.welcome(message, this.stale);
    if (typeof result === "string") {
      this.again(result);
      return;
    }
    // What was made on a revision that the server does not have is now made on the one it has.
    for (const one of this.replica.rebase.pending) if (this.stale.has(one.seq)) one.base = message.revision;
    this.welcomed = true;
    this.wantAll = false;
    this.failed = false;
    this.link.healthy();
    this.canEdit.value = message.canEdit;
    this.info.value = message.flow;
    this.onDiagnostics(message.diagnosticsRevision, message.diagnostics, message.silenced);
    this.groups.told(message.groups, true);
    this.answered(result.touched);
    for (const one of result.refused) {
      this.tell("lost", "This change did not fit what others changed meanwhile and was not applied.", one);
    }
  }

  private onAck(message: Ack): void {
    const one = this.replica.rebase.find(message.seq);
    const touched = this.replica.ack(message);
    if (touched === undefined) return;
    if (typeof touched === "string") {
      this.again(touched);
      return;
    }
    this.faults = 0;
    this.stale.delete(message.seq);
    this.answered(touched);
    if (message.skipped > 0) {
      this.tell("skipped", "Others changed some of it since; that was left as it is.", one);
    }
  }

  private onApplied(message: AppliedByOther): void {
    const touched = this.replica.takeIn(message);
    if (typeof touched === "string") {
      this.again(touched);
      return;
    }
    this.revision.value = this.replica.revision;
    this.emit("change", touched);
    if (message.client !== this.replica.client) this.emit("others", touched);
    this.refresh();
  }

  private onReject(message: Reject): void {
    const one = this.replica.rebase.find(message.seq);
    if (one === undefined) return;
    if (message.code === "stale" && !this.stale.has(message.seq)) {
      this.stale.add(message.seq);
      this.again("lost");
      return;
    }
    this.stale.delete(message.seq);
    const touched = this.replica.reject(one);
    this.answered(touched);
    // Where the edit itself was refused, its undo says nothing new.
    if (one.undoes === undefined || message.code !== "nothing_to_undo") {
      this.tell(message.code, message.message, one, message.block);
    }
  }

  private answered(touched: Touched): void {
    this.revision.value = this.replica.revision;
    this.save();
    this.sendWaiting();
    this.refresh();
    this.emit("change", touched);
  }

  private onDiagnostics(revision: number, items: readonly Diagnostic[], silenced: readonly Silenced[]): void {
    if (revision < this.diagnosticsRevision.value && !this.wantAll) return;
    this.diagnostics.value = items;
    this.silenced.value = silenced;
    this.diagnosticsRevision.value = revision;
  }

  /** Connects again: for what was not heard, or for the whole text. Own batches stay. */
  private again(why: Lost): void {
    if (why === "lost") {
      this.wantAll = true;
      this.diagnosticsRevision.value = 0;
    }
    this.failed = true;
    this.disconnected();
    this.link.again();
  }

  private sendWaiting(): void {
    if (!this.welcomed) return;
    let flying = this.replica.rebase.pending.filter((one) => one.sent).length;
    for (const one of this.replica.rebase.pending) {
      if (one.sent) continue;
      if (flying >= inFlightAtMost || !this.link.send(this.frame(one))) return;
      one.sent = true;
      flying++;
    }
    this.groups.send((frame) => this.link.send(frame));
  }

  private frame(one: Pending): string {
    return one.undoes === undefined
      ? editFrame(one.seq, one.base, one.text)
      : undoFrame(one.seq, one.base, one.undoes);
  }

  private save(): void {
    const { client, next, history } = this.replica;
    if (client === "") return;
    this.keeper.save({
      client,
      open: this.open,
      next,
      undo: history.undoable,
      redo: history.redoable,
      pending: this.replica.rebase.pending,
    });
  }

  /** Brings what panels see up to date. */
  private refresh(): void {
    batch(() => {
      const count = this.replica.rebase.pending.length + this.drafts.size;
      this.pendingCount.value = count;
      this.canUndo.value = this.canEdit.value && this.replica.history.undoable.length > 0;
      this.canRedo.value = this.canEdit.value && this.replica.history.redoable.length > 0;
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

  private emit<E extends keyof SessionEvents>(event: E, told: SessionEvents[E]): void {
    for (const handler of this.handlers[event]) handler(told);
  }

  private tell(code: string, message: string, about: Pending | undefined, block = ""): void {
    this.emit("notice", { code, message, label: about?.label ?? "", block });
  }
}

function rejected(code: string, message: string): Rejection {
  return { code, message, op: 0, block: "" };
}

/** Text is at most three bytes for each UTF-16 unit: only what might be too large is counted. */
function tooLarge(text: string): boolean {
  return text.length * 3 > frameAtMost && new TextEncoder().encode(text).length > frameAtMost;
}
