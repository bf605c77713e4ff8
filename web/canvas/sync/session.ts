import { type Signal, signal } from "@preact/signals";
import { Flow } from "../model/flow";
import type { Op, Rejection } from "../model/op";
import type { Touched } from "../model/types";
import type { Diagnostic, FlowInfo, Notice, Peer, Status } from "./types";

/** A live session on one flow: its model, what is not saved yet, and the connection. */
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

  /** Applies at once, then sends. The rejection says why nothing happened. The label names it for people. */
  edit(_ops: Op[], _label: string): Rejection | undefined {
    return undefined;
  }
  undo(): void {}
  redo(): void {}
  /** Sends what is being typed now. */
  flush(): void {}
  /** Resolves when everything is acknowledged; false when that cannot happen now (offline, ended). */
  settled(): Promise<boolean> {
    return Promise.resolve(true);
  }
  on(event: "change", handler: (touched: Touched) => void): () => void;
  on(event: "notice", handler: (notice: Notice) => void): () => void;
  on(_event: string, _handler: unknown): () => void {
    return () => {};
  }
  close(): void {}
}
