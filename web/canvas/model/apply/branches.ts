/** Operations on the branches of a block. */
import type { Entry } from "../doc";
import { arrayAt, type Json, type JsonObject, member, objectAt, textAt, toText } from "../json";
import { type Branch, type BranchKind, branchKey, nextBranch, type Op } from "../op";
import { conditionOf, type RawBranch, readBranches, readConditions } from "../read";
import { badOp, checkIndex, type Edit, insertAt, need, Refusal } from "./edit";
import { actionBase, prune, setPath } from "./paths";

export function setTarget(edit: Edit, op: Op): void {
  const branch = branchOf(op, "next", "error", "condition");
  const entry = edit.entry(need(op.id, "id", op));
  const target = op.target ?? "";
  checkIndex(op);
  const whole = plainTarget(entry, branch) ? undefined : toText(edit.doc.root);
  const inverse: Op[] = [];
  const fresh = entry.node.has("Transitions") ? 0 : 1;
  const old = writeTarget(edit, entry, branch, target, op, inverse);
  if (op.mirror === true && branch.kind !== "next") {
    const next = transitionsOf(edit, entry, true).get("NextAction");
    if (next === undefined || next === "" || next === old)
      writeTarget(edit, entry, nextBranch, target, op, inverse);
  }
  // Only a new Transitions goes with its last branch.
  if (fresh > 0) for (const one of inverse) if (one.op === "remove_branch") one.prune = (one.prune ?? 0) + 1;
  edit.undoneBy(...(whole === undefined ? inverse : [{ op: "replace", text: whole } as const]));
  edit.mark(entry);
}

/** The branch is not there yet, or its target is a text, which is what set_target writes back. */
function plainTarget(entry: Entry, branch: Branch): boolean {
  const key = branchKey(branch);
  const raw = readBranches(entry.node).find((one) => branchKey(one.branch) === key);
  return raw === undefined || typeof raw.entry.get("NextAction") === "string";
}

/** The operation's branch, of one of the kinds, in the right form. */
function branchOf(op: Op, ...kinds: BranchKind[]): Branch {
  const branch = need(op.branch, "branch", op);
  if (!kinds.includes(branch.kind)) throw badOp(op, "is not for this kind of branch");
  if (branch.kind === "error") need(branch.error, "branch.error", op);
  if ((branch.nth ?? 0) < 0) throw badOp(op, "names a branch by a negative number");
  return branch;
}

/** Writes the target of one branch, creating its entry; returns the target before. */
function writeTarget(
  edit: Edit,
  entry: Entry,
  branch: Branch,
  target: string,
  op: Op,
  inverse: Op[],
): string {
  const id = entry.id;
  const at = branchEntry(edit, entry, branch);
  if (at === undefined) {
    const undo: Op = { op: "remove_branch", id, branch };
    if (!hasList(entry, "Errors")) undo.prune = 1;
    const errors = listOf(edit, entry, "Errors", true);
    const made: JsonObject = new Map<string, Json>([
      ["NextAction", target],
      ["ErrorType", branch.error ?? ""],
    ]);
    edit.journal.splice(errors, insertAt(op, errors.length), 0, made);
    inverse.push(undo);
    return "";
  }
  const old = textAt(at, "NextAction");
  inverse.push(
    branch.kind === "next" && !at.has("NextAction")
      ? { op: "remove_branch", id, branch }
      : { op: "set_target", id, branch, target: old },
  );
  edit.journal.set(at, "NextAction", target);
  return old;
}

/** The object that holds the branch's NextAction; undefined for an error branch that is to be made. */
function branchEntry(edit: Edit, entry: Entry, branch: Branch): JsonObject | undefined {
  switch (branch.kind) {
    case "next":
      return transitionsOf(edit, entry, true);
    case "error": {
      const type = branch.error;
      for (const item of listOf(edit, entry, "Errors", false)) {
        if (item instanceof Map && textAt(item, "ErrorType") === type) return item;
      }
      return undefined;
    }
    case "condition":
      listOf(edit, entry, "Conditions", false);
      return findCondition(entry, branch).entry;
  }
}

export function removeBranch(edit: Edit, op: Op): void {
  const branch = branchOf(op, "next", "error");
  const entry = edit.entry(need(op.id, "id", op));
  if (branch.kind === "next") removeNext(edit, entry);
  else removeError(edit, entry, branch);
  prune(
    edit,
    entry.node,
    branch.kind === "next" ? ["Transitions"] : ["Transitions", "Errors"],
    op.prune ?? 0,
  );
  edit.mark(entry);
}

function removeNext(edit: Edit, entry: Entry): void {
  const transitions = transitionsOf(edit, entry, false);
  if (!transitions?.has("NextAction")) throw unknownBranch(entry.id);
  const target = transitions.get("NextAction");
  if (typeof target === "string")
    edit.undoneBy({ op: "set_target", id: entry.id, branch: nextBranch, target });
  else edit.undoneByText();
  edit.journal.delete(transitions, "NextAction");
}

function removeError(edit: Edit, entry: Entry, branch: Branch): void {
  const errors = listOf(edit, entry, "Errors", false);
  const index = errors.findIndex((item) => textAt(item, "ErrorType") === branch.error);
  if (index < 0) throw unknownBranch(entry.id);
  const entryOf = errors[index];
  const target = member(entryOf, "NextAction");
  const again = errors.slice(index + 1).some((item) => textAt(item, "ErrorType") === branch.error);
  if (typeof target === "string" && sizeOf(entryOf) === 2 && !again)
    edit.undoneBy({ op: "set_target", id: entry.id, branch, target, index });
  else edit.undoneByText();
  edit.journal.splice(errors, index, 1);
}

export function addCondition(edit: Edit, op: Op): void {
  const entry = edit.entry(need(op.id, "id", op));
  const operator = need(op.operator, "operator", op);
  const containers = entry.node.has("Transitions") ? (hasList(entry, "Conditions") ? 0 : 1) : 2;
  const list = listOf(edit, entry, "Conditions", true);
  const index = insertAt(op, list.length);
  const made: JsonObject = new Map<string, Json>([
    ["NextAction", op.target ?? ""],
    ["Condition", conditionJson(operator, op.operands)],
  ]);
  edit.journal.splice(list, index, 0, made);
  const inverse: Op = { op: "remove_condition", id: entry.id, branch: nameOf(entry, made) };
  if (containers > 0) inverse.prune = containers;
  edit.undoneBy(inverse);
  edit.mark(entry);
}

function conditionJson(operator: string, operands: readonly string[] | undefined): JsonObject {
  return new Map<string, Json>([
    ["Operator", operator],
    ["Operands", [...(operands ?? [])]],
  ]);
}

export function setCondition(edit: Edit, op: Op): void {
  const branch = branchOf(op, "condition");
  const entry = edit.entry(need(op.id, "id", op));
  const operator = need(op.operator, "operator", op);
  const raw = findCondition(entry, branch);
  const before = conditionOf(raw.entry);
  const whole = plainCondition(raw.entry) ? undefined : toText(edit.doc.root);
  setPath(edit, actionBase(raw.entry, 2, 3), ["Condition", "Operator"], operator, entry.id);
  setPath(edit, actionBase(raw.entry, 2, 3), ["Condition", "Operands"], [...(op.operands ?? [])], entry.id);
  if (whole === undefined) {
    edit.undoneBy({ op: "set_condition", id: entry.id, branch: nameOf(entry, raw.entry), ...before });
  } else {
    edit.undoneBy({ op: "replace", text: whole });
  }
  edit.mark(entry);
}

export function moveCondition(edit: Edit, op: Op): void {
  const branch = branchOf(op, "condition");
  need(op.index, "index", op);
  checkIndex(op);
  const entry = edit.entry(need(op.id, "id", op));
  const raw = findCondition(entry, branch);
  const list = listOf(edit, entry, "Conditions", false);
  const to = insertAt(op, list.length - 1);
  const from = list.indexOf(raw.entry);
  edit.journal.splice(list, from, 1);
  edit.journal.splice(list, to, 0, raw.entry);
  edit.undoneBy({ op: "move_condition", id: entry.id, branch: nameOf(entry, raw.entry), index: from });
  edit.mark(entry);
}

export function removeCondition(edit: Edit, op: Op): void {
  const branch = branchOf(op, "condition");
  const entry = edit.entry(need(op.id, "id", op));
  const raw = findCondition(entry, branch);
  const list = listOf(edit, entry, "Conditions", false);
  const index = list.indexOf(raw.entry);
  const { operator, operands } = conditionOf(raw.entry);
  const plain = plainCondition(raw.entry) && raw.entry.size === 2;
  if (plain && typeof raw.entry.get("NextAction") === "string")
    edit.undoneBy({ op: "add_condition", id: entry.id, operator, operands, target: raw.target, index });
  else edit.undoneByText();
  edit.journal.splice(list, index, 1);
  prune(edit, entry.node, ["Transitions", "Conditions"], op.prune ?? 0);
  edit.mark(entry);
}

/** The test of an entry is what set_condition would write. */
function plainCondition(entry: JsonObject): boolean {
  const test = objectAt(entry, "Condition");
  const operands = arrayAt(test, "Operands");
  return (
    test?.size === 2 &&
    textAt(test, "Operator") !== "" &&
    operands?.every((operand) => typeof operand === "string") === true
  );
}

function sizeOf(json: Json | undefined): number {
  return json instanceof Map ? json.size : 0;
}

function hasList(entry: Entry, key: "Errors" | "Conditions"): boolean {
  return objectAt(entry.node, "Transitions")?.has(key) === true;
}

function findCondition(entry: Entry, branch: Branch): RawBranch {
  const key = branchKey(branch);
  const raw = readConditions(entry.node).find((one) => branchKey(one.branch) === key);
  if (raw === undefined) throw unknownBranch(entry.id);
  return raw;
}

/** How the condition at an entry is named now. */
function nameOf(entry: Entry, at: JsonObject): Branch {
  const raw = readConditions(entry.node).find((one) => one.entry === at);
  if (raw === undefined) throw unknownBranch(entry.id);
  return copyBranch(raw.branch);
}

function copyBranch(branch: Branch): Branch {
  return branch.operands === undefined ? { ...branch } : { ...branch, operands: [...branch.operands] };
}

function transitionsOf(edit: Edit, entry: Entry, create: true): JsonObject;
function transitionsOf(edit: Edit, entry: Entry, create: boolean): JsonObject | undefined;
function transitionsOf(edit: Edit, entry: Entry, create: boolean): JsonObject | undefined {
  const found = entry.node.get("Transitions");
  if (found instanceof Map) return found;
  if (found !== undefined) throw noContainer("Transitions", entry.id);
  if (!create) return undefined;
  const made: JsonObject = new Map();
  edit.journal.set(entry.node, "Transitions", made);
  return made;
}

function listOf(edit: Edit, entry: Entry, key: "Errors" | "Conditions", create: boolean): Json[] {
  const transitions = transitionsOf(edit, entry, create);
  const found = transitions?.get(key);
  if (Array.isArray(found)) return found;
  if (found !== undefined) throw noContainer(`Transitions.${key}`, entry.id);
  const made: Json[] = [];
  if (create && transitions !== undefined) edit.journal.set(transitions, key, made);
  return made;
}

function unknownBranch(block: string): Refusal {
  return new Refusal("unknown_branch", "The block has no such branch any more.", block);
}

function noContainer(path: string, block: string): Refusal {
  return new Refusal("unknown_path", `${path} of this block has a form that cannot be edited.`, block);
}
