/** Setting and clearing a value at a path of member names and array indexes. */
import { type Json, type JsonObject, member } from "../json";
import { copy, type Edit, Refusal } from "./edit";

/** Where a path begins. */
export interface Base {
  readonly at: JsonObject;
  /** How deep that is in the document; the document itself is 1. */
  readonly depth: number;
  /** So many containers from the base on must be objects, the base included. */
  readonly fixed: number;
}

/** A path from the document itself. */
export function rootBase(edit: Edit, fixed: number): Base {
  return { at: edit.doc.root, depth: 1, fixed };
}

/** A path from an action, or (deeper = 2) from an entry of its Errors or Conditions. */
export function actionBase(at: JsonObject, fixed: number, deeper = 0): Base {
  return { at, depth: 3 + deeper, fixed };
}

/** Containers within each other in a flow at most. */
const depthAtMost = 64;

/** What a change at a path did. */
export interface PathChange {
  /** What stood there; undefined when nothing did. */
  readonly old: Json | undefined;
  /** How many leading steps of the path there were before: path.slice(0, found + 1) was made new. */
  readonly found: number;
  /** The value was an element of an array. */
  readonly inArray: boolean;
}

/**
 * Sets a value, creating the objects on the way. An array takes an element at
 * its end.
 */
export function setPath(
  edit: Edit,
  base: Base,
  path: readonly string[],
  value: Json,
  block: string,
): PathChange {
  let at: Json = base.at;
  for (let k = 0; k < path.length; k++) {
    const step = path[k] ?? "";
    const rest = path.slice(k + 1);
    const old = child(at, step, k < base.fixed, block, path);
    if (old !== undefined && rest.length > 0) {
      at = old;
      continue;
    }
    checkDepth(base.depth + k + rest.length, value, block);
    if (at instanceof Map) {
      edit.journal.set(at, step, wrap(rest, copy(value)));
      return { old, found: old === undefined ? k : path.length, inArray: false };
    }
    if (!Array.isArray(at) || rest.length > 0) throw blocked(block, path);
    edit.journal.splice(at, Number(step), old === undefined ? 0 : 1, copy(value));
    return { old, found: old === undefined ? k : path.length, inArray: true };
  }
  throw blocked(block, path);
}

/** Refuses a value that would be nested too deeply in a container of that depth. */
export function checkDepth(container: number, value: Json, block: string): void {
  if (container + levels(value) <= depthAtMost) return;
  throw new Refusal(
    "bad_op",
    `The value is nested too deeply; a flow has at most ${depthAtMost} levels.`,
    block,
  );
}

/** How many containers stand within each other. */
function levels(json: Json): number {
  if (Array.isArray(json)) return 1 + json.reduce<number>((most, item) => Math.max(most, levels(item)), 0);
  if (!(json instanceof Map)) return 0;
  let most = 0;
  for (const item of json.values()) most = Math.max(most, levels(item));
  return 1 + most;
}

/** A value inside of objects with one member each. */
function wrap(path: readonly string[], value: Json): Json {
  return path.reduceRight<Json>((inner, step) => new Map([[step, inner]]), value);
}

/** Removes what stands at the path, and so many of the containers around it that are left empty. */
export function clearPath(
  edit: Edit,
  base: Base,
  path: readonly string[],
  block: string,
  containers: number,
): PathChange {
  let at: Json = base.at;
  for (let k = 0; k < path.length - 1; k++) {
    const next = child(at, path[k] ?? "", k < base.fixed, block, path);
    if (next === undefined) throw blocked(block, path);
    at = next;
  }
  const last = path.at(-1) ?? "";
  const old = child(at, last, path.length - 1 < base.fixed, block, path);
  if (old === undefined) throw blocked(block, path);
  if (Array.isArray(at)) edit.journal.splice(at, Number(last), 1);
  else if (at instanceof Map) edit.journal.delete(at, last);
  prune(edit, base.at, path.slice(0, -1), containers);
  return { old, found: path.length, inArray: Array.isArray(at) };
}

/**
 * Takes the container at a path out of its object while it is empty, and then
 * what holds it, so many of them at most.
 */
export function prune(edit: Edit, base: Json, path: readonly string[], containers: number): void {
  for (let k = path.length; k > path.length - containers && k > 0; k--) {
    const holder = atPath(base, path.slice(0, k - 1));
    const name = path[k - 1] ?? "";
    if (!(holder instanceof Map) || !isEmpty(holder.get(name))) return;
    edit.journal.delete(holder, name);
  }
}

function isEmpty(json: Json | undefined): boolean {
  return json instanceof Map ? json.size === 0 : Array.isArray(json) && json.length === 0;
}

/** What stands at a path; undefined when nothing does. */
export function atPath(base: Json | undefined, path: readonly string[]): Json | undefined {
  let at = base;
  for (const step of path) at = Array.isArray(at) ? at[Number(step)] : member(at, step);
  return at;
}

const index = /^(0|[1-9][0-9]*)$/;

/**
 * The member or element; undefined when an object has no such member, or the
 * step is the end of an array. Refuses what has no children.
 */
function child(
  at: Json,
  step: string,
  objectOnly: boolean,
  block: string,
  path: readonly string[],
): Json | undefined {
  if (at instanceof Map) return at.get(step);
  if (objectOnly || !Array.isArray(at)) throw blocked(block, path);
  if (!index.test(step) || Number(step) > at.length) throw blocked(block, path);
  return at[Number(step)];
}

function blocked(block: string, path: readonly string[]): Refusal {
  return new Refusal("unknown_path", `There is nothing at ${path.join(".")} that could be changed.`, block);
}
