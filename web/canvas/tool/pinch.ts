import { panned, zoomedAt } from "../geometry/camera";
import type { Stage } from "../view/stage";

interface Touch {
  readonly clientX: number;
  readonly clientY: number;
}

/** Two fingers: their middle pans, their distance zooms. */
export class Pinch {
  readonly #stage: Stage;
  #middle: Touch;
  #spread: number;

  constructor(stage: Stage, a: Touch, b: Touch) {
    this.#stage = stage;
    this.#middle = middle(a, b);
    this.#spread = spread(a, b);
  }

  move(a: Touch, b: Touch): void {
    const to = middle(a, b);
    const wide = spread(a, b);
    const shifted = panned(
      this.#stage.camera,
      to.clientX - this.#middle.clientX,
      to.clientY - this.#middle.clientY,
    );
    this.#stage.look(zoomedAt(shifted, (shifted.k * wide) / this.#spread, this.#stage.local(to)));
    this.#middle = to;
    this.#spread = wide;
  }
}

function middle(a: Touch, b: Touch): Touch {
  return { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 };
}

function spread(a: Touch, b: Touch): number {
  return Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
}
