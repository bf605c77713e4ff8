/**
 * A server of the live protocol in memory, over the same model, with wires that
 * deliver when a test says so and can be cut with frames on them.
 */
import { type BlockGroup, type GroupChange, regrouped } from "../model/block-group";
import { Flow } from "../model/flow";
import { type Json, numberAt, object, parseJson, textAt, toText } from "../model/json";
import { decodeOps, type Op, opToJson } from "../model/op";
import { isRejected } from "../model/types";
import type { KeyValue } from "./keep";
import type { Socket, Timers } from "./link";
import type { TabGuard } from "./tab";

export interface LogRow {
  readonly revision: number;
  readonly client: string;
  readonly seq: number;
  readonly ops: Op[];
  readonly inverse: readonly Op[];
}

export class FakeServer {
  readonly flow: Flow;
  readonly log: LogRow[] = [];
  readonly wires = new Set<Wire>();
  /** The text at revision `firstRevision`. */
  firstRevision = 1;
  canEdit = true;
  epoch = "1";
  /** Says why a batch is refused; undefined takes it. */
  judge: (client: string, seq: number) => string | undefined = () => undefined;
  /** A client that comes back after more batches gets the whole text. */
  mostMissed = Number.POSITIVE_INFINITY;
  groups: readonly BlockGroup[] = [];
  /** Whether changes of groups are refused. */
  keepsGroups = false;
  /** While false nobody gets through. */
  up = true;

  constructor(text: string) {
    this.flow = Flow.parse(text);
  }

  get revision(): number {
    return this.firstRevision + this.log.length;
  }

  /** Opens a wire, as a socket factory does. */
  connect(url: string): Socket {
    const query = new URL(url, "ws://server").searchParams;
    const wire = new Wire(this, query.get("client") ?? "", query.get("revision"), query.get("epoch"));
    this.wires.add(wire);
    return wire.socket;
  }

  /** Somebody without a tab edits: content put through the API. */
  replace(text: string): void {
    this.write(
      "00000000-0000-0000-0000-000000000000",
      1 + this.log.length,
      [{ op: "replace", text }],
      undefined,
    );
  }

  welcome(wire: Wire): void {
    const from = wire.revision === null ? undefined : Number(wire.revision);
    const resumable =
      from !== undefined &&
      from <= this.revision &&
      this.revision - from <= this.mostMissed &&
      wire.epoch === this.epoch;
    const own = this.log.filter((row) => row.client === wire.client).map((row) => row.seq);
    wire.tell(
      object(
        ["type", "welcome"],
        ["client", wire.client],
        ["revision", this.revision],
        ["epoch", this.epoch],
        ...(resumable ? [] : [["content", toText(this.flow.toJson())] as [string, Json]]),
        ["missed", resumable ? this.log.filter((row) => row.revision > from).map(rowJson) : null],
        ["acked", Math.max(0, ...own)],
        ["can_edit", this.canEdit],
        [
          "flow",
          object(["id", "f"], ["name", "Flow"], ["type", "CONTACT_FLOW"], ["format", this.flow.format]),
        ],
        ["diagnostics", []],
        ["diagnostics_revision", this.revision],
        ["groups", this.groupsJson()],
      ),
    );
    wire.welcomed = true;
  }

  private groupsJson(): Json {
    return parseJson(JSON.stringify(this.groups));
  }

  private regroup(wire: Wire, text: string): void {
    if (this.keepsGroups)
      wire.tell(object(["type", "group_refused"], ["code", "bad_group"], ["message", "No."]));
    else this.groups = regrouped(this.groups, JSON.parse(text) as GroupChange);
    for (const one of this.wires) one.tell(object(["type", "groups"], ["groups", this.groupsJson()]));
  }

  receive(wire: Wire, text: string): void {
    const json = parseJson(text);
    if (textAt(json, "type") === "group") {
      this.regroup(wire, text);
      return;
    }
    if (textAt(json, "type") === "ping") {
      wire.tell(object(["type", "pong"]));
      return;
    }
    const seq = numberAt(json, "seq") ?? 0;
    const known = this.log.find((row) => row.client === wire.client && row.seq === seq);
    const code = known === undefined ? this.refusal(wire.client, seq) : undefined;
    if (known !== undefined) wire.tell(ack(known));
    else if (code !== undefined) this.reject(wire, seq, code);
    else if (textAt(json, "type") === "undo") this.undo(wire, seq, numberAt(json, "batch") ?? 0);
    else this.edit(wire, seq, text, json);
  }

  private refusal(client: string, seq: number): string | undefined {
    const highest = Math.max(0, ...this.log.filter((row) => row.client === client).map((row) => row.seq));
    if (seq <= highest) return "stale";
    return this.canEdit ? this.judge(client, seq) : "read_only";
  }

  private edit(wire: Wire, seq: number, text: string, json: Json): void {
    const ops = decodeOps(json instanceof Map ? json.get("ops") : undefined);
    if (ops === undefined) throw new Error(`a bad frame: ${text}`);
    this.write(wire.client, seq, ops, wire);
  }

  private undo(wire: Wire, seq: number, batch: number): void {
    const row = this.log.find((one) => one.client === wire.client && one.seq === batch);
    if (row === undefined) this.reject(wire, seq, "nothing_to_undo");
    else this.write(wire.client, seq, [...row.inverse], wire, true);
  }

  private write(client: string, seq: number, ops: Op[], wire: Wire | undefined, undo = false): void {
    const result = this.flow.apply(ops);
    if (isRejected(result)) {
      if (wire !== undefined) this.reject(wire, seq, undo ? "superseded" : result.rejected.code);
      return;
    }
    const row = { revision: this.revision + 1, client, seq, ops, inverse: result.inverse };
    this.log.push(row);
    wire?.tell(ack(row, undo));
    for (const other of this.wires) {
      if (other !== wire && other.welcomed) other.tell(object(["type", "applied"], ...rowJson(row)));
    }
  }

  private reject(wire: Wire, seq: number, code: string): void {
    wire.tell(
      object(
        ["type", "reject"],
        ["seq", seq],
        ["code", code],
        ["message", `refused: ${code}`],
        ["revision", this.revision],
      ),
    );
  }

  /** Delivers everything until all is quiet. */
  settle(): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const wire of [...this.wires]) while (wire.step()) moved = true;
    }
  }

  /** Cuts every wire. */
  cut(code = 1006): void {
    for (const wire of [...this.wires]) wire.cut(code);
  }
}

function rowJson(row: LogRow): Map<string, Json> {
  return object(
    ["revision", row.revision],
    ["client", row.client],
    ["seq", row.seq],
    ["user", object(["id", "u"], ["name", "U"])],
    ["ops", row.ops.map(opToJson)],
  );
}

function ack(row: LogRow, withOps = false): Json {
  const out = object(["type", "ack"], ["seq", row.seq], ["revision", row.revision]);
  if (withOps) out.set("ops", row.ops.map(opToJson));
  return out;
}

/** One connection. Frames wait on it until a step delivers the oldest one. */
export class Wire {
  readonly socket: Socket;
  welcomed = false;
  private opened = false;
  private closed = false;
  private readonly toServer: string[] = [];
  private readonly toClient: string[] = [];

  constructor(
    private readonly server: FakeServer,
    readonly client: string,
    readonly revision: string | null,
    readonly epoch: string | null,
  ) {
    this.socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (text) => this.toServer.push(text),
      close: () => this.gone(),
    };
  }

  tell(json: Json): void {
    this.toClient.push(toText(json));
  }

  /** Delivers one frame or opens the connection; false when there is nothing to do. */
  step(towardsClient = true): boolean {
    if (this.closed) return false;
    if (!this.opened) return this.open();
    if (towardsClient && this.deliver()) return true;
    const text = this.toServer.shift();
    if (text === undefined) return this.deliver();
    this.server.receive(this, text);
    return true;
  }

  /** A frame to the client gets lost although the connection stands, which a sound server never lets happen. */
  lose(): void {
    this.toClient.shift();
  }

  private deliver(): boolean {
    const text = this.toClient.shift();
    if (text === undefined) return false;
    this.socket.onmessage?.(text);
    return true;
  }

  private open(): boolean {
    if (!this.server.up) {
      this.cut(1006);
      return true;
    }
    this.opened = true;
    this.socket.onopen?.();
    this.server.welcome(this);
    return true;
  }

  /** The connection breaks with whatever is on it. */
  cut(code: number): void {
    if (this.closed) return;
    const { onclose } = this.socket;
    this.gone();
    onclose?.(code);
  }

  private gone(): void {
    this.closed = true;
    this.server.wires.delete(this);
  }
}

/** Time that passes when a test says so. */
export class FakeTimers implements Timers {
  now = 0;
  private id = 0;
  private readonly waiting = new Map<number, { at: number; callback: () => void }>();

  constructor(readonly random: () => number = () => 0.5) {}

  set(callback: () => void, ms: number): unknown {
    this.waiting.set(++this.id, { at: this.now + ms, callback });
    return this.id;
  }

  clear(handle: unknown): void {
    this.waiting.delete(handle as number);
  }

  advance(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const due = [...this.waiting]
        .filter(([, one]) => one.at <= until)
        .sort(([, a], [, b]) => a.at - b.at)[0];
      if (due === undefined) break;
      this.waiting.delete(due[0]);
      this.now = due[1].at;
      due[1].callback();
    }
    this.now = until;
  }
}

/** Session storage of one tab. */
export class FakeStorage implements KeyValue {
  readonly items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
  copy(): FakeStorage {
    const out = new FakeStorage();
    for (const [key, value] of this.items) out.items.set(key, value);
    return out;
  }
}

/** Tabs of one browser. */
export class FakeTabs implements TabGuard {
  private readonly held: string[] = [];
  heldElsewhere(client: string): Promise<boolean> {
    return Promise.resolve(this.held.includes(client));
  }
  hold(client: string): () => void {
    this.held.push(client);
    return () => {
      const at = this.held.indexOf(client);
      if (at >= 0) this.held.splice(at, 1);
    };
  }
}
