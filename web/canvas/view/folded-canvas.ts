/**
 * The canvas of a flow with folded groups. Callers name blocks; what is shown of
 * a hidden one is its group, and who asks to be brought to one gets it uncovered.
 */

import type { FoldedFlow } from "../geometry/folded";
import { type CanvasOptions, CanvasView } from "./canvas";
import { nameField } from "./name-field";
import type { Picture } from "./picture";

export interface FoldedCanvasOptions extends CanvasOptions {
  readonly flow: FoldedFlow;
  /** Draws a hidden block, and tells the canvas so. */
  readonly uncover: (id: string) => void;
}

export class FoldedCanvas extends CanvasView {
  readonly #drawn: FoldedFlow;
  readonly #uncover: (id: string) => void;

  constructor(root: HTMLElement, options: FoldedCanvasOptions) {
    super(root, options);
    this.#drawn = options.flow;
    this.#uncover = options.uncover;
  }

  override center(id: string): void {
    this.#uncover(id);
    super.center(id);
  }

  override reveal(id: string): void {
    this.#uncover(id);
    super.reveal(id);
  }

  override focus(id: string): void {
    super.focus(this.#drawn.shown(id));
  }

  override zoomTo(ids: Iterable<string>): void {
    super.zoomTo(this.#shown(ids));
  }

  override pathsThrough(ids: Iterable<string>): ReadonlySet<string> {
    return super.pathsThrough(this.#shown(ids));
  }

  override light(ids: ReadonlySet<string> | undefined): void {
    super.light(ids && this.#shown(ids));
  }

  override picture(ids?: ReadonlySet<string>): Promise<Picture> {
    return super.picture(ids && this.#shown(ids));
  }

  /** Lets the name of a group be typed where it stands; `done` gets it when it is another. */
  nameGroup(id: string, atMost: number, done: (name: string) => void): void {
    const group = this.#drawn.nameOf(id);
    if (!group) return;
    const { stage } = this;
    const frame = stage.scene.frames().find((one) => one.id === id);
    const shape = stage.scene.shapes.get(group.drawn);
    const rect = frame?.rect ?? shape?.rect;
    if (!rect) return;
    if (stage.isFar) super.center(frame ? group.first : group.drawn);
    else stage.revealRect({ ...rect, h: Math.min(rect.h, 80), w: Math.min(rect.w, 240) });
    nameField(stage.world, group.name, {
      at: { x: rect.x + (frame ? 6 : 34), y: rect.y + (frame ? 2 : 10) },
      label: "Name of the group",
      atMost,
      done: (name, byKey) => {
        if (name !== undefined) done(name);
        if (byKey) super.focus(this.#drawn.shown(group.first));
      },
    });
  }

  #shown(ids: Iterable<string>): ReadonlySet<string> {
    return new Set([...ids].map((id) => this.#drawn.shown(id)));
  }
}
