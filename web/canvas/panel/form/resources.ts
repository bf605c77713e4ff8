/** The resources that a flow names already: what a picker can offer without asking AWS. */
import type { Json } from "../../model/json";
import type { FlowReader } from "../../model/types";
import { resourceName } from "./edit";
import { isOpenValue } from "./limits";
import { type Place, placeOf } from "./paths";
import { formsOf } from "./schema";

export interface Resource {
  readonly value: string;
  /** "" where the flow has only the id. */
  readonly name: string;
  /** What is said beside the name; absent: the end of the ARN. */
  readonly about?: string;
}

/** Resources of a kind in a flow, by name, those without one last. */
export function resourcesIn(flow: FlowReader, kind: string): Resource[] {
  const found = new Map<string, Resource>();
  for (const block of flow.actions()) {
    for (const parameter of formsOf(block.type)?.parameters ?? []) {
      if (parameter.resource !== kind) continue;
      const template = parameter.kind === "list" ? `${parameter.path}[]` : parameter.path;
      for (const place of placesIn(flow.actionJson(block.id)?.get("Parameters"), template)) {
        const value = flow.parameter(block.id, place);
        if (typeof value !== "string" || !isIdentified(value)) continue;
        const name = resourceName(flow, block.id, place);
        if (!found.has(value) || name !== "") found.set(value, { value, name });
      }
    }
  }
  return [...found.values()].sort(
    (a, b) => Number(a.name === "") - Number(b.name === "") || titleOf(a).localeCompare(titleOf(b)),
  );
}

/** The places of a template that a block's parameters have. */
export function placesIn(parameters: Json | undefined, template: string): Place[] {
  let keys: string[][] = [[]];
  const parts = template.split(".");
  parts.forEach((part, at) => {
    if (part !== "*" && !part.endsWith("[]")) return;
    const owner = parts
      .slice(0, part === "*" ? at : at + 1)
      .join(".")
      .replace(/\[\]$/, "");
    keys = keys.flatMap((known) => keysAt(parameters, placeOf(owner, known)).map((key) => [...known, key]));
  });
  return keys.map((known) => placeOf(template, known));
}

function keysAt(parameters: Json | undefined, place: Place): string[] {
  let at = parameters;
  for (const step of place)
    at = Array.isArray(at) ? at[Number(step)] : at instanceof Map ? at.get(step) : undefined;
  if (Array.isArray(at)) return at.map((_, index) => String(index));
  return at instanceof Map ? [...at.keys()] : [];
}

/** Whether a text identifies a resource: an ARN, or an id of hexadecimal digits. */
export function isIdentified(text: string): boolean {
  return text.startsWith("arn:") || /^[0-9a-f-]{8,}(:\S+)?$/i.test(text);
}

/** What a picker shows of a resource: its name, else what tells its ARN apart. */
export function titleOf(resource: Resource): string {
  return resource.name === "" ? tailOf(resource.value) : resource.name;
}

/** "function:orders" of an ARN. */
export function tailOf(arn: string): string {
  const tail = arn.split(":").slice(5).join(":");
  return tail === "" ? arn : (tail.split("/").at(-1) ?? tail);
}

/** What a typed text stands for: one of the known resources by its name, a value as it is, or a name that nobody knows. */
export function readResource(
  text: string,
  known: readonly Resource[],
): { readonly value: string; readonly name: string } {
  const typed = text.trim();
  const named = known.find((one) => one.name.toLowerCase() === typed.toLowerCase() && one.name !== "");
  const same = named ?? known.find((one) => one.value === typed);
  if (same) return { value: same.value, name: same.name };
  return { value: typed, name: isIdentified(typed) || isOpenValue(typed) ? "" : typed };
}
