/** Making blocks: identifiers, and the action that a palette entry stands for. */
import {
  type CatalogueAction,
  type CatalogueBlock,
  holds,
  lookup,
  needOf,
  type Part,
} from "../model/catalogue";
import { Flow } from "../model/flow";
import { type Json, type JsonObject, object, parseJson } from "../model/json";
import type { Op } from "../model/op";
import { partsOfNew } from "../model/parts";
import { type FlowReader, isRejected, type Point } from "../model/types";

/** A random UUID, version 4. getRandomValues is there on plain http too; randomUUID is not. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export interface NewBlock {
  readonly id: string;
  readonly ops: Op[];
}

/**
 * A new block of the palette at a point. It has its defaults and every branch
 * that it needs, unwired, as the console writes drafts. The first block of an
 * empty flow becomes its start.
 */
export function newBlock(
  flow: FlowReader,
  action: CatalogueAction,
  block: CatalogueBlock,
  at: Point,
  id: string = newUuid(),
): NewBlock {
  const parts = partsOfNew(block);
  const ops = parts.length === 0 ? [addOp(action, block, id, at)] : addParts(parts, block, id, at);
  if (flow.size === 0) ops.push({ op: "set_start", target: id });
  return { id, ops };
}

/** A flow of only the new block: what it will be, before it is anywhere. */
export function alone({ ops }: Pick<NewBlock, "ops">): Flow {
  const flow = Flow.parse('{"Version":"2019-10-30","StartAction":"","Actions":[],"Metadata":{}}');
  if (isRejected(flow.apply(ops))) throw new Error("a block of the catalogue was refused");
  return flow;
}

/** What a new action starts with; a block's own action has it from the block. */
interface Start {
  readonly defaults?: string;
  readonly new_errors?: readonly string[];
  readonly new_conditions?: readonly string[];
  readonly new_operator?: string;
}

function addOp(action: CatalogueAction, start: Start, id: string, at: Point, next = ""): Op {
  const parameters = defaultsOf(start);
  const json = object(
    ["Parameters", parameters],
    ["Identifier", id],
    ["Type", action.type],
    ["Transitions", action.terminal ? new Map() : transitionsOf(action, start, parameters, next)],
  );
  return { op: "add_block", id, action: json, metadata: positionAt(at) };
}

/**
 * The actions of a block that consoles write as several: each leads to the
 * next, all stand at one place, the first one's metadata names the others.
 */
function addParts(parts: readonly Part[], block: CatalogueBlock, id: string, at: Point): Op[] {
  const ids = parts.map((_, i) => (i === 0 ? id : newUuid()));
  const ops = parts.flatMap((part, i) => {
    const action = lookup(part.type);
    const start = action?.blocks.includes(block) ? block : part;
    return action === undefined ? [] : [addOp(action, start, ids[i] ?? "", at, ids[i + 1] ?? "")];
  });
  const metadata = ops[0]?.metadata;
  metadata?.set("children", ids.slice(1));
  const fragments = parts.flatMap((part, i): [string, Json][] =>
    part.fragment === undefined ? [] : [[part.fragment, ids[i] ?? ""]],
  );
  if (fragments.length > 0) metadata?.set("fragments", object(...fragments));
  return ops;
}

/** Metadata of an action that stands at a point. Positions are written as whole numbers. */
export function positionAt(at: Point): JsonObject {
  return object(["position", object(["x", Math.round(at.x)], ["y", Math.round(at.y)])]);
}

function defaultsOf({ defaults = "" }: Start): JsonObject {
  const parsed = defaults === "" ? new Map() : parseJson(defaults);
  return parsed instanceof Map ? parsed : new Map();
}

function transitionsOf(
  action: CatalogueAction,
  start: Start,
  parameters: JsonObject,
  next: string,
): JsonObject {
  const out: JsonObject = new Map();
  if (action.next !== "refused") out.set("NextAction", next);
  const errors = errorsOf(action, start, parameters);
  if (errors.length > 0) {
    out.set(
      "Errors",
      errors.map((type) => object(["NextAction", ""], ["ErrorType", type])),
    );
  }
  const operands = operandsOf(action, start, parameters);
  if (operands.length > 0)
    out.set(
      "Conditions",
      operands.map((operand) => condition(start.new_operator ?? "Equals", operand)),
    );
  return out;
}

function errorsOf(action: CatalogueAction, start: Start, parameters: JsonObject): string[] {
  const wanted = new Set(start.new_errors ?? []);
  for (const rule of action.errors) if (needOf(rule, parameters) === "required") wanted.add(rule.type);
  const ordered = action.errors.map((rule) => rule.type).filter((type) => wanted.delete(type));
  return [...ordered, ...wanted];
}

function operandsOf(action: CatalogueAction, start: Start, parameters: JsonObject): string[] {
  const wanted = new Set(start.new_conditions ?? []);
  if (action.conditions.all && needOf(action.conditions, parameters) === "required") {
    for (const fixed of action.conditions.fixed ?? []) {
      if (holds(fixed.when, parameters)) wanted.add(fixed.operand);
    }
  }
  return [...wanted];
}

function condition(operator: string, operand: string): Json {
  return object(["NextAction", ""], ["Condition", object(["Operator", operator], ["Operands", [operand]])]);
}
