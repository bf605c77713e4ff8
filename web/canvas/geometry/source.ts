/**
 * What the picture needs to know of a flow. The model fulfils it; tests and
 * the benchmark may fulfil it with plain objects. Nothing in geometry, view or
 * tool reads a flow in any other way, and nothing there changes one.
 */

import type { Block, FlowReader } from "../model/types";

export type FlowSource = Pick<FlowReader, "size" | "entry" | "start" | "blocks" | "block" | "notes">;

/** The categories as the colour tokens spell them, and "unknown". */
export type Tint = "interact" | "set" | "check" | "analyze" | "logic" | "integrate" | "terminate" | "unknown";

export const tints: readonly Tint[] = [
  "interact",
  "set",
  "check",
  "analyze",
  "logic",
  "integrate",
  "terminate",
  "unknown",
];

/** The colour of a block. */
export function tintOf(block: Block): Tint {
  return block.kind.category === "" ? "unknown" : (block.kind.category.toLowerCase() as Tint);
}

/** The line under a block's title: what it is, when the title does not say so. */
export function subtitleOf(block: Block): string {
  if (block.kind.status === "unknown") return block.title === block.type ? "Unknown block" : block.type;
  return block.title === block.kind.name ? "" : block.kind.name;
}
