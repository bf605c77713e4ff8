import { type Point, spanned } from "../geometry/rect";
import type { Wire } from "../geometry/shape";
import { crosses } from "../geometry/wire";
import type { Op } from "../model/op";
import type { At, Bench, Gesture } from "./gesture";
import { connectOps } from "./ops";

/** Draws a line through wires; letting go disconnects those that it crossed, in one edit. */
export function cutGesture(bench: Bench, from: At): Gesture {
  const { stage } = bench;
  const stroke: Point[] = [stage.pointAt(from)];
  const crossed = new Set<Wire>();
  const clear = () => {
    stage.overlay.cut([], []);
    stage.invalidate();
  };
  return {
    tool: "cut",
    follows: false,
    move(at) {
      const last = stroke[stroke.length - 1]!;
      const now = stage.pointAt(at);
      for (const wire of stage.scene.wiresIn(spanned(last, now))) {
        if (wire.course && crosses(wire.course, last, now)) crossed.add(wire);
      }
      stroke.push(now);
      stage.overlay.cut(
        stroke,
        [...crossed].flatMap((wire) => (wire.course ? [wire.course] : [])),
      );
      stage.invalidate();
    },
    end() {
      clear();
      const ops: Op[] = [...crossed].flatMap((wire) => connectOps(wire, ""));
      if (ops.length > 0) bench.edit(ops, crossed.size === 1 ? "Cut a wire" : `Cut ${crossed.size} wires`);
    },
    cancel: clear,
  };
}
