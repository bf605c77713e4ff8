import type { Block } from "../model/types";

/** Blocks as a caller meets them: breadth first from the start, then those that nothing leads to. */
export function inFlowOrder(blocks: Block[], start: string): Block[] {
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const met = new Set<string>();
  const order: Block[] = [];
  const meet = (id: string) => {
    const block = byId.get(id);
    if (!block || met.has(id)) return;
    met.add(id);
    order.push(block);
  };
  meet(start);
  for (let i = 0; i < order.length; i++) {
    for (const output of order[i]?.outputs ?? []) meet(output.target);
  }
  for (const block of blocks) meet(block.id);
  return order;
}
