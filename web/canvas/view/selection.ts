import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** A wire, named by the block it leaves and the key of its branch. */
export interface WireRef {
  readonly source: string;
  readonly key: string;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * What is selected: blocks, or one wire, never both. Every change makes a new
 * set; setting what is selected already changes nothing.
 */
export class Selection {
  readonly wire: Signal<WireRef | undefined>;
  readonly #ids: Signal<ReadonlySet<string>> = signal(nothing);

  constructor(wire: Signal<WireRef | undefined> = signal(undefined)) {
    this.wire = wire;
  }

  get ids(): ReadonlySignal<ReadonlySet<string>> {
    return this.#ids;
  }

  has(id: string): boolean {
    return this.ids.value.has(id);
  }

  set(ids: Iterable<string>): void {
    this.wire.value = undefined;
    const next = new Set(ids);
    const old = this.ids.value;
    if (next.size === old.size && [...next].every((id) => old.has(id))) return;
    this.#ids.value = next;
  }

  add(ids: Iterable<string>): void {
    this.set([...this.ids.value, ...ids]);
  }

  /** Selects what is not selected, and the other way round. */
  toggle(ids: Iterable<string>): void {
    const next = new Set(this.ids.value);
    for (const id of ids) if (!next.delete(id)) next.add(id);
    this.set(next);
  }

  setWire(wire: WireRef): void {
    this.set(nothing);
    this.wire.value = wire;
  }

  clear(): void {
    this.set(nothing);
  }

  /** Forgets what no longer exists. */
  keep(exists: (id: string) => boolean): void {
    const left = [...this.ids.value].filter(exists);
    if (left.length < this.ids.value.size) this.set(left);
    const wire = this.wire.value;
    if (wire && wire.source !== "" && !exists(wire.source)) this.wire.value = undefined;
  }
}
