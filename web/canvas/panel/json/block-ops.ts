/**
 * From the JSON that somebody typed for one block to operations on that block
 * alone: others may work on the rest of the flow meanwhile. What no operation
 * does is left to the JSON of the whole flow, and said.
 */
import { clearParameter, setParameter } from "../../command/edits";
import { Flow } from "../../model/flow";
import { arrayAt, equalJson, type Json, type JsonObject, objectAt, textAt, toText } from "../../model/json";
import { type Branch, branchKey, errorBranch, nextBranch, type Op } from "../../model/op";
import { conditionOf, readBranches, readConditions } from "../../model/read";
import { type FlowReader, isRejected } from "../../model/types";

export type BlockEdit = { readonly ops: Op[] } | { readonly problem: string };

/** The operations that make an action what was typed. */
export function blockOps(flow: FlowReader, id: string, typed: Json): BlockEdit {
  const before = flow.actionJson(id);
  if (before === undefined) return { problem: "This block is not in the flow any more." };
  if (!(typed instanceof Map)) return { problem: "A block is an object: it begins with { and ends with }." };
  const name = typed.get("Identifier");
  if (name !== id) {
    return { problem: `The Identifier stays “${id}” here. Change the name in the field “Block name” above.` };
  }
  const ops = [
    ...typeOps(id, before, typed),
    ...valueOps(flow, id, [], before.get("Parameters"), typed.get("Parameters")),
    ...branchOps(id, before, typed),
  ];
  return becomes(flow, id, ops, typed);
}

/** Tries the operations on a copy: what they do not reach cannot be changed here. */
function becomes(flow: FlowReader, id: string, ops: Op[], typed: JsonObject): BlockEdit {
  const copy = Flow.parse(toText(flow.toJson()));
  const result = copy.apply(ops);
  if (isRejected(result)) return { problem: result.rejected.message };
  const reached = copy.actionJson(id);
  if (equalJson(reached, typed)) return { ops };
  const where = [...new Set([...typed.keys(), ...(reached?.keys() ?? [])])].filter(
    (key) => !equalJson(reached?.get(key), typed.get(key)),
  );
  return { problem: `This change of ${where.join(" and ")} can only be made in the JSON of the whole flow.` };
}

function typeOps(id: string, before: JsonObject, typed: JsonObject): Op[] {
  const type = textAt(typed, "Type");
  return type === "" || type === textAt(before, "Type") ? [] : [{ op: "set_type", id, type }];
}

function valueOps(
  flow: FlowReader,
  id: string,
  path: readonly string[],
  before: Json | undefined,
  after: Json | undefined,
): Op[] {
  if (before === after || equalJson(before, after)) return [];
  if (before instanceof Map && after instanceof Map) {
    const names = new Set([...before.keys(), ...after.keys()]);
    return [...names].flatMap((key) => valueOps(flow, id, [...path, key], before.get(key), after.get(key)));
  }
  if (path.length === 0) {
    // Parameters as such are no value that can be set: their members are.
    return after instanceof Map ? valueOps(flow, id, path, new Map(), after) : [];
  }
  return after === undefined ? clearParameter(flow, id, path) : setParameter(flow, id, path, after);
}

function branchOps(id: string, before: JsonObject, typed: JsonObject): Op[] {
  if (equalJson(before.get("Transitions"), typed.get("Transitions"))) return [];
  return [...nextAndErrorOps(id, before, typed), ...conditionOps(id, before, typed)];
}

function nextAndErrorOps(id: string, before: JsonObject, typed: JsonObject): Op[] {
  const isPlain = ({ branch }: { branch: Branch }) => branch.kind !== "condition";
  const had = new Map(
    readBranches(before)
      .filter(isPlain)
      .map((one) => [branchKey(one.branch), one]),
  );
  const has = new Map(
    readBranches(typed)
      .filter(isPlain)
      .map((one) => [branchKey(one.branch), one]),
  );
  const ops: Op[] = [];
  for (const [key, { branch }] of had) if (!has.has(key)) ops.push({ op: "remove_branch", id, branch });
  const errors = arrayAt(objectAt(typed, "Transitions"), "Errors") ?? [];
  for (const [key, { branch, target }] of has) {
    const old = had.get(key);
    if (old?.target === target) continue;
    const op: Op = {
      op: "set_target",
      id,
      branch: branch.kind === "next" ? nextBranch : errorBranch(branch.error ?? ""),
      target,
    };
    if (!old && branch.kind === "error") {
      op.index = errors.findIndex((one) => textAt(one, "ErrorType") === branch.error);
    }
    ops.push(op);
  }
  return ops;
}

/** Conditions have an order. From the first that differs on they are put there anew. */
function conditionOps(id: string, before: JsonObject, typed: JsonObject): Op[] {
  const had = readConditions(before);
  const has = readConditions(typed);
  const isSame = (a: Branch | undefined, b: Branch | undefined) =>
    a !== undefined && b !== undefined && branchKey(a) === branchKey(b);
  const ops: Op[] = [];
  let same = 0;
  while (same < has.length && isSame(had[same]?.branch, has[same]?.branch)) {
    const target = has[same]?.target ?? "";
    const branch = has[same]?.branch;
    if (branch && had[same]?.target !== target) ops.push({ op: "set_target", id, branch, target });
    same++;
  }
  // From the last one: what counts equal ones stays right.
  for (const { branch } of had.slice(same).reverse()) ops.push({ op: "remove_condition", id, branch });
  has.slice(same).forEach(({ entry, target }, index) => {
    const { operator, operands } = conditionOf(entry);
    ops.push({ op: "add_condition", id, operator, operands, target, index: same + index });
  });
  return ops;
}
