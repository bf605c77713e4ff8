/** Setting and clearing a value at a path of member names and array indexes. */
import { type Json, type JsonObject, member } from "../json";
import { copy, type Edit, Refusal } from "./edit";

/** What a change at a path did. */
export interface PathChange {
  /** What stood there; undefined when nothing did. */
  readonly old: Json | undefined;
  /** How many leading steps of the path there were before: path.slice(0, found + 1) was made new. */
  readonly found: number;
  /** The value was an element of an array. */
  readonly inArray: boolean;
}

/** Sets a value, creating the objects on the way. The base is there already. */
export function setPath(
  edit: Edit,
  base: JsonObject,
  path: readonly string[],
  value: Json,
  block: string,
): PathChange {
  let at: Json = base;
  let found = path.length;
  for (let i = 0; i < path.length - 1; i++) {
    const next = child(at, path[i] ?? "", block, path);
    if (next !== undefined) {
      at = next;
      continue;
    }
    if (!(at instanceof Map)) throw blocked(block, path);
    found = Math.min(found, i);
    const made: JsonObject = new Map();
    edit.journal.set(at, path[i] ?? "", made);
    at = made;
  }
  const last = path.at(-1) ?? "";
  const old = child(at, last, block, path);
  if (Array.isArray(at)) {
    edit.journal.splice(at, Number(last), 1, copy(value));
    return { old, found, inArray: true };
  }
  if (!(at instanceof Map)) throw blocked(block, path);
  if (old === undefined) found = Math.min(found, path.length - 1);
  edit.journal.set(at, last, copy(value));
  return { old, found, inArray: false };
}

/** Removes what stands at the path. Containers that get empty stay. */
export function clearPath(edit: Edit, base: JsonObject, path: readonly string[], block: string): PathChange {
  let at: Json | undefined = base;
  for (const step of path.slice(0, -1)) {
    at = child(at, step, block, path);
    if (at === undefined) throw blocked(block, path);
  }
  const last = path.at(-1) ?? "";
  const old = child(at, last, block, path);
  if (old === undefined || at === undefined) throw blocked(block, path);
  if (Array.isArray(at)) edit.journal.splice(at, Number(last), 1);
  else if (at instanceof Map) edit.journal.delete(at, last);
  return { old, found: path.length, inArray: Array.isArray(at) };
}

/** What stands at a path; undefined when nothing does. */
export function atPath(base: Json | undefined, path: readonly string[]): Json | undefined {
  let at = base;
  for (const step of path) at = Array.isArray(at) ? at[Number(step)] : member(at, step);
  return at;
}

const index = /^(0|[1-9][0-9]*)$/;

/** The member or element; undefined when an object has no such member. Refuses what has no children. */
function child(at: Json | undefined, step: string, block: string, path: readonly string[]): Json | undefined {
  if (at instanceof Map) return at.get(step);
  if (Array.isArray(at) && index.test(step) && Number(step) < at.length) return at[Number(step)];
  throw blocked(block, path);
}

function blocked(block: string, path: readonly string[]): Refusal {
  return new Refusal("unknown_path", `There is nothing at ${path.join(".")} that could be changed.`, block);
}
