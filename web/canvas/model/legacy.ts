/** The old export format ("modules"), drawn read-only under its own names. */
import { arrayAt, type Json, type JsonObject, textAt } from "./json";
import { conditionBranch, errorBranch, nextBranch } from "./op";
import { conditionLabel, words } from "./outputs";
import { shortLabel } from "./summary";
import type { BlockInfo, Output, Setting } from "./types";

/** Settings shown on a block at most. */
const shownAtMost = 3;

export function legacyModules(root: JsonObject): JsonObject[] {
  return (arrayAt(root, "modules") ?? []).filter((item): item is JsonObject => item instanceof Map);
}

export function legacyInfo(type: string): BlockInfo {
  return {
    key: "legacy",
    name: type === "" ? "Legacy block" : words(type),
    category: "",
    icon: "history",
    status: "legacy",
  };
}

export function legacyTargets(module: JsonObject): string[] {
  const targets = (arrayAt(module, "branches") ?? []).map((branch) => textAt(branch, "transition"));
  return [...new Set(targets.filter((target) => target !== ""))];
}

export function legacyOutputs(module: JsonObject): Output[] {
  return (arrayAt(module, "branches") ?? []).map((branch, i) => legacyOutput(branch, i));
}

function legacyOutput(json: Json, index: number): Output {
  const condition = textAt(json, "condition");
  const operator = textAt(json, "conditionType");
  const value = textAt(json, "conditionValue");
  const evaluated = operator !== "" || value !== "";
  const failure = /error/i.test(condition);
  return {
    key: `legacy:${index}`,
    branch: evaluated
      ? conditionBranch(operator, [value], index)
      : failure
        ? errorBranch(condition)
        : { ...nextBranch },
    label: evaluated ? conditionLabel(operator, [value]) : words(condition),
    target: textAt(json, "transition"),
    required: false,
    present: true,
    tone: failure ? "error" : evaluated ? "condition" : "default",
    mirror: false,
  };
}

export function legacySummary(module: JsonObject): Setting[] {
  const out: Setting[] = [];
  for (const parameter of arrayAt(module, "parameters") ?? []) {
    if (out.length === shownAtMost) break;
    const value = textAt(parameter, "resourceName") || textAt(parameter, "value");
    const name = textAt(parameter, "key") || textAt(parameter, "name");
    if (value !== "")
      out.push({ label: words(name), short: shortLabel(words(name)), value: value.slice(0, 160) });
  }
  return out;
}
