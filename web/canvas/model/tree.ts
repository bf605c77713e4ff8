/**
 * Changes to the document's tree, each with the step that takes it back. Run
 * backwards the steps restore the tree exactly, which is how a batch that
 * fails half-way leaves nothing, and how a session puts its own edits aside
 * while it takes in another's.
 */
import type { Json, JsonObject } from "./json";

export class Journal {
  readonly steps: (() => void)[] = [];

  set(object: JsonObject, key: string, value: Json): void {
    const old = object.get(key);
    object.set(key, value);
    this.steps.push(old === undefined ? () => object.delete(key) : () => object.set(key, old));
  }

  delete(object: JsonObject, key: string): void {
    const old = object.get(key);
    if (old === undefined) return;
    const before = object.size <= orderKept ? [...object] : undefined;
    object.delete(key);
    this.steps.push(() => {
      if (before === undefined) object.set(key, old);
      else refill(object, before);
    });
  }

  /** Gives a member another name and keeps its place. */
  rekey(object: JsonObject, from: string, to: string): void {
    const before = [...object];
    refill(
      object,
      before.filter(([key]) => key !== to).map(([key, value]) => [key === from ? to : key, value]),
    );
    this.steps.push(() => refill(object, before));
  }

  splice(list: Json[], index: number, count: number, ...items: Json[]): void {
    const gone = list.splice(index, count, ...items);
    this.steps.push(() => list.splice(index, items.length, ...gone));
  }

  /** A step that is no change of the tree. */
  note(undo: () => void): void {
    this.steps.push(undo);
  }
}

/** Up to this size an object gets a deleted member back at its old place; beyond, at the end. */
const orderKept = 64;

function refill(object: JsonObject, members: readonly (readonly [string, Json])[]): void {
  object.clear();
  for (const [key, value] of members) object.set(key, value);
}

/** Runs the steps backwards. */
export function unwind(steps: readonly (() => void)[]): void {
  for (let i = steps.length - 1; i >= 0; i--) steps[i]?.();
}
