/** Operations made on what is drawn, in the words of the flow: folded groups are none of its blocks. */

import { connect } from "../command/edits";
import type { WireName } from "../command/types";
import type { FoldedFlow } from "../geometry/folded";
import type { GroupOutput } from "../geometry/source";
import type { Branch, Op } from "../model/op";
import type { FlowReader } from "../model/types";

/**
 * Moving a group moves its blocks, wiring into it leads to its entry, and
 * wiring one of its ports sets the branches that the port stands for.
 */
export function unfoldOps(flow: FlowReader, drawn: FoldedFlow, ops: readonly Op[]): Op[] {
  return ops.flatMap((op) => {
    const to = op.target !== undefined && drawn.isFolded(op.target) ? drawn.entryOf(op.target) : op.target;
    const led = to === op.target ? op : { ...op, target: to ?? "" };
    if (op.id === undefined || !drawn.isFolded(op.id)) return [led];
    if (op.op === "move_block") return moved(flow, drawn, op);
    const ways = portOf(drawn, op.id, op.branch)?.ways ?? [];
    return ways.flatMap(({ source, output }) => connect(source, output, to ?? ""));
  });
}

function portOf(drawn: FoldedFlow, id: string, branch: Branch | undefined): GroupOutput | undefined {
  const outputs = drawn.block(id)?.outputs as readonly GroupOutput[] | undefined;
  return outputs?.find((output) => output.branch === branch);
}

function moved(flow: FlowReader, drawn: FoldedFlow, op: Op): Op[] {
  const group = drawn.block(op.id ?? "");
  if (!group) return [];
  const dx = (op.x ?? 0) - group.x;
  const dy = (op.y ?? 0) - group.y;
  return drawn.inside(group.id).flatMap((id) => {
    const block = flow.block(id);
    const at = block && { x: Math.round(block.x + dx), y: Math.round(block.y + dy) };
    return (block?.members ?? []).map((member): Op => ({ op: "move_block", id: member, ...at }));
  });
}

/** The branch that a wire hangs on; undefined where a port stands for several, or for none. */
export function unfoldWire(drawn: FoldedFlow, wire: WireName): WireName | undefined {
  if (!drawn.isFolded(wire.source)) return wire;
  const ways = drawn.port(wire.source, wire.key)?.ways ?? [];
  const way = ways.length === 1 ? ways[0] : undefined;
  return way && { source: way.source, key: way.output.key };
}
