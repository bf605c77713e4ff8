/**
 * The ports of a block: what the file holds, in the order and with the names of
 * the catalogue, and what the catalogue requires and the file lacks. Nothing
 * that the file holds is hidden, but NextAction where it only mirrors another
 * branch.
 */
import { type CatalogueAction, type FixedBranch, holds, needOf } from "./catalogue";
import type { Json, JsonObject } from "./json";
import { type Branch, branchKey, conditionBranch, errorBranch, nextBranch } from "./op";
import { type RawBranch, readConditions, readErrors, readNext } from "./read";
import type { Output } from "./types";

export function outputsOf(json: JsonObject, action: CatalogueAction | undefined): Output[] {
  const parameters = json.get("Parameters");
  const next = readNext(json);
  const errors = readErrors(json);
  const conditions = readConditions(json);
  if (action?.terminal) return strays([next, ...conditions, ...errors], action);
  const conditionPorts = withRequired(conditions, action, parameters);
  const errorPorts = orderedErrors(errors, action, parameters);
  const mirrored = mirrorPort(action, [...conditionPorts, ...errorPorts]);
  const ports = [...conditionPorts, ...errorPorts].map((port) =>
    port === mirrored ? { ...port, mirror: true } : port,
  );
  const first = nextPort(next, action, mirrored);
  return unique(first === undefined ? ports : [first, ...ports]);
}

/** A terminal block has no ports; targets that stand in the file all the same are shown. */
function strays(found: readonly (RawBranch | undefined)[], action: CatalogueAction): Output[] {
  return unique(
    found.flatMap((raw) =>
      raw === undefined || raw.target === "" ? [] : [port(raw, labelOf(raw.branch, action))],
    ),
  );
}

function port(raw: RawBranch, label: string, required = false): Output {
  return {
    key: branchKey(raw.branch),
    branch: raw.branch,
    label,
    target: raw.target,
    required,
    present: true,
    tone: toneOf(raw.branch),
    mirror: false,
  };
}

function absent(branch: Branch, label: string): Output {
  return {
    key: branchKey(branch),
    branch,
    label,
    target: "",
    required: true,
    present: false,
    tone: toneOf(branch),
    mirror: false,
  };
}

function toneOf(branch: Branch): Output["tone"] {
  return branch.kind === "next" ? "default" : branch.kind;
}

function nextPort(
  next: RawBranch | undefined,
  action: CatalogueAction | undefined,
  mirrored: Output | undefined,
): Output | undefined {
  const target = next?.target ?? "";
  if (mirrored !== undefined && (target === "" || (mirrored.present && target === mirrored.target)))
    return undefined;
  const need = action?.next ?? "optional";
  const label = nextLabel(action);
  if (next === undefined) return need === "required" ? absent(nextBranch, label) : undefined;
  if (need === "refused" && target === "") return undefined;
  return port(next, label, need === "required");
}

/** Where nothing can go wrong the one way on is plainly "Next". */
function nextLabel(action: CatalogueAction | undefined): string {
  return action !== undefined && action.errors.length === 0 && action.conditions.need === "refused"
    ? "Next"
    : "Success";
}

/** The port that NextAction mirrors, when the block has it. */
function mirrorPort(action: CatalogueAction | undefined, ports: readonly Output[]): Output | undefined {
  const ref = action?.mirror;
  if (ref === undefined) return undefined;
  const wanted =
    ref.error !== undefined && ref.error !== ""
      ? errorBranch(ref.error)
      : conditionBranch("Equals", [ref.condition ?? ""]);
  const key = branchKey(wanted);
  return ports.find((one) => one.key === key);
}

function withRequired(
  conditions: readonly RawBranch[],
  action: CatalogueAction | undefined,
  parameters: Json | undefined,
): Output[] {
  const ports = conditions.map((raw) => port(raw, labelOf(raw.branch, action), isFixed(raw.branch, action)));
  if (!action?.conditions.all || needOf(action.conditions, parameters) !== "required") return ports;
  for (const fixed of action.conditions.fixed ?? []) {
    if (!holds(fixed.when, parameters)) continue;
    const branch = conditionBranch("Equals", [fixed.operand]);
    const key = branchKey(branch);
    if (!ports.some((one) => one.key === key)) ports.push(absent(branch, fixed.label));
  }
  return ports;
}

function isFixed(branch: Branch, action: CatalogueAction | undefined): boolean {
  return action?.conditions.all === true && fixedOf(branch, action) !== undefined;
}

function fixedOf(branch: Branch, action: CatalogueAction | undefined): FixedBranch | undefined {
  if (branch.kind !== "condition" || branch.operator !== "Equals" || branch.operands?.length !== 1)
    return undefined;
  return action?.conditions.fixed?.find((fixed) => fixed.operand === branch.operands?.[0]);
}

function orderedErrors(
  errors: readonly RawBranch[],
  action: CatalogueAction | undefined,
  parameters: Json | undefined,
): Output[] {
  const left = [...errors];
  const out: Output[] = [];
  for (const rule of action?.errors ?? []) {
    const required = needOf(rule, parameters) === "required";
    const at = left.findIndex((raw) => raw.branch.error === rule.type);
    const raw = left[at];
    if (raw !== undefined) {
      left.splice(at, 1);
      out.push(port(raw, rule.label, required));
    } else if (required) {
      out.push(absent(errorBranch(rule.type), rule.label));
    }
  }
  for (const raw of left) out.push(port(raw, labelOf(raw.branch, action)));
  return out;
}

/** Two entries of one error type are one branch by name; both are shown, under keys of their own. */
function unique(ports: Output[]): Output[] {
  const seen = new Map<string, number>();
  return ports.map((one) => {
    const count = seen.get(one.key) ?? 0;
    seen.set(one.key, count + 1);
    return count === 0 ? one : { ...one, key: `${one.key}#${count}` };
  });
}

/** The name of a branch for people. */
export function labelOf(branch: Branch, action: CatalogueAction | undefined): string {
  switch (branch.kind) {
    case "next":
      return nextLabel(action);
    case "error":
      return (
        action?.errors.find((rule) => rule.type === branch.error)?.label ?? errorLabel(branch.error ?? "")
      );
    case "condition":
      return fixedOf(branch, action)?.label ?? conditionLabel(branch.operator ?? "", branch.operands ?? []);
  }
}

function errorLabel(type: string): string {
  if (type === "NoMatchingError") return "Error";
  if (type === "NoMatchingCondition") return "No match";
  return type === "" ? "Error" : words(type);
}

/** How operators read, and whether the operand is quoted. */
const operatorText = new Map<string, [string, boolean]>([
  ["Equals", ["=", false]],
  ["NumberEquals", ["=", false]],
  ["NumberGreaterThan", [">", false]],
  ["NumberGreaterOrEqualTo", ["≥", false]],
  ["NumberLessThan", ["<", false]],
  ["NumberLessOrEqualTo", ["≤", false]],
  ["TextStartsWith", ["starts with", true]],
  ["TextEndsWith", ["ends with", true]],
  ["TextContains", ["contains", true]],
]);

/** "= 1", `contains "x"`. */
export function conditionLabel(operator: string, operands: readonly string[]): string {
  const [name, quoted] = operatorText.get(operator) ?? [
    operator === "" ? "if" : words(operator).toLowerCase(),
    false,
  ];
  const shown = operands.map((operand) => (quoted || operand === "" ? `"${operand}"` : operand)).join(", ");
  return shown === "" ? name : `${name} ${shown}`;
}

/** "InputTimeLimitExceeded" → "Input time limit exceeded". */
export function words(name: string): string {
  const spaced = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(" ")
    .map((word, i) => (i === 0 || /^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()));
  return spaced.join(" ");
}
