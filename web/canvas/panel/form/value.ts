import { type Json, parseJson, toPretty } from "../../model/json";

/** How a parameter's value reads in a one-line field: text as it is, anything else as JSON. */
export function textOf(value: Json | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : toPretty(value);
}

/** Whether a value is taken from an attribute at run time instead of being fixed. */
export function isDynamic(value: Json | undefined): boolean {
  return typeof value === "string" && value.startsWith("$.");
}

/** The names and texts of a map parameter, in file order. */
export function entriesOf(value: Json | undefined): [string, Json][] {
  return value instanceof Map ? [...value] : [];
}

/** The texts of a list parameter. */
export function itemsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map((item) => textOf(item)) : [];
}

/** Reads what somebody typed as JSON: the value, or the sentence to show beside the field. */
export function readJson(text: string): { value: Json } | { problem: string } {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : "it can't be read";
    return { problem: `This is not JSON yet: ${reason}` };
  }
}

/** A dotted catalogue path as the path of an operation. */
export function pathOf(dotted: string): string[] {
  return dotted.split(".");
}
