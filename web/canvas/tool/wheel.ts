import { panned, zoomedAt } from "../geometry/camera";
import type { Stage } from "../view/stage";

/** A notch of a wheel zooms by this at most, in powers of two. */
const MOST = 0.4;

/** Wheel pans; with Ctrl or Cmd, and as a pinch on a touchpad, it zooms around the pointer. */
export function wheelTool(stage: Stage): () => void {
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? stage.size.height : 1;
    const dx = event.deltaX * unit;
    const dy = event.deltaY * unit;
    if (event.ctrlKey || event.metaKey) {
      const power = Math.max(-MOST, Math.min(MOST, -dy * 0.01));
      stage.look(zoomedAt(stage.camera, stage.camera.k * 2 ** power, stage.local(event)));
    } else if (event.shiftKey && dx === 0) {
      stage.look(panned(stage.camera, -dy, 0));
    } else {
      stage.look(panned(stage.camera, -dx, -dy));
    }
  };
  stage.root.addEventListener("wheel", onWheel, { passive: false });
  return () => stage.root.removeEventListener("wheel", onWheel);
}
