/**
 * Paths of parameters. A path of the catalogue is a template: "Messages[].Text"
 * and "FlowAttributes.*.Value" stand for one value in each item. A place is one
 * of those values: the steps from Parameters, with indexes and names filled in.
 */
import { type Json, member } from "../../model/json";

export type Place = readonly string[];

/** The place of a template, with these indexes and names for its "[]" and "*", in their order. */
export function placeOf(template: string, keys: readonly string[]): Place {
  const place: string[] = [];
  let used = 0;
  for (const part of template.split(".")) {
    if (part === "*") {
      place.push(keys[used++] ?? "*");
      continue;
    }
    place.push(part.replace(/\[\]$/, ""));
    if (part.endsWith("[]")) place.push(keys[used++] ?? "0");
  }
  return place;
}

/** How many steps of a template's places lead to its innermost item; 0 outside of lists and maps. */
export function itemDepth(template: string): number {
  let steps = 0;
  let depth = 0;
  for (const part of template.split(".")) {
    steps += part.endsWith("[]") ? 2 : 1;
    if (part.endsWith("[]") || part === "*") depth = steps;
  }
  return depth;
}

/** Whether a template is another one, or stands below it. */
export function isWithin(template: string, owner: string): boolean {
  return template === owner || isBelow(template, owner);
}

export function isBelow(template: string, owner: string): boolean {
  return template.startsWith(`${owner}.`) || template.startsWith(`${owner}[]`);
}

/** The template that a template stands in; "" for a parameter of its own. */
export function ownerOf(template: string): string {
  const at = template.lastIndexOf(".");
  return at < 0 ? "" : template.slice(0, at).replace(/\[\]$/, "");
}

/** What stands at a place; undefined when nothing does. */
export function valueIn(parameters: Json | undefined, place: Place): Json | undefined {
  let at = parameters;
  for (const step of place) at = Array.isArray(at) ? at[Number(step)] : member(at, step);
  return at;
}

/** A place as attributes and drafts name it. */
export function nameOf(place: Place): string {
  return place.join(".");
}

const mark = "/Parameters/";

/** The place that the JSON pointer of a finding is about; undefined when it is about no parameter. */
export function placeOfPointer(pointer: string): Place | undefined {
  const at = pointer.indexOf(mark);
  if (at < 0) return undefined;
  return pointer
    .slice(at + mark.length)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
