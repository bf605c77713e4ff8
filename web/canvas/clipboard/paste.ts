/** The operations that put pasted blocks into a flow: new identifiers, wires among them kept, others dropped. */
import { identifierAtMost, Names, nameProblem } from "../command/edits";
import { newUuid } from "../command/new-block";
import { Flow } from "../model/flow";
import {
  arrayAt,
  cloneJson,
  type Json,
  type JsonObject,
  numberAt,
  object,
  objectAt,
  textAt,
} from "../model/json";
import type { Op } from "../model/op";
import { namedAfter, renamedAfter } from "../model/parts";
import { isUuid } from "../model/read";
import type { FlowReader, Point } from "../model/types";
import type { Pasted } from "./read";

/** How far a copy stands from what it was copied from, and from another copy at the same place. */
const step = 40;
/** Between pasted blocks that bring no position. */
const gap = 300;

export interface PasteResult {
  readonly ops: Op[];
  /** The new blocks, those of several actions by the first. */
  readonly ids: string[];
}

/** Where the blocks go: their upper left corner at a point, or beside where they were. */
export type PastePlace = Point | "beside";

export function pasteOps(flow: FlowReader, pasted: Pasted, place: PastePlace): PasteResult {
  const names = newNames(flow, pasted);
  const { list } = names;
  const shift = shiftOf(flow, pasted, place);
  const ops: Op[] = pasted.actions.map((action, i) => {
    const id = list[i] ?? newUuid();
    return {
      op: "add_block",
      id,
      action: remapAction(action, id, names.byOld),
      metadata: remapMetadata(pasted, action, i, id, names.byOld, shift),
    };
  });
  for (const note of pasted.notes) ops.push(...noteOps(note, names.byOld, shift));
  const start = names.byOld.get(pasted.start);
  if (flow.size === 0 && start !== undefined) ops.push({ op: "set_start", target: start });
  return { ops, ids: blocksIn(ops, list, names) };
}

/** Which of the new actions are blocks of their own, or the first of one. */
function blocksIn(ops: readonly Op[], ids: string[], names: NewNames): string[] {
  const mayHaveParts = names.named || ops.some((op) => op.metadata?.has("children"));
  if (!mayHaveParts) return ids;
  const alone = Flow.parse('{"Actions":[]}');
  alone.apply(ops);
  return ids.filter((id) => alone.blockOf(id) === id);
}

interface NewNames {
  /** New identifiers in the order of the actions. */
  readonly list: string[];
  readonly byOld: ReadonlyMap<string, string>;
  /** Whether an action has the name of another in its own. */
  readonly named: boolean;
}

function newNames(flow: FlowReader, pasted: Pasted): NewNames {
  const names = new Names(flow);
  const byOld = new Map<string, string>();
  const nameOf = (action: JsonObject): string => {
    const old = textAt(action, "Identifier");
    const head = byOld.get(namedAfter(old, textAt(action, "Type")));
    const wanted = head === undefined ? old : renamedAfter(old, head);
    const id = (isName(flow, wanted) ? names.free(wanted) : undefined) ?? newUuid();
    if (old !== "" && !byOld.has(old)) byOld.set(old, id);
    return id;
  };
  // An action that is named after another is looked at after it.
  const isNamed = (action: JsonObject): boolean =>
    namedAfter(textAt(action, "Identifier"), textAt(action, "Type")) !== "";
  const late = pasted.actions.filter(isNamed);
  const early = late.length === 0 ? pasted.actions : pasted.actions.filter((action) => !isNamed(action));
  const made = new Map([...early, ...late].map((action) => [action, nameOf(action)]));
  return {
    list: pasted.actions.map((action) => made.get(action) ?? newUuid()),
    byOld,
    named: late.length > 0,
  };
}

/** Whether an identifier is a name that a block may have. */
function isName(flow: FlowReader, id: string): boolean {
  return id !== "" && id.length <= identifierAtMost && nameProblem(flow, id, id) === "";
}

function remapAction(action: JsonObject, id: string, byOld: ReadonlyMap<string, string>): JsonObject {
  const out = cloneJson(action);
  out.set("Identifier", id);
  const transitions = objectAt(out, "Transitions");
  if (transitions === undefined) return out;
  retarget(transitions, byOld);
  for (const key of ["Errors", "Conditions"]) {
    for (const entry of arrayAt(transitions, key) ?? []) if (entry instanceof Map) retarget(entry, byOld);
  }
  return out;
}

function retarget(entry: JsonObject, byOld: ReadonlyMap<string, string>): void {
  if (entry.has("NextAction")) entry.set("NextAction", byOld.get(textAt(entry, "NextAction")) ?? "");
}

function remapMetadata(
  pasted: Pasted,
  action: JsonObject,
  index: number,
  id: string,
  byOld: ReadonlyMap<string, string>,
  shift: Point,
): JsonObject {
  const old = textAt(action, "Identifier");
  const out = cloneJson(objectAt(pasted.metadata, old) ?? new Map<string, Json>());
  const at = positionOf(pasted, action, index);
  out.set("position", object(["x", Math.round(at.x + shift.x)], ["y", Math.round(at.y + shift.y)]));
  if (isUuid(id)) out.delete("isFriendlyName");
  const children = arrayAt(out, "children");
  if (children !== undefined) {
    out.set(
      "children",
      children.flatMap((child) => (typeof child === "string" ? (byOld.get(child) ?? []) : [])),
    );
  }
  const fragments = objectAt(out, "fragments");
  for (const [key, value] of [...(fragments ?? [])]) {
    const mapped = typeof value === "string" ? byOld.get(value) : undefined;
    if (mapped === undefined) fragments?.delete(key);
    else fragments?.set(key, mapped);
  }
  return out;
}

function positionOf(pasted: Pasted, action: JsonObject, index: number): Point {
  const at = objectAt(objectAt(pasted.metadata, textAt(action, "Identifier")), "position");
  return { x: numberAt(at, "x") ?? (index % 5) * gap, y: numberAt(at, "y") ?? Math.floor(index / 5) * gap };
}

function shiftOf(flow: FlowReader, pasted: Pasted, place: PastePlace): Point {
  const places = pasted.actions.map((action, i) => positionOf(pasted, action, i));
  const left = Math.min(...places.map((at) => at.x));
  const top = Math.min(...places.map((at) => at.y));
  const wanted = place === "beside" ? { x: step, y: step } : { x: place.x - left, y: place.y - top };
  return clearOf(flow, places, wanted);
}

/** Shifts further while a pasted block would cover an existing one exactly. */
function clearOf(flow: FlowReader, places: readonly Point[], shift: Point): Point {
  const key = (x: number, y: number): string => `${Math.round(x)}:${Math.round(y)}`;
  const taken = new Set<string>();
  for (const block of flow.blocks()) taken.add(key(block.x, block.y));
  const out = { ...shift };
  while (places.some((at) => taken.has(key(at.x + out.x, at.y + out.y)))) {
    out.x += step;
    out.y += step;
  }
  return out;
}

function noteOps(note: JsonObject, byOld: ReadonlyMap<string, string>, shift: Point): Op[] {
  const block = byOld.get(textAt(note, "actionId"));
  const free = textAt(note, "actionId") === "";
  if (block === undefined && !free) return [];
  const id = newUuid();
  const value = cloneJson(note);
  value.set("id", id);
  value.set("actionId", block ?? "");
  const position = objectAt(value, "position");
  if (position !== undefined) {
    position.set("x", Math.round((numberAt(position, "x") ?? 0) + shift.x));
    position.set("y", Math.round((numberAt(position, "y") ?? 0) + shift.y));
  }
  return [{ op: "add_note", id, value }];
}
