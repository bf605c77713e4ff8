/** Gestures in the words of operations. */

import { connect, moveBy } from "../command/edits";
import type { Scene } from "../geometry/scene";
import { ENTRY, type Wire } from "../geometry/shape";
import type { FlowSource } from "../geometry/source";
import type { Op } from "../model/op";
import type { Point } from "../model/types";

/** Wires a branch to a block, or to nothing with "". No operation when it leads there already. */
export function connectOps(wire: Wire, target: string): Op[] {
  if (wire.target === target) return [];
  if (wire.source === ENTRY) return [{ op: "set_start", target }];
  if (!wire.output) return [];
  return connect(wire.source, wire.output, target);
}

/** Moves blocks by so many document units; "" is the entry point. One batch, whole numbers. */
export function moveOps(flow: FlowSource, ids: Iterable<string>, by: Point): Op[] {
  return by.x === 0 && by.y === 0 ? [] : moveBy(flow, ids, by.x, by.y);
}

/** What a move is called in the history. */
export function moveLabel(scene: Scene, ids: readonly string[]): string {
  if (ids.length !== 1) return `Move ${ids.length} blocks`;
  return `Move ${scene.shapes.get(ids[0]!)?.block?.title ?? "the entry point"}`;
}

/** What wiring a branch is called in the history. */
export function connectLabel(scene: Scene, wire: Wire, target: string): string {
  const block = scene.shapes.get(wire.source)?.block;
  const from = block ? `${wire.output?.label ?? ""} of ${block.title}` : "the entry point";
  if (target === "") return `Disconnect ${from}`;
  return `Connect ${from} to ${scene.shapes.get(target)?.block?.title ?? target}`;
}
