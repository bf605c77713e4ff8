/**
 * What the picture needs to know of a flow. The model fulfils it; tests and
 * the benchmark may fulfil it with plain objects. Nothing in geometry, view or
 * tool reads a flow in any other way, and nothing there changes one.
 */

import type { Block, FlowReader, Output } from "../model/types";

export interface FlowSource
  extends Pick<FlowReader, "size" | "entry" | "start" | "blocks" | "block" | "notes"> {
  /** The groups of blocks that are drawn as frames; absent: none. */
  frames?(): readonly Frame[];
}

/** An unfolded group: its blocks are drawn, and a frame around them. */
export interface Frame {
  readonly id: string;
  readonly name: string;
  readonly blocks: readonly string[];
}

/** A way out of a block that is not drawn: it is inside a folded group. */
export interface Way {
  readonly source: string;
  readonly output: Output;
}

/** A port of a folded group: one or several ways out of its blocks. */
export interface GroupOutput extends Output {
  readonly ways: readonly Way[];
  /** Where the ways lead that there was no room for. */
  readonly leads: readonly string[];
}

/** Where a branch leads besides its wire. */
export function leadsOf(output: Output | undefined): readonly string[] {
  return (output as Partial<GroupOutput> | undefined)?.leads ?? [];
}

/** Whether what is drawn as a block is a folded group. */
export function isGroup(block: Block | undefined): boolean {
  return block?.kind.key === GROUP_KIND;
}

export const GROUP_KIND = "group";

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
