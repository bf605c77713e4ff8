/** Which groups are folded here: as everybody has them, but for what this person looks into. */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type BlockGroup, regrouped } from "../model/block-group";
import type { Session } from "../sync/session";

export class Folding {
  readonly groups: ReadonlySignal<readonly BlockGroup[]>;
  /** Groups that this tab shows otherwise, until somebody folds or unfolds them for all. */
  private readonly own: Signal<ReadonlyMap<string, boolean>> = signal(new Map());
  private shared: ReadonlyMap<string, boolean> = new Map();

  constructor(private readonly session: Session) {
    this.groups = computed(() => {
      const own = this.own.value;
      const groups = session.groups.list.value;
      return own.size === 0
        ? groups
        : groups.map((one) => ({ ...one, folded: own.get(one.id) ?? one.folded }));
    });
    effect(() => this.follow(session.groups.list.value));
  }

  /** For everybody; somebody who may only look does it here. Says why nothing happened. */
  fold(id: string, folded: boolean): string {
    const isShared = this.session.groups.list.value.some((one) => one.id === id && one.folded === folded);
    if (isShared || !this.session.canEdit.value) {
      this.show(id, isShared ? undefined : folded);
      return "";
    }
    this.show(id, undefined);
    const change = { change: folded ? "fold" : "unfold", id } as const;
    return this.session.regroup(change, regrouped(this.session.groups.list.value, change))?.message ?? "";
  }

  /** Opens the folded group that hides a block, here only. The group; undefined when none does. */
  uncover(block: string): BlockGroup | undefined {
    const { flow } = this.session;
    const found = this.groups.value.find(
      ({ blocks, folded }) => folded && blocks.some((id) => flow.blockOf(id) === block),
    );
    if (found) this.show(found.id, false);
    return found;
  }

  private show(id: string, folded: boolean | undefined): void {
    const before = this.own.peek();
    if (before.get(id) === folded) return;
    const own = new Map(before);
    if (folded === undefined) own.delete(id);
    else own.set(id, folded);
    this.own.value = own;
  }

  private follow(groups: readonly BlockGroup[]): void {
    const before = this.shared;
    this.shared = new Map(groups.map(({ id, folded }) => [id, folded]));
    for (const { id, folded } of groups) {
      if (before.has(id) && before.get(id) !== folded) this.show(id, undefined);
    }
  }
}
