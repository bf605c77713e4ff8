import { spanned } from "../geometry/rect";
import { ENTRY } from "../geometry/shape";
import { type At, adds, type Bench, type Gesture } from "./gesture";

/** Selects the blocks that a rectangle touches, while it is drawn. */
export function marqueeGesture({ stage }: Bench, from: At): Gesture {
  const start = stage.pointAt(from);
  const before = new Set(stage.selection.ids.peek());
  const base = adds(from) ? before : new Set<string>();
  const show = (rect: Parameters<typeof stage.overlay.marquee>[0]) => {
    stage.overlay.marquee(rect);
    stage.invalidate();
  };
  return {
    tool: "marquee",
    follows: true,
    move(at) {
      const rect = spanned(start, stage.pointAt(at));
      const inside = stage.scene.shapesIn(rect).filter((shape) => shape.id !== ENTRY);
      stage.selection.set([...base, ...inside.map((shape) => shape.id)]);
      show(rect);
    },
    end() {
      show(undefined);
    },
    cancel() {
      stage.selection.set(before);
      show(undefined);
    },
  };
}
