/**
 * The flow as the canvas draws it: as it is, or, once there are groups of
 * blocks and the part of the program that knows of them, with those folded.
 */

import { type Signal, signal } from "@preact/signals";
import type { WireName } from "../command/types";
import type { Op } from "../model/op";
import { type Block, type Note, noTouch, type Point, type Touched } from "../model/types";
import type { FlowSource, Frame } from "./source";

/** A flow with folded groups. */
export interface Fold extends FlowSource {
  frames(): readonly Frame[];
  /** What is drawn for a block: itself, or the group that hides it. */
  shown(id: string): string;
  /** What is drawn for blocks: a folded group only when all of its blocks are among them. */
  shownAll(ids: ReadonlySet<string>): ReadonlySet<string>;
  /** The blocks that something drawn stands for. */
  inside(id: string): readonly string[];
  /** Whether an identifier is that of a folded group as it is drawn. */
  isFolded(id: string): boolean;
  /** The flow changed: returns what that changes in the picture. */
  follow(touched: Touched): Touched;
  /** Operations on what is drawn, in the words of the flow. */
  edits(ops: Op[]): Op[];
  /** The branch that a drawn wire hangs on; undefined where there are several. */
  branch(wire: WireName): WireName | undefined;
}

export class DrawnFlow implements Fold {
  /** Grows when other blocks are hidden than before. */
  readonly layout: Signal<number> = signal(0);
  #fold: Fold | undefined;

  constructor(private readonly flow: FlowSource) {}

  /** Draws groups from now on. */
  fold(fold: Fold): void {
    this.#fold = fold;
  }

  get size(): number {
    return (this.#fold ?? this.flow).size;
  }

  get entry(): Point {
    return this.flow.entry;
  }

  start(): string {
    return (this.#fold ?? this.flow).start();
  }

  blocks(): Iterable<Block> {
    return (this.#fold ?? this.flow).blocks();
  }

  block(id: string): Block | undefined {
    return (this.#fold ?? this.flow).block(id);
  }

  notes(): Note[] {
    return (this.#fold ?? this.flow).notes();
  }

  frames(): readonly Frame[] {
    return this.#fold?.frames() ?? [];
  }

  shown(id: string): string {
    return this.#fold?.shown(id) ?? id;
  }

  shownAll(ids: ReadonlySet<string>): ReadonlySet<string> {
    return this.#fold?.shownAll(ids) ?? ids;
  }

  inside(id: string): readonly string[] {
    return this.#fold?.inside(id) ?? [id];
  }

  isFolded(id: string): boolean {
    return this.#fold?.isFolded(id) ?? false;
  }

  follow(touched: Touched): Touched {
    return this.#fold?.follow(touched) ?? touched;
  }

  edits(ops: Op[]): Op[] {
    return this.#fold?.edits(ops) ?? ops;
  }

  branch(wire: WireName): WireName | undefined {
    return this.#fold ? this.#fold.branch(wire) : wire;
  }
}

/** Everything is to be drawn anew. */
export function allTouched(): Touched {
  return { ...noTouch(), all: true };
}
