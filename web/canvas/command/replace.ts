/** Making another block of one: it keeps its place, name, wires in, notes, and of its settings and ways out what fits. */
import type { CatalogueAction, CatalogueBlock } from "../model/catalogue";
import type { Flow } from "../model/flow";
import type { JsonObject } from "../model/json";
import { nextBranch, type Op } from "../model/op";
import { partsOfNew } from "../model/parts";
import type { FlowReader, Output } from "../model/types";
import { addBranch, connect, removeBranch } from "./edits";
import { alone, newBlock } from "./new-block";
import { swapBlock } from "./swap";

/** The operations, as one edit; none when there is no such block. */
export function replaceBlock(
  flow: FlowReader,
  id: string,
  action: CatalogueAction,
  block: CatalogueBlock,
): Op[] {
  const old = flow.block(id);
  if (!old) return [];
  if (old.members.length > 1 || partsOfNew(block).length > 0) return swapBlock(flow, id, action, block);
  const fresh = alone(newBlock(flow, action, block, old, id));
  return [
    { op: "set_type", id, type: action.type },
    ...settings(flow, id, fresh, block),
    ...waysOut(flow, id, fresh),
  ];
}

function settings(flow: FlowReader, id: string, fresh: Flow, block: CatalogueBlock): Op[] {
  const before = parametersOf(flow, id);
  const defaults = parametersOf(fresh, id);
  const shown = new Set((block.shown ?? []).map((path) => path.split(".")[0] ?? path));
  const kept = new Set(
    [...before.keys()].filter((name) => shown.has(name) && !chooses(name, block, defaults)),
  );
  const ops: Op[] = [];
  for (const name of before.keys())
    if (!kept.has(name)) ops.push({ op: "clear_parameter", id, path: [name] });
  for (const [name, value] of defaults) {
    // An empty default only says where to begin: what was kept may stand for it.
    const isOnlyABeginning = value === "" && shown.has(name) && kept.size > 0;
    if (!kept.has(name) && !isOnlyABeginning) ops.push({ op: "set_parameter", id, path: [name], value });
  }
  return ops;
}

/** Whether a setting says which block an action is: then it is the new one's. */
function chooses(name: string, block: CatalogueBlock, defaults: JsonObject): boolean {
  return block.when?.path.split(".")[0] === name && defaults.has(name);
}

function parametersOf(flow: FlowReader, id: string): JsonObject {
  const parameters = flow.actionJson(id)?.get("Parameters");
  return parameters instanceof Map ? parameters : new Map();
}

/** Ways out of the same name keep their targets; the first way on takes that of the old one. */
function waysOut(flow: FlowReader, id: string, fresh: Flow): Op[] {
  const before = flow.outputs(id);
  const wanted = fresh.outputs(id);
  const there = new Map(before.map((output) => [output.key, output]));
  const keys = new Set(wanted.map((output) => output.key));
  const ops = nextAction(flow, id, fresh);
  for (const output of before) {
    const goes = output.branch.kind !== "next" && output.present && !keys.has(output.key);
    if (goes) ops.push(...removeBranch(id, output.branch));
  }
  for (const { key, branch } of wanted) {
    if (branch.kind !== "next" && there.get(key)?.present !== true) ops.push(...addBranch(id, branch));
  }
  const on = wayOn(before);
  const to = wayOn(wanted);
  const isFree = to !== undefined && (there.get(to.key)?.target ?? "") === "";
  if (on && to && isFree && on.target !== "") ops.push(...connect(id, to, on.target));
  return ops;
}

/** NextAction is there where the new block has one, and leads nowhere where that is no way of the old one. */
function nextAction(flow: FlowReader, id: string, fresh: Flow): Op[] {
  const has = hasNext(flow, id);
  if (!hasNext(fresh, id)) return has ? removeBranch(id, nextBranch) : [];
  const isWay = flow.outputs(id).some((output) => output.branch.kind === "next");
  const staysWay = fresh.outputs(id).some((output) => output.branch.kind === "next");
  return isWay && staysWay ? [] : addBranch(id, nextBranch);
}

function hasNext(flow: FlowReader, id: string): boolean {
  const transitions = flow.actionJson(id)?.get("Transitions");
  return transitions instanceof Map && transitions.has("NextAction");
}

function wayOn(outputs: readonly Output[]): Output | undefined {
  return (
    outputs.find((output) => output.tone !== "error" && output.target !== "") ??
    outputs.find((output) => output.tone !== "error")
  );
}
