/** The own batches that can be undone and redone. An undo is a batch too; undoing that is a redo. */
import type { Op } from "../model/op";

export interface HistoryEntry {
  readonly seq: number;
  readonly label: string;
  /** What undoes it, as far as this client knows, to show at once; the server has the last word. */
  inverse: readonly Op[] | undefined;
}

/** Batches that can be undone at most. */
const entriesAtMost = 200;

export class History {
  undoable: HistoryEntry[] = [];
  redoable: HistoryEntry[] = [];

  /** A new edit: what was undone before cannot be redone any more. */
  edited(entry: HistoryEntry): void {
    this.undoable.push(entry);
    if (this.undoable.length > entriesAtMost) this.undoable.shift();
    this.redoable = [];
  }

  /** The batch does not exist (any more): it was rejected. */
  forget(seq: number): void {
    this.undoable = this.undoable.filter((entry) => entry.seq !== seq);
    this.redoable = this.redoable.filter((entry) => entry.seq !== seq);
  }

  /** Batches got other numbers; those that got none are forgotten. */
  renumber(numbers: ReadonlyMap<number, number>): void {
    const change = (entry: HistoryEntry): HistoryEntry[] => {
      const seq = numbers.get(entry.seq);
      return seq === undefined ? [] : [{ ...entry, seq }];
    };
    this.undoable = this.undoable.flatMap(change);
    this.redoable = this.redoable.flatMap(change);
  }

  find(seq: number): HistoryEntry | undefined {
    const has = (entry: HistoryEntry): boolean => entry.seq === seq;
    return this.undoable.find(has) ?? this.redoable.find(has);
  }
}
