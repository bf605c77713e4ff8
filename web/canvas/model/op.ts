/**
 * The closed set of edit operations, as the server has it in internal/flow:
 * everything that changes a flow is a list of these. An absent text is "", an
 * absent number 0, an absent flag false, as in the wire form.
 */
import { fromPlain, type Json, type JsonObject, toText } from "./json";

export const opKinds = [
  "add_block", // id, action, metadata?, index?
  "remove_blocks", // ids, prune?
  "rename_block", // id, to
  "set_type", // id, type
  "set_parameter", // id, path, value
  "clear_parameter", // id, path, prune?
  "set_target", // id, branch, target ("" leaves it unwired), mirror?
  "remove_branch", // id, branch (next or error), prune?: removes its entry
  "add_condition", // id, operator, operands, target, index?
  "set_condition", // id, branch, operator, operands
  "move_condition", // id, branch, index
  "remove_condition", // id, branch, prune?
  "move_block", // id, x, y; id "" is the entry point
  "set_start", // target ("" leaves it unset)
  "set_metadata", // id ("" is the flow's own), path, value
  "clear_metadata", // id, path, prune?
  "add_note", // id, value: the whole annotation
  "set_note", // id, path, value
  "remove_note", // id, prune?
  "replace", // text: the whole content
] as const;

export type OpKind = (typeof opKinds)[number];

export type BranchKind = "next" | "error" | "condition";

/**
 * One way out of a block, named so that the name survives reordering by
 * others: a condition goes by operator and operands, nth counts equal ones.
 */
export interface Branch {
  kind: BranchKind;
  error?: string;
  operator?: string;
  operands?: string[];
  nth?: number;
}

export interface Op {
  op: OpKind;
  id?: string;
  ids?: string[];
  to?: string;
  type?: string;
  action?: JsonObject;
  metadata?: JsonObject;
  path?: string[];
  value?: Json;
  branch?: Branch;
  target?: string;
  mirror?: boolean;
  operator?: string;
  operands?: string[];
  index?: number;
  /** So many of the containers around what is removed go too, innermost first, while they are left empty. */
  prune?: number;
  x?: number;
  y?: number;
  text?: string;
}

/** Why a batch was not applied: code is stable, message says what to do, op is the index in the batch. */
export interface Rejection {
  code: string;
  message: string;
  op: number;
  block: string;
}

export const nextBranch: Branch = { kind: "next" };

export function errorBranch(error: string): Branch {
  return { kind: "error", error };
}

export function conditionBranch(operator: string, operands: readonly string[], nth = 0): Branch {
  const branch: Branch = { kind: "condition", operator, operands: [...operands] };
  if (nth !== 0) branch.nth = nth;
  return branch;
}

/** A stable string for a branch, equal for equal branches. */
export function branchKey(branch: Branch): string {
  switch (branch.kind) {
    case "next":
      return "next";
    case "error":
      return `error:${branch.error ?? ""}`;
    case "condition":
      return `condition:${JSON.stringify([branch.operator ?? "", ...(branch.operands ?? [])])}:${branch.nth ?? 0}`;
  }
}

/** The wire form of a batch, as JSON text. */
export function encodeOps(ops: readonly Op[]): string {
  return `[${ops.map((op) => toText(opToJson(op))).join(",")}]`;
}

/** An operation as JSON. */
export function opToJson(op: Op): JsonObject {
  const out: JsonObject = new Map();
  for (const [key, value] of Object.entries(op)) {
    if (value === undefined) continue;
    out.set(key, key === "branch" ? fromPlain(value) : (value as Json));
  }
  return out;
}

/** Reads a batch off the wire; undefined when it is no list of operations that this program knows. */
export function decodeOps(json: Json | undefined): Op[] | undefined {
  if (!Array.isArray(json)) return undefined;
  const ops: Op[] = [];
  for (const item of json) {
    const op = opFromJson(item);
    if (op === undefined) return undefined;
    ops.push(op);
  }
  return ops;
}

const known: ReadonlySet<string> = new Set(opKinds);

type Reader = (value: Json) => boolean;

const isText: Reader = (value) => typeof value === "string";
const isTexts: Reader = (value) => Array.isArray(value) && value.every(isText);
const isNumber: Reader = (value) => typeof value === "number";
const isObject: Reader = (value) => value instanceof Map;

const fields: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["id", isText],
  ["ids", isTexts],
  ["to", isText],
  ["type", isText],
  ["action", isObject],
  ["metadata", isObject],
  ["path", isTexts],
  ["value", () => true],
  ["target", isText],
  ["mirror", (value) => typeof value === "boolean"],
  ["operator", isText],
  ["operands", isTexts],
  ["index", isNumber],
  ["prune", isNumber],
  ["x", isNumber],
  ["y", isNumber],
  ["text", isText],
]);

function opFromJson(json: Json): Op | undefined {
  if (!(json instanceof Map)) return undefined;
  const kind = json.get("op");
  if (typeof kind !== "string" || !known.has(kind)) return undefined;
  const op: Record<string, unknown> = { op: kind };
  for (const [key, value] of json) {
    if (key === "op") continue;
    if (value === null && key !== "value") continue;
    if (key === "branch") {
      const branch = branchFromJson(value);
      if (branch === undefined) return undefined;
      op.branch = branch;
      continue;
    }
    const fits = fields.get(key);
    if (fits === undefined) continue;
    if (!fits(value)) return undefined;
    op[key] = value;
  }
  return op as unknown as Op;
}

function branchFromJson(json: Json): Branch | undefined {
  if (!(json instanceof Map)) return undefined;
  const kind = json.get("kind");
  if (kind === "next") return { kind };
  if (kind === "error") return errorBranch(String(json.get("error") ?? ""));
  if (kind !== "condition") return undefined;
  const operands = json.get("operands") ?? [];
  if (!Array.isArray(operands)) return undefined;
  return conditionBranch(
    String(json.get("operator") ?? ""),
    operands.map(String),
    Number(json.get("nth") ?? 0),
  );
}
