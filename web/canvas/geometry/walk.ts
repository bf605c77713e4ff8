/** Ways through the picture for the keyboard: along wires, between siblings, and one after the other. */

import type { Scene } from "./scene";
import { ENTRY, type Wire } from "./shape";
import { leadsOf } from "./source";

/** How one came to a block: the wire that was followed. */
export interface Step {
  readonly from: string;
  readonly key: string;
}

/** The block that a branch leads to: the named branch, else the first that leads somewhere. */
export function ahead(scene: Scene, id: string, key?: string): Step | undefined {
  const wires = scene.shapes.get(id)?.wires ?? [];
  const chosen =
    wires.find((wire) => wire.key === key && leads(scene, wire)) ?? wires.find((wire) => leads(scene, wire));
  return chosen && { from: id, key: chosen.key };
}

/** The way into a block that comes first: the one nearest above or left of it. */
export function back(scene: Scene, id: string): Step | undefined {
  let best: Wire | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  const to = scene.shapes.get(id)?.rect;
  if (!to) return undefined;
  for (const wire of scene.inbound(id)) {
    const from = scene.shapes.get(wire.source)?.rect;
    if (!from || wire.source === ENTRY || wire.source === id) continue;
    const behind = from.x >= to.x ? 4000 : 0;
    const cost = behind + Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    if (cost < bestCost) {
      bestCost = cost;
      best = wire;
    }
  }
  return best && { from: best.source, key: best.key };
}

/** The next wired branch of the block one came from, downwards or upwards; other blocks than `id` only. */
export function sibling(scene: Scene, id: string, via: Step, down: boolean): Step | undefined {
  const wires = scene.shapes.get(via.from)?.wires ?? [];
  const at = wires.findIndex((wire) => wire.key === via.key);
  const step = down ? 1 : -1;
  for (let i = at + step; at >= 0 && i >= 0 && i < wires.length; i += step) {
    const wire = wires[i]!;
    if (leads(scene, wire) && wire.target !== id) return { from: via.from, key: wire.key };
  }
  return undefined;
}

/** The nearest block above or below, for where there are no siblings. */
export function beside(scene: Scene, id: string, down: boolean): string | undefined {
  const from = scene.shapes.get(id)?.rect;
  if (!from) return undefined;
  let best: string | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const shape of scene.shapes.values()) {
    if (shape.id === id || shape.id === ENTRY) continue;
    const dy = down ? shape.rect.y - from.y : from.y - shape.rect.y;
    if (dy <= 0) continue;
    const cost = dy + 2 * Math.abs(shape.rect.x - from.x);
    if (cost < bestCost) {
      bestCost = cost;
      best = shape.id;
    }
  }
  return best;
}

/** Every block once: depth first along the wires from the start, then what is not reached, from the top left. */
export function readingOrder(scene: Scene, start: string): string[] {
  const seen = new Set<string>();
  const follow = (first: string) => {
    const open = [first];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const shape = scene.shapes.get(id);
      if (!shape || id === ENTRY || seen.has(id)) continue;
      seen.add(id);
      for (let i = shape.wires.length - 1; i >= 0; i--) open.push(shape.wires[i]!.target);
    }
  };
  follow(start);
  const rest = [...scene.shapes.values()].filter((shape) => shape.id !== ENTRY && !seen.has(shape.id));
  rest.sort((a, b) => a.rect.x - b.rect.x || a.rect.y - b.rect.y);
  for (const shape of rest) follow(shape.id);
  return [...seen];
}

function leads(scene: Scene, wire: Wire): boolean {
  return wire.target !== "" && scene.shapes.has(wire.target);
}

/** Every block that leads to one of these, that one of these leads to, and themselves. */
export function pathsThrough(scene: Scene, ids: Iterable<string>): Set<string> {
  const from = [...ids].filter((id) => scene.shapes.has(id));
  const onward = reachedFrom(from, (id) =>
    (scene.shapes.get(id)?.wires ?? []).flatMap((wire) => [wire.target, ...leadsOf(wire.output)]),
  );
  const backward = reachedFrom(from, (id) => [...scene.inbound(id)].map((wire) => wire.source));
  return new Set([...onward, ...backward].filter((id) => id !== ENTRY && scene.shapes.has(id)));
}

/** Everything that one comes to from somewhere, itself included. */
export function reachedFrom(from: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(from);
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const to of next(id)) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return seen;
}
