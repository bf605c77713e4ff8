/** What can be said of a value while it is typed. The server's findings stay the truth. */
import { holds } from "../../model/catalogue";
import type { Json } from "../../model/json";
import { amountIn, unitsFor } from "./duration";
import type { Parameter } from "./forms.gen";

/** The parameter with the largest value that counts beside the others. */
export function limitedBy(parameter: Parameter, parameters: Json | undefined): Parameter {
  const limit = parameter.max_in?.find((one) => holds(one.when, parameters));
  return limit ? { ...parameter, max: limit.max } : parameter;
}

/** A reference, or what a template fills in when it is deployed: nothing can be said of it here. */
export function isOpenValue(text: string): boolean {
  return text.startsWith("$.") || text.startsWith("$[") || /\$\{[^}]*\}|^%.*%$/.test(text);
}

/** Why a text is no value of this parameter, in one sentence; "" when it is, or nothing was typed. */
export function problemOf(parameter: Parameter, text: string): string {
  if (text === "" || (isOpenValue(text) && parameter.kind !== "jsonpath")) return "";
  switch (parameter.kind) {
    case "integer":
    case "duration":
      return numberProblem(parameter, text);
    case "phone":
      return phoneProblem(text);
    case "jsonpath":
      return /^\$(\.|\[)./.test(text) || isOpenValue(text)
        ? ""
        : "Begin with $. and a name, such as $.Attributes.tier.";
    default:
      return textProblem(parameter, text);
  }
}

function numberProblem(parameter: Parameter, text: string): string {
  const { min = 0, max = 0 } = parameter;
  if (!/^-?\d+$/.test(text.trim())) return "Type a whole number, such as 5.";
  const n = Number(text);
  const said = (value: number) =>
    parameter.kind === "duration" ? durationText(parameter, value) : value.toLocaleString("en");
  const isLimited = min !== 0 || max !== 0;
  if (isLimited && n < min) return `At least ${said(min)}.`;
  if (max !== 0 && n > max) return `At most ${said(max)}.`;
  return "";
}

/** "90 seconds", "7 days". */
export function durationText(parameter: Parameter, wire: number): string {
  const unit =
    unitsFor(parameter).findLast((one) => wire % one.wire === 0 && wire !== 0) ?? unitsFor(parameter)[0];
  if (!unit) return String(wire);
  const amount = amountIn(unit, wire);
  return `${amount.toLocaleString("en")} ${amount === 1 ? unit.name.slice(0, -1) : unit.name}`;
}

/** The limits of a number in words; "" when it has none. */
export function limitsOf(parameter: Parameter): string {
  const { min = 0, max = 0, kind } = parameter;
  if (kind !== "integer" && kind !== "duration") return "";
  const said = (value: number) =>
    kind === "duration" ? durationText(parameter, value) : value.toLocaleString("en");
  if (max !== 0) return `${said(min)} to ${said(max)}`;
  return min > 1 ? `${said(min)} or more` : "";
}

function phoneProblem(text: string): string {
  if (/^\+[1-9]\d{1,14}$/.test(text)) return "";
  if (!text.startsWith("+")) return "Begin with + and the country code: +442071838750.";
  if (/[^+\d]/.test(text.slice(1)))
    return "Only digits after the +, without spaces or dashes: +442071838750.";
  if (text.startsWith("+0")) return "The country code follows the +, without a 0: +442071838750.";
  return "A number has 2 to 15 digits after the +.";
}

function textProblem(parameter: Parameter, text: string): string {
  const length = [...text].length;
  const most = parameter.max_len ?? 0;
  if (most > 0 && length > most)
    return `At most ${most.toLocaleString("en")} characters; this has ${length.toLocaleString("en")}.`;
  if (parameter.pattern && !text.includes("$") && !matches(parameter.pattern, text))
    return "Connect expects another form here.";
  return "";
}

/** The catalogue's patterns are Go's (RE2); one that this browser reads otherwise says nothing. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}
