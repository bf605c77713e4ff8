/**
 * The canvas of a flow with folded groups. Callers name blocks; what is shown of
 * a hidden one is its group, and who asks to be brought to one gets it uncovered.
 */

import type { DrawnFlow } from "../geometry/drawn";
import { type CanvasOptions, CanvasView } from "./canvas";
import type { Picture } from "./picture";

export interface FoldedCanvasOptions extends CanvasOptions {
  readonly flow: DrawnFlow;
  /** Draws a hidden block, and tells the canvas so. */
  readonly uncover: (id: string) => void;
}

export class FoldedCanvas extends CanvasView {
  readonly #drawn: DrawnFlow;
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

  #shown(ids: Iterable<string>): ReadonlySet<string> {
    return new Set([...ids].map((id) => this.#drawn.shown(id)));
  }
}
