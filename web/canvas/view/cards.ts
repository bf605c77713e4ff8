/**
 * The layer of blocks. Only blocks in view, and the few that must stay, are in
 * the DOM; their cards come from a pool. Mounting may be cut into slices, so
 * that a fast zoom never waits for a hundred cards.
 */

import type { Scene } from "../geometry/scene";
import type { Shape } from "../geometry/shape";
import { Card, type CardState } from "./card";
import { element } from "./dom";

const POOL = 160;

export class CardLayer {
  readonly el = element("div", "cv-cards");
  readonly #cards = new Map<string, Card>();
  readonly #pool: Card[] = [];
  #waiting: Shape[] = [];

  get mounted(): number {
    return this.#cards.size;
  }

  /** Whether blocks in view still wait to be mounted. */
  get pending(): boolean {
    return this.#waiting.length > 0;
  }

  card(id: string): Card | undefined {
    return this.#cards.get(id);
  }

  /** Says which blocks are to be in the DOM; `mount` then brings them in. */
  want(shapes: readonly Shape[]): void {
    const ids = new Set<string>();
    this.#waiting = [];
    for (const shape of shapes) {
      ids.add(shape.id);
      if (!this.#cards.has(shape.id)) this.#waiting.push(shape);
    }
    for (const id of this.#cards.keys()) if (!ids.has(id)) this.drop(id);
  }

  /** Mounts waiting blocks until `deadline` (of performance.now), one at least. */
  mount(state: CardState, deadline: number): void {
    if (this.#waiting.length === 0) return;
    const fragment = document.createDocumentFragment();
    do {
      const shape = this.#waiting.pop()!;
      const card = this.#pool.pop() ?? new Card();
      card.fill(shape, state);
      this.#cards.set(shape.id, card);
      fragment.append(card.el);
    } while (this.#waiting.length > 0 && performance.now() < deadline);
    this.el.append(fragment);
  }

  /** Puts one block in the DOM at once. */
  ensure(shape: Shape, state: CardState): Card {
    const there = this.#cards.get(shape.id);
    if (there) return there;
    this.#waiting = this.#waiting.filter((other) => other !== shape);
    const card = this.#pool.pop() ?? new Card();
    card.fill(shape, state);
    this.#cards.set(shape.id, card);
    this.el.append(card.el);
    return card;
  }

  /** Shows blocks anew where they are in the DOM. */
  refill(shapes: Iterable<Shape>, state: CardState): void {
    for (const shape of shapes) this.#cards.get(shape.id)?.fill(shape, state);
  }

  /** Shows marks (findings, selection, focus) of some blocks, or of all, anew. */
  remark(scene: Scene, state: CardState, ids: Iterable<string> = this.#cards.keys()): void {
    for (const id of ids) {
      const shape = scene.shapes.get(id);
      if (shape) this.#cards.get(id)?.mark(shape, state);
    }
  }

  drop(id: string): void {
    const card = this.#cards.get(id);
    if (!card) return;
    this.#cards.delete(id);
    card.el.remove();
    if (this.#pool.length < POOL) this.#pool.push(card);
  }

  clear(): void {
    this.#waiting = [];
    for (const id of [...this.#cards.keys()]) this.drop(id);
  }
}
