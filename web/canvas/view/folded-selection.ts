/**
 * What of the picture is selected. Blocks are selected; a folded group counts as
 * selected when all of its blocks are, so that every command does to a group
 * what it does to blocks.
 */

import { computed, type ReadonlySignal } from "@preact/signals";
import type { DrawnFlow } from "../geometry/drawn";
import { Selection } from "./selection";

export class FoldedSelection extends Selection {
  readonly #blocks: Selection;
  readonly #drawn: DrawnFlow;
  readonly #shown: ReadonlySignal<ReadonlySet<string>>;

  constructor(blocks: Selection, drawn: DrawnFlow) {
    super(blocks.wire);
    this.#blocks = blocks;
    this.#drawn = drawn;
    this.#shown = computed(() => {
      drawn.layout.value;
      return drawn.shownAll(blocks.ids.value);
    });
  }

  override get ids(): ReadonlySignal<ReadonlySet<string>> {
    return this.#shown;
  }

  override set(ids: Iterable<string>): void {
    this.#blocks.set([...ids].flatMap((id) => this.#drawn.inside(id)));
  }
}
