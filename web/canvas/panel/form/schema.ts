/** The forms of the catalogue: what each parameter is called, holds and expects. */
import type { Json, JsonObject } from "../../model/json";
import { words } from "../../model/outputs";
import { type ActionForms, actionForms, type Parameter } from "./forms.gen";
import { isBelow } from "./paths";

const byType = new Map<string, ActionForms>(actionForms.map((forms) => [forms.type, forms]));

/** What forms need to know of an action type; undefined for one that is not known. */
export function formsOf(type: string): ActionForms | undefined {
  return byType.get(type);
}

export function parameterOf(forms: ActionForms | undefined, template: string): Parameter | undefined {
  return forms?.parameters.find((one) => one.path === template);
}

/** What people call a parameter. */
export function labelOf(forms: ActionForms | undefined, template: string): string {
  return parameterOf(forms, template)?.label ?? words(lastStep(template));
}

export function lastStep(template: string): string {
  return (template.split(".").at(-1) ?? template).replace("[]", "");
}

/** One item of a list, or one value of a map, as a parameter: lists and maps say of what kind they are. */
export function itemOf(parameter: Parameter): Parameter {
  const { items, help: _, ...rest } = parameter;
  return { ...rest, kind: items ?? "text", need: "required" };
}

/**
 * What a parameter holds right after it was chosen, before anything was typed.
 * An object has the members that it needs and that have a usual value.
 */
export function startOf(forms: ActionForms, template: string): Json {
  const parameter = parameterOf(forms, template);
  const kind =
    parameter?.kind ?? (forms.parameters.some((one) => isBelow(one.path, template)) ? "object" : "text");
  if (kind === "object") return requiredMembers(forms, template);
  if (kind === "map") return new Map();
  if (kind === "list") return [];
  return parameter ? wireOf(parameter, undefined, parameter.default ?? "") : "";
}

/** The members that an object, or an item of a list, begins with. */
export function requiredMembers(forms: ActionForms, owner: string): JsonObject {
  const out: JsonObject = new Map();
  for (const one of forms.parameters) {
    const name = one.path.slice(owner.length + 1);
    if (!one.path.startsWith(`${owner}.`) || /[.[*]/.test(name) || one.need !== "required") continue;
    if (one.kind === "object") {
      const members = requiredMembers(forms, one.path);
      if (members.size > 0) out.set(name, members);
    } else if (one.default !== undefined) {
      out.set(name, wireOf(one, undefined, one.default));
    }
  }
  return out;
}

/**
 * The text of a field as the file has it. Scalars are texts on the wire; a
 * number or a boolean that Connect takes as such stays one.
 */
export function wireOf(parameter: Parameter, before: Json | undefined, text: string): Json {
  const isTyped =
    parameter.native === true &&
    (before === undefined ? parameter.typed === true : typeof before !== "string");
  if (!isTyped) return text;
  if (parameter.kind === "bool") return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : text;
  return text.trim() !== "" && String(Number(text)) === text.trim() ? Number(text) : text;
}
