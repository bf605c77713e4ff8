/** The frames of the live protocol, read into plain values. What cannot be understood is undefined, never half read. */
import type { BlockGroup } from "../model/block-group";
import { arrayAt, type Json, member, numberAt, objectAt, parseJson, textAt } from "../model/json";
import { decodeOps, type Op } from "../model/op";
import { groupsOf } from "./groups";
import type { Diagnostic, Fix, FlowInfo, Peer, Silenced } from "./types";

/** A batch as the log has it. */
export interface LoggedBatch {
  readonly revision: number;
  readonly client: string;
  readonly seq: number;
  readonly ops: Op[];
}

export interface Welcome {
  readonly type: "welcome";
  readonly client: string;
  readonly revision: number;
  readonly epoch: string;
  /** The whole text; undefined when `missed` tells what is new. */
  readonly content: string | undefined;
  readonly missed: readonly LoggedBatch[] | undefined;
  /** The highest seq of this client in the log. */
  readonly acked: number;
  readonly canEdit: boolean;
  readonly flow: FlowInfo;
  readonly diagnostics: readonly Diagnostic[];
  readonly silenced: readonly Silenced[];
  readonly diagnosticsRevision: number;
  readonly groups: readonly BlockGroup[];
}

export interface Ack {
  readonly type: "ack";
  readonly seq: number;
  readonly revision: number;
  /** What was applied, when that is something else than was sent. */
  readonly ops: Op[] | undefined;
  /** Operations of an undo that were left out because others changed the same since. */
  readonly skipped: number;
}

export interface AppliedByOther extends LoggedBatch {
  readonly type: "applied";
}

export interface Reject {
  readonly type: "reject";
  readonly seq: number;
  readonly code: string;
  readonly message: string;
  readonly block: string;
}

export interface NewDiagnostics {
  readonly type: "diagnostics";
  readonly revision: number;
  readonly items: readonly Diagnostic[];
  readonly silenced: readonly Silenced[];
}

/** All groups of blocks, as they are now. */
export interface NewGroups {
  readonly type: "groups";
  readonly groups: readonly BlockGroup[];
}

/** A change of a group was not made. */
export interface GroupRefused {
  readonly type: "group_refused";
  readonly code: string;
  readonly message: string;
}

export interface Presence {
  readonly type: "presence";
  readonly peers: readonly Peer[];
}

/** Frames that say nothing to this program: answers to pings, and types of later servers. */
export interface Other {
  readonly type: "other";
}

export type ServerMessage =
  | Welcome
  | Ack
  | AppliedByOther
  | Reject
  | NewDiagnostics
  | NewGroups
  | GroupRefused
  | Presence
  | Other;

/** Reads a frame; undefined when it is broken or holds operations that this program does not know. */
export function decodeMessage(text: string): ServerMessage | undefined {
  let json: Json;
  try {
    json = parseJson(text);
  } catch {
    return undefined;
  }
  return readers.get(textAt(json, "type"))?.(json) ?? fallback(json);
}

/** A frame of a known type that could not be read is broken; one of an unknown type is somebody else's. */
function fallback(json: Json): Other | undefined {
  return json instanceof Map && !readers.has(textAt(json, "type")) ? { type: "other" } : undefined;
}

const readers: ReadonlyMap<string, (json: Json) => ServerMessage | undefined> = new Map([
  ["welcome", readWelcome],
  ["ack", readAck],
  ["applied", readApplied],
  ["reject", readReject],
  ["diagnostics", readDiagnostics],
  ["presence", readPresence],
  ["groups", (json) => ({ type: "groups", groups: groupsOf(json) })],
  ["group_refused", readGroupRefused],
]);

function readWelcome(json: Json): ServerMessage | undefined {
  const content = member(json, "content");
  const missed = arrayAt(json, "missed")?.map(batchOf);
  if (missed?.some((batch) => batch === undefined)) return undefined;
  const flow = objectAt(json, "flow");
  return {
    type: "welcome",
    client: textAt(json, "client"),
    revision: numberAt(json, "revision") ?? 0,
    epoch: String(member(json, "epoch") ?? ""),
    content: typeof content === "string" ? content : undefined,
    missed: missed?.filter((batch) => batch !== undefined),
    acked: numberAt(json, "acked") ?? 0,
    canEdit: member(json, "can_edit") === true,
    flow: {
      id: textAt(flow, "id"),
      name: textAt(flow, "name"),
      type: textAt(flow, "type"),
      format: textAt(flow, "format"),
    },
    diagnostics: (arrayAt(json, "diagnostics") ?? []).map(diagnosticOf),
    silenced: (arrayAt(json, "silenced") ?? []).map(silencedOf),
    diagnosticsRevision: numberAt(json, "diagnostics_revision") ?? 0,
    groups: groupsOf(json),
  };
}

function batchOf(json: Json): LoggedBatch | undefined {
  const ops = decodeOps(member(json, "ops"));
  if (ops === undefined) return undefined;
  return {
    revision: numberAt(json, "revision") ?? 0,
    client: textAt(json, "client"),
    seq: numberAt(json, "seq") ?? 0,
    ops,
  };
}

function readAck(json: Json): ServerMessage | undefined {
  const given = member(json, "ops");
  const ops = given === undefined || given === null ? undefined : decodeOps(given);
  if (ops === undefined && given !== undefined && given !== null) return undefined;
  return {
    type: "ack",
    seq: numberAt(json, "seq") ?? 0,
    revision: numberAt(json, "revision") ?? 0,
    ops,
    skipped: numberAt(json, "skipped") ?? 0,
  };
}

function readApplied(json: Json): ServerMessage | undefined {
  const batch = batchOf(json);
  return batch === undefined ? undefined : { type: "applied", ...batch };
}

function readReject(json: Json): ServerMessage {
  return {
    type: "reject",
    seq: numberAt(json, "seq") ?? 0,
    code: textAt(json, "code"),
    message: textAt(json, "message"),
    block: textAt(json, "block"),
  };
}

function readDiagnostics(json: Json): ServerMessage {
  return {
    type: "diagnostics",
    revision: numberAt(json, "revision") ?? 0,
    items: (arrayAt(json, "items") ?? []).map(diagnosticOf),
    silenced: (arrayAt(json, "silenced") ?? []).map(silencedOf),
  };
}

function silencedOf(json: Json): Silenced {
  return {
    code: textAt(json, "code"),
    block: textAt(json, "block"),
    reason: textAt(json, "reason"),
    user: textAt(objectAt(json, "user"), "name"),
    at: textAt(json, "at"),
    findings: (arrayAt(json, "findings") ?? []).map(diagnosticOf),
  };
}

function diagnosticOf(json: Json): Diagnostic {
  const severity = textAt(json, "severity");
  return {
    code: textAt(json, "code"),
    severity: severity === "error" || severity === "warning" ? severity : "info",
    message: textAt(json, "message"),
    block: textAt(json, "block"),
    path: textAt(json, "path"),
    line: numberAt(json, "line") ?? 0,
    column: numberAt(json, "column") ?? 0,
    docs: textAt(json, "docs"),
    fixes: (arrayAt(json, "fixes") ?? []).flatMap(fixOf),
  };
}

/** A fix whose operations are not known here is not offered. */
function fixOf(json: Json): Fix[] {
  const ops = decodeOps(member(json, "ops"));
  return ops === undefined || ops.length === 0 ? [] : [{ title: textAt(json, "title"), ops }];
}

function readPresence(json: Json): ServerMessage {
  const peers = (arrayAt(json, "clients") ?? []).map((item) => {
    const user = objectAt(item, "user");
    return { client: textAt(item, "client"), id: textAt(user, "id"), name: textAt(user, "name") };
  });
  return { type: "presence", peers };
}

function readGroupRefused(json: Json): ServerMessage {
  return { type: "group_refused", code: textAt(json, "code"), message: textAt(json, "message") };
}

/** Ops is a batch in wire form. */
export function editFrame(seq: number, base: number, ops: string): string {
  return `{"type":"edit","seq":${seq},"base":${base},"ops":${ops}}`;
}

export function undoFrame(seq: number, base: number, batch: number): string {
  return `{"type":"undo","seq":${seq},"base":${base},"batch":${batch}}`;
}

export const pingFrame = '{"type":"ping"}';
