/** A uniform grid over rectangles: what lies in a view is found without looking at the rest. */

import { overlaps, type Rect } from "./rect";

const CELL = 600;
/** An item over more cells than this is kept aside and tested each time. */
const MANY = 96;

interface Entry<T> {
  item: T;
  rect: Rect;
  cells: number[] | undefined;
  stamp: number;
}

export class Grid<T> {
  readonly #cells = new Map<number, Set<Entry<T>>>();
  readonly #entries = new Map<T, Entry<T>>();
  readonly #large = new Set<Entry<T>>();
  #stamp = 0;

  get size(): number {
    return this.#entries.size;
  }

  /** Puts an item in the grid, or moves it. The rectangle is not copied. */
  set(item: T, rect: Rect): void {
    this.delete(item);
    const entry: Entry<T> = { item, rect, cells: cellsOf(rect), stamp: 0 };
    this.#entries.set(item, entry);
    if (!entry.cells) {
      this.#large.add(entry);
      return;
    }
    for (const key of entry.cells) {
      const cell = this.#cells.get(key);
      if (cell) cell.add(entry);
      else this.#cells.set(key, new Set([entry]));
    }
  }

  delete(item: T): void {
    const entry = this.#entries.get(item);
    if (!entry) return;
    this.#entries.delete(item);
    this.#large.delete(entry);
    for (const key of entry.cells ?? []) {
      const cell = this.#cells.get(key);
      cell?.delete(entry);
      if (cell?.size === 0) this.#cells.delete(key);
    }
  }

  clear(): void {
    this.#cells.clear();
    this.#entries.clear();
    this.#large.clear();
  }

  /** Items whose rectangle meets `rect`, each once, in no particular order. */
  query(rect: Rect): T[] {
    const found: T[] = [];
    const stamp = ++this.#stamp;
    const visit = (entry: Entry<T>) => {
      if (entry.stamp === stamp) return;
      entry.stamp = stamp;
      if (overlaps(entry.rect, rect)) found.push(entry.item);
    };
    for (const entry of this.#large) visit(entry);
    const cells = cellsOf(rect);
    if (cells && cells.length < this.#entries.size) {
      for (const key of cells) for (const entry of this.#cells.get(key) ?? []) visit(entry);
    } else {
      for (const entry of this.#entries.values()) visit(entry);
    }
    return found;
  }
}

/** Keys of the cells under a rectangle, `undefined` when they are many. */
function cellsOf(rect: Rect): number[] | undefined {
  const left = Math.floor(rect.x / CELL);
  const top = Math.floor(rect.y / CELL);
  const right = Math.floor((rect.x + rect.w) / CELL);
  const bottom = Math.floor((rect.y + rect.h) / CELL);
  if (!((right - left + 1) * (bottom - top + 1) <= MANY)) return undefined;
  const keys: number[] = [];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) keys.push(x * 0x200000 + y);
  }
  return keys;
}
