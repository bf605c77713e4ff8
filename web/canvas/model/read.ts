/** Reads the parts of an action. What has another form than the flow language asks for reads as empty. */
import { arrayAt, type Json, type JsonObject, member, objectAt, textAt, toCanonical } from "./json";
import { type Branch, conditionBranch, errorBranch, nextBranch } from "./op";

/** A branch as it stands in the file. */
export interface RawBranch {
  readonly branch: Branch;
  /** The object whose NextAction is the target: Transitions itself, or an entry of Errors or Conditions. */
  readonly entry: JsonObject;
  readonly target: string;
}

/** The text of an operand: what is no string counts as its canonical text. */
export function operandText(operand: Json): string {
  return typeof operand === "string" ? operand : toCanonical(operand);
}

export function conditionOf(entry: Json | undefined): { operator: string; operands: string[] } {
  const test = objectAt(entry, "Condition");
  return { operator: textAt(test, "Operator"), operands: (arrayAt(test, "Operands") ?? []).map(operandText) };
}

/** NextAction, when the action has one. */
export function readNext(action: JsonObject): RawBranch | undefined {
  const transitions = objectAt(action, "Transitions");
  if (!transitions?.has("NextAction")) return undefined;
  return { branch: nextBranch, entry: transitions, target: textAt(transitions, "NextAction") };
}

export function readErrors(action: JsonObject): RawBranch[] {
  const out: RawBranch[] = [];
  for (const entry of arrayAt(member(action, "Transitions"), "Errors") ?? []) {
    if (!(entry instanceof Map)) continue;
    out.push({
      branch: errorBranch(textAt(entry, "ErrorType")),
      entry,
      target: textAt(entry, "NextAction"),
    });
  }
  return out;
}

export function readConditions(action: JsonObject): RawBranch[] {
  const out: RawBranch[] = [];
  for (const entry of arrayAt(member(action, "Transitions"), "Conditions") ?? []) {
    if (!(entry instanceof Map)) continue;
    const { operator, operands } = conditionOf(entry);
    let nth = 0;
    for (const { branch } of out) {
      if (branch.operator === operator && sameTexts(branch.operands ?? [], operands)) nth++;
    }
    out.push({
      branch: conditionBranch(operator, operands, nth),
      entry,
      target: textAt(entry, "NextAction"),
    });
  }
  return out;
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

/** Every branch in the file: NextAction, then errors, then conditions. */
export function readBranches(action: JsonObject): RawBranch[] {
  const next = readNext(action);
  const rest = [...readErrors(action), ...readConditions(action)];
  return next === undefined ? rest : [next, ...rest];
}

/** The identifiers that an action's branches name, each once. */
export function readTargets(action: JsonObject): string[] {
  const out = new Set<string>();
  const transitions = action.get("Transitions");
  if (!(transitions instanceof Map)) return [];
  const note = (json: Json): void => {
    const target = textAt(json, "NextAction");
    if (target !== "") out.add(target);
  };
  note(transitions);
  for (const entry of arrayAt(transitions, "Errors") ?? []) note(entry);
  for (const entry of arrayAt(transitions, "Conditions") ?? []) note(entry);
  return [...out];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(id: string): boolean {
  return uuid.test(id);
}
