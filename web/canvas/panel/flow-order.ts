import type { Block, Output } from "../model/types";

/** A block's place in the outline. */
export interface OutlineEntry {
  readonly block: Block;
  /** 1 for the way from the start; each fork leads one deeper. */
  readonly level: number;
  /** The condition or error that leads here; undefined where it is the plain way on. */
  readonly via: Output | undefined;
}

interface Step {
  readonly id: string;
  readonly level: number;
  readonly via: Output | undefined;
}

/**
 * A flow as a tree: each block once, below the branch that first leads to it,
 * one way after the other, as somebody would tell it. What nothing leads to
 * follows at the end. A chain stays on its level.
 */
export function outlineOf(blocks: readonly Block[], start: string): OutlineEntry[] {
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const entries: OutlineEntry[] = [];
  const met = new Set<string>();
  const tell = (first: string) => {
    const open: Step[] = [{ id: first, level: 1, via: undefined }];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      const block = byId.get(step.id);
      if (!block || met.has(step.id)) continue;
      met.add(step.id);
      entries.push({ block, level: step.level, via: step.via });
      open.push(...waysOn(block, byId, met, step.level).reverse());
    }
  };
  tell(start);
  for (const block of blocks) tell(block.id);
  return entries;
}

/** The ways to blocks that were not told yet, each block once. */
function waysOn(
  block: Block,
  byId: ReadonlyMap<string, Block>,
  met: ReadonlySet<string>,
  level: number,
): Step[] {
  const ways = new Map<string, Output>();
  for (const output of block.outputs) {
    const isNew = byId.has(output.target) && !met.has(output.target) && !ways.has(output.target);
    if (isNew) ways.set(output.target, output);
  }
  const forks = ways.size > 1;
  return [...ways].map(([id, output]) => ({
    id,
    level: forks ? level + 1 : level,
    via: output.branch.kind === "next" ? undefined : output,
  }));
}

/** Blocks in the order of the outline. */
export function inFlowOrder(blocks: readonly Block[], start: string): Block[] {
  return outlineOf(blocks, start).map((entry) => entry.block);
}
