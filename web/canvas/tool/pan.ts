import { panned } from "../geometry/camera";
import type { At, Bench, Gesture } from "./gesture";

/** Drags the canvas itself. */
export function panGesture({ stage }: Bench, from: At): Gesture {
  let last = from;
  const before = stage.camera;
  return {
    tool: "panning",
    follows: false,
    move(at) {
      stage.look(panned(stage.camera, at.clientX - last.clientX, at.clientY - last.clientY));
      last = at;
    },
    end() {},
    cancel() {
      stage.look(before);
    },
  };
}
