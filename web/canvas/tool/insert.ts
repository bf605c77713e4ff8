/** Blocks dropped on a wire stand in it from then on. */

import type { Wire } from "../geometry/shape";
import type { FlowSource } from "../geometry/source";
import type { Op } from "../model/op";
import type { Stage } from "../view/stage";
import { connectOps } from "./ops";

/** Pixels around a wire that still mean it. */
const REACH = 12;

/** The wire that something dropped here would stand in. */
export function wireUnder(
  stage: Stage,
  at: { readonly clientX: number; readonly clientY: number },
): Wire | undefined {
  return stage.scene.wireAt(stage.pointAt(at), REACH / stage.camera.k);
}

/** Whether a block can be dropped into a wire: nothing leads to it, and its way on leads nowhere. */
export function isLoose(stage: Stage, flow: FlowSource, id: string): boolean {
  const on = flow.block(id)?.outputs.find((output) => output.tone !== "error");
  return on !== undefined && on.target === "" && stage.scene.inbound(id).size === 0 && flow.start() !== id;
}

/** Puts a loose block into a wire: its branch leads to the block, and the block on to where it led. */
export function insertOps(stage: Stage, wire: Wire, id: string): Op[] {
  const on = stage.scene.shapes.get(id)?.wires.find((way) => way.tone !== "error");
  if (!on || wire.target === "") return [];
  return [...connectOps(wire, id), ...connectOps(on, wire.target)];
}
