/**
 * What a flow says: its spoken and written texts. They are found by what the
 * catalogue says of parameters: whatever may be said instead of speech markup
 * (text, recording, audio file), and texts that may be long.
 */
import type { Json } from "../../model/json";
import type { Block, FlowReader } from "../../model/types";
import { inFlowOrder } from "../flow-order";
import type { ActionForms, Group, Parameter } from "../form/forms.gen";
import { isWithin, nameOf, type Place, placeOf, valueIn } from "../form/paths";
import { formsOf, parameterOf } from "../form/schema";
import { holdsAt } from "../form/visibility";

/** A text that may be this long is written for people. */
const longFrom = 1000;

/** One text of the flow. */
export interface FlowText {
  /** Unique in the flow. */
  readonly key: string;
  readonly block: Block;
  readonly place: Place;
  readonly parameter: Parameter;
  /** "" also where the block should say something and says nothing. */
  readonly text: string;
}

/** The texts in the order in which a caller meets them. */
export function textsOf(flow: FlowReader): FlowText[] {
  return inFlowOrder([...flow.blocks()], flow.start()).flatMap((block) => {
    const forms = formsOf(block.type);
    return forms ? textsOfBlock(flow, block, forms) : [];
  });
}

function textsOfBlock(flow: FlowReader, block: Block, forms: ActionForms): FlowText[] {
  const parameters = flow.actionJson(block.id)?.get("Parameters");
  const out: [readonly string[], FlowText][] = [];
  for (const parameter of spokenOf(forms)) {
    for (const keys of keysOf(parameters, parameter.path)) {
      const place = placeOf(parameter.path, keys);
      const value = valueIn(parameters, place);
      const isDue = value === undefined && isMissing(forms, parameter, parameters, keys);
      if (typeof value !== "string" && !isDue) continue;
      const text = typeof value === "string" ? value : "";
      out.push([keys, { key: `${block.id}/${nameOf(place)}`, block, place, parameter, text }]);
    }
  }
  return out.sort(([a], [b]) => inListOrder(a, b)).map(([, one]) => one);
}

/** Items of lists in their order, whatever is said in each. */
function inListOrder(a: readonly string[], b: readonly string[]): number {
  for (const [index, key] of a.entries()) {
    const difference = Number(key) - Number(b[index] ?? key);
    if (difference !== 0) return difference;
  }
  return 0;
}

const spokenByType = new Map<string, readonly Parameter[]>();

/** The parameters of an action that hold texts for people, in the catalogue's order. */
function spokenOf(forms: ActionForms): readonly Parameter[] {
  const known = spokenByType.get(forms.type);
  if (known) return known;
  const instead = (forms.one_of ?? [])
    .filter((group) => group.paths.some((path) => parameterOf(forms, path)?.kind === "ssml"))
    .flatMap((group) => group.paths);
  const isSaid = ({ kind, path }: Parameter) =>
    (kind === "text" || kind === "ssml" || kind === "resource") && instead.some((one) => isWithin(path, one));
  const isLong = ({ kind, max_len }: Parameter) => kind === "text" && (max_len ?? 0) >= longFrom;
  const found = forms.parameters.filter((one) => isSaid(one) || isLong(one));
  spokenByType.set(forms.type, found);
  return found;
}

/** The indexes of each item that a path's parameter stands in; one empty list where it stands in none. */
function keysOf(parameters: Json | undefined, template: string): string[][] {
  let all: string[][] = [[]];
  for (let at = template.indexOf("[]"); at >= 0; at = template.indexOf("[]", at + 1)) {
    const list = template.slice(0, at);
    all = all.flatMap((keys) => {
      const items = valueIn(parameters, placeOf(list, keys));
      return Array.isArray(items) ? items.map((_, index) => [...keys, String(index)]) : [];
    });
  }
  return all;
}

/** Whether a plain text is due here: one of a group has to be set, and none is. */
function isMissing(
  forms: ActionForms,
  parameter: Parameter,
  parameters: Json | undefined,
  keys: readonly string[],
): boolean {
  if (parameter.kind !== "text") return false;
  const group = (forms.one_of ?? []).find(
    (one) => one.paths.includes(parameter.path) && holdsAt(one.when, parameters, keys),
  );
  return group !== undefined && group.min > 0 && isUnset(group, parameters, keys);
}

function isUnset(group: Group, parameters: Json | undefined, keys: readonly string[]): boolean {
  return group.paths.every((path) => valueIn(parameters, placeOf(path, keys)) === undefined);
}

/** Which texts are looked at. */
export interface Filter {
  readonly query: string;
  readonly emptyOnly: boolean;
  readonly ssmlOnly: boolean;
}

/** What a kind of text is called where there is little room. */
export function kindOf({ parameter }: FlowText): string {
  if (parameter.kind === "ssml") return "SSML";
  if (parameter.kind === "resource") return "Recording";
  if (parameter.path.endsWith("Uri")) return "Audio file";
  return parameter.path.endsWith("Text") ? "Text" : parameter.label;
}

export function filtered(
  texts: readonly FlowText[],
  filter: Filter,
  names: ReadonlyMap<string, string>,
): FlowText[] {
  const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
  return texts.filter((one) => {
    if (filter.emptyOnly && one.text.trim() !== "") return false;
    if (filter.ssmlOnly && one.parameter.kind !== "ssml") return false;
    const said = `${names.get(one.block.id) ?? ""} ${kindOf(one)} ${one.text}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

/** A text with another in it. */
export interface Replaced {
  readonly one: FlowText;
  readonly text: string;
  readonly count: number;
}

/** Replaces plain text in texts; capitals count where matchCase says so. */
export function replacedIn(
  texts: readonly FlowText[],
  find: string,
  by: string,
  matchCase: boolean,
): Replaced[] {
  if (find === "") return [];
  const pattern = new RegExp(find.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), matchCase ? "gu" : "giu");
  return texts.flatMap((one) => {
    let count = 0;
    const text = one.text.replace(pattern, () => {
      count++;
      return by;
    });
    return count > 0 ? [{ one, text, count }] : [];
  });
}
