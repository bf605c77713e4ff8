import { inputPort, outputPort, type Shape, type Wire } from "../geometry/shape";
import { forward, route } from "../geometry/wire";
import type { At, Bench, Gesture } from "./gesture";
import { connectLabel, connectOps } from "./ops";

/** Pixels around a block in which a dropped wire still reaches it. */
const REACH = 18;

/**
 * Draws a wire from a branch to a block. When its far end was picked up
 * (`held`), letting go over nothing disconnects it; when it was drawn from the
 * port, a block to lead to can be chosen there.
 */
export function connectGesture(bench: Bench, wire: Wire, held: boolean): Gesture {
  const { stage } = bench;
  const from = stage.scene.shapes.get(wire.source);
  const targetAt = (at: At) => stage.scene.shapeAt(stage.pointAt(at), REACH / stage.camera.k);
  const show = (at: At | undefined, target: Shape | undefined) => {
    stage.overlay.target(target?.rect);
    stage.overlay.ghost(at && from && ghost(bench, from, wire, at, target), target !== undefined);
    stage.invalidate();
  };
  return {
    tool: "connect",
    follows: true,
    move(at) {
      show(at, targetAt(at));
    },
    end(at) {
      show(undefined, undefined);
      const target = targetAt(at);
      if (!target && !held) {
        bench.dropped({ source: wire.source, key: wire.key }, { clientX: at.clientX, clientY: at.clientY });
        return;
      }
      const id = target?.id ?? "";
      const ops = connectOps(wire, id);
      if (ops.length > 0) bench.edit(ops, connectLabel(stage.scene, wire, id));
    },
    cancel() {
      show(undefined, undefined);
    },
  };
}

function ghost({ stage }: Bench, from: Shape, wire: Wire, at: At, target: Shape | undefined): number[] {
  const start = outputPort(from, wire.index);
  if (!target) return forward(start, stage.pointAt(at));
  return route({ at: start, block: from.rect }, { at: inputPort(target), block: target.rect }, wire.index);
}
