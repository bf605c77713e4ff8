import { ENTRY } from "../geometry/shape";
import { SPREAD_X, SPREAD_Y, snapped, toDocument } from "../geometry/space";
import type { At, Bench, Gesture } from "./gesture";
import { moveLabel, moveOps } from "./ops";

/**
 * Drags a block, and with it the selection that it belongs to. The dragged
 * block snaps to the grid, the others keep their distance from it; Alt lets go
 * of the grid. The flow learns of it at the end, in one batch.
 */
export function moveGesture(bench: Bench, id: string, from: At): Gesture {
  const { stage, flow } = bench;
  const selected = stage.selection.ids.peek();
  const ids = selected.has(id) ? [...selected] : [id];
  const home = id === ENTRY ? flow.entry : (flow.block(id) ?? { x: 0, y: 0 });
  const start = stage.pointAt(from);
  let by = { x: 0, y: 0 };
  stage.lift(ids);
  return {
    tool: "move",
    follows: true,
    move(at) {
      const now = stage.pointAt(at);
      const moved = toDocument({ x: now.x - start.x, y: now.y - start.y });
      const free = { x: home.x + moved.x, y: home.y + moved.y };
      const to = at.altKey ? { x: Math.round(free.x), y: Math.round(free.y) } : snapped(free);
      by = { x: to.x - home.x, y: to.y - home.y };
      stage.shift(by.x * SPREAD_X, by.y * SPREAD_Y);
    },
    end() {
      stage.land();
      const ops = moveOps(flow, ids, by);
      if (ops.length > 0) bench.edit(ops, moveLabel(stage.scene, ids));
    },
    cancel() {
      stage.land();
    },
  };
}
