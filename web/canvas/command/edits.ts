/** The operations of everyday edits, as plain functions of a flow. */
import type { Json, JsonObject } from "../model/json";
import type { Branch, Op } from "../model/op";
import { namedAfter, renamedAfter } from "../model/parts";
import { isUuid } from "../model/read";
import type { FlowReader, Output, Point } from "../model/types";

/** What wiring a branch needs to know of it. */
export type BranchOf = Pick<Output, "branch" | "mirror" | "on">;

/** Wires a branch to a block. What NextAction mirrors takes it along. */
export function connect(source: string, output: BranchOf, target: string): Op[] {
  return (output.on ?? [source]).map((id) => {
    const op: Op = { op: "set_target", id, branch: output.branch, target };
    if (output.mirror) op.mirror = true;
    return op;
  });
}

/** Takes a wire away; the branch stays, unwired. */
export function disconnect(source: string, output: BranchOf): Op[] {
  return connect(source, output, "");
}

/** The action that has a branch: one of several that the block is, for what only one can have. */
export function ownerOf(source: string, output: BranchOf): string {
  return output.on?.[0] ?? source;
}

export function setStart(target: string): Op[] {
  return [{ op: "set_start", target }];
}

/** Deletes blocks; the branches that lead to them become unwired. */
export function deleteBlocks(flow: FlowReader, ids: Iterable<string>): Op[] {
  const known = membersOf(flow, existing(flow, ids));
  return known.length === 0 ? [] : [{ op: "remove_blocks", ids: known }];
}

/** Deletes blocks and leads what led to them to where they led. */
export function deleteAndReconnect(flow: FlowReader, ids: Iterable<string>): Op[] {
  const gone = new Set(existing(flow, ids));
  const ops: Op[] = [];
  for (const id of gone) {
    const target = successor(flow, id, gone);
    if (target === "") continue;
    for (const { source, output } of flow.inbound(id)) {
      if (!gone.has(source)) ops.push(...connect(source, output, target));
    }
    if (flow.start() === id) ops.push(...setStart(target));
  }
  return [...ops, ...deleteBlocks(flow, gone)];
}

/** Where a chain of blocks that go away leads; "" when that is not one place. */
function successor(flow: FlowReader, id: string, gone: ReadonlySet<string>): string {
  const seen = new Set<string>();
  let at = id;
  while (gone.has(at)) {
    if (seen.has(at)) return "";
    seen.add(at);
    at = onlyWay(flow.outputs(at));
  }
  return flow.block(at) === undefined ? "" : at;
}

/** The default branch's target, else the one target that all wired branches share. */
function onlyWay(outputs: readonly Output[]): string {
  const next = outputs.find((output) => output.branch.kind === "next" && output.target !== "");
  if (next !== undefined) return next.target;
  const conditions = targetsOf(outputs.filter((output) => output.tone !== "error"));
  const found = conditions.size > 0 ? conditions : targetsOf(outputs);
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : "";
}

function targetsOf(outputs: readonly Output[]): Set<string> {
  return new Set(outputs.map((output) => output.target).filter((target) => target !== ""));
}

/** Moves blocks by a distance, to whole numbers. The entry marker goes by "". */
export function moveBy(
  flow: Pick<FlowReader, "block" | "entry">,
  ids: Iterable<string>,
  dx: number,
  dy: number,
): Op[] {
  const places = new Map<string, Point>();
  for (const id of ids) {
    const at = id === "" ? flow.entry : flow.block(id);
    if (at !== undefined) places.set(id, { x: at.x + dx, y: at.y + dy });
  }
  return moveTo(flow, places);
}

/** Moves blocks to places, as whole numbers. All actions of a block stand at one place. */
export function moveTo(flow: Pick<FlowReader, "block">, places: ReadonlyMap<string, Point>): Op[] {
  return [...places].flatMap(([id, { x, y }]) => {
    const to: Op = { op: "move_block", x: Math.round(x), y: Math.round(y) };
    return id === "" ? [to] : (flow.block(id)?.members ?? [id]).map((member) => ({ ...to, id: member }));
  });
}

/** Identifiers have at most this many characters (AWS's guide). */
export const identifierAtMost = 50;
/** What AWS's guide forbids in a block's name. */
const forbidden = /[%:(\\/)=$,;[\]{}]/;
const forbiddenWords: ReadonlySet<string> = new Set([
  "__proto__",
  "constructor",
  "__defineGetter__",
  "__defineSetter__",
  "toString",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "valueOf",
]);

/** Why a block cannot have a name; "" when it can. */
export function nameProblem(flow: FlowReader, id: string, name: string): string {
  if (name === "") return "A block's name cannot be empty.";
  if ([...name].length > identifierAtMost)
    return `A block's name has at most ${identifierAtMost} characters.`;
  const found = forbidden.exec(name);
  if (found !== null) return `A block's name cannot contain “${found[0]}”.`;
  if (forbiddenWords.has(name)) return `“${name}” is not allowed as a block's name.`;
  if (name !== id && flow.action(name) !== undefined) return `Another block is already called “${name}”.`;
  return "";
}

/** Renames a block. Nothing when the name is the one it has. */
export function rename(flow: FlowReader, id: string, name: string): Op[] {
  if (id === name) return [];
  const ops: Op[] = [{ op: "rename_block", id, to: name }];
  for (const part of namesakes(flow, id)) {
    const to = renamedAfter(part, name);
    // Its name is nobody's choice: consoles mark only those that are.
    ops.push(
      { op: "rename_block", id: part, to },
      { op: "clear_metadata", id: to, path: ["isFriendlyName"] },
    );
  }
  return ops;
}

/** Actions of a block that bear its name with an ending. */
function namesakes(flow: FlowReader, id: string): string[] {
  const members = flow.block(id)?.members ?? [];
  return members.filter((member) => namedAfter(member, flow.action(member)?.type ?? "") === id);
}

/**
 * Sets a parameter. The console keeps the name of a chosen resource in the
 * block's metadata: it goes, because it named the value before.
 */
export function setParameter(flow: FlowReader, id: string, path: readonly string[], value: Json): Op[] {
  return [{ op: "set_parameter", id, path: [...path], value }, ...forgetName(flow, id, path)];
}

/** Clears a parameter. Nothing when it is not set. */
export function clearParameter(flow: FlowReader, id: string, path: readonly string[]): Op[] {
  if (flow.parameter(id, path) === undefined) return [];
  return [{ op: "clear_parameter", id, path: [...path] }, ...forgetName(flow, id, path)];
}

function forgetName(flow: FlowReader, id: string, path: readonly string[]): Op[] {
  let at: Json | JsonObject | undefined = flow.metadata(id)?.get("parameters");
  for (const step of path)
    at = Array.isArray(at) ? at[Number(step)] : at instanceof Map ? at.get(step) : undefined;
  if (!(at instanceof Map) || !at.has("displayName")) return [];
  return [{ op: "clear_metadata", id, path: ["parameters", ...path, "displayName"] }];
}

/** Adds a branch that the block may have and has not. */
export function addBranch(id: string, branch: Branch): Op[] {
  if (branch.kind !== "condition") return [{ op: "set_target", id, branch, target: "" }];
  const op: Op = { op: "add_condition", id, operator: branch.operator ?? "Equals", target: "" };
  op.operands = [...(branch.operands ?? [])];
  return [op];
}

/** Takes a branch and its wire away. */
export function removeBranch(id: string, branch: Branch): Op[] {
  return [{ op: branch.kind === "condition" ? "remove_condition" : "remove_branch", id, branch }];
}

/** The port of a block by its key; the entry point has one, of key "start". */
export function outputOf(flow: FlowReader, source: string, key: string): Output | undefined {
  return flow.outputs(source).find((output) => output.key === key);
}

/** Names for copies, that no block has: "Menu-2". */
export class Names {
  private readonly used = new Set<string>();
  /** Where counting stands for a name, so that a thousand copies do not count from 2 each. */
  private readonly counts = new Map<string, number>();

  constructor(private readonly flow: FlowReader) {}

  /** Undefined for a block that has no name of its own. */
  free(id: string): string | undefined {
    if (isUuid(id)) return undefined;
    const base = id.replace(/-\d+$/, "");
    let name = id;
    for (let n = this.counts.get(base) ?? 2; this.taken(name); n++) {
      const suffix = `-${n}`;
      name = [...base].slice(0, identifierAtMost - suffix.length).join("") + suffix;
      this.counts.set(base, n + 1);
    }
    this.used.add(name);
    return name;
  }

  private taken(name: string): boolean {
    return this.used.has(name) || this.flow.actionJson(name) !== undefined;
  }
}

/** The actions of blocks. */
export function membersOf(flow: FlowReader, ids: Iterable<string>): string[] {
  return [...new Set([...ids].flatMap((id) => flow.block(id)?.members ?? [id]))];
}

function existing(flow: FlowReader, ids: Iterable<string>): string[] {
  return [...ids].filter((id) => flow.actionJson(id) !== undefined);
}
