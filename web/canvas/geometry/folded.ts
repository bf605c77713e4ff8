/**
 * A flow as it is drawn while groups of its blocks are folded: each such group
 * is one block, wires into its members lead to it, and its ports are the ways
 * out of its members. Without a folded group it is the flow itself. Frames are
 * the groups that are not folded.
 */

import { type Signal, signal } from "@preact/signals";
import type { BlockGroup } from "../model/block-group";
import { type Block, type FlowReader, type Note, noTouch, type Point, type Touched } from "../model/types";
import { groupBlock } from "./group-block";
import { type FlowSource, type Frame, type GroupOutput, isGroup } from "./source";

export type FoldableFlow = Pick<
  FlowReader,
  "size" | "entry" | "start" | "blocks" | "block" | "blockOf" | "notes" | "inbound"
>;

/** A folded group that has blocks. */
interface Folded {
  readonly id: string;
  readonly name: string;
  /** Its blocks that are there. */
  readonly blocks: readonly string[];
  drawn: Block | undefined;
}

const nobody: ReadonlyMap<string, string> = new Map();
const nothing: ReadonlyMap<string, Folded> = new Map();
const noFrames: readonly Frame[] = [];

export class FoldedFlow implements FlowSource {
  /** Grows when other blocks are hidden than before. */
  readonly layout: Signal<number>;
  readonly #flow: FoldableFlow;
  #groups: readonly BlockGroup[] = [];
  /** Hidden blocks → the group that is drawn for them. */
  #holders = nobody;
  #folded = nothing;
  #frames = noFrames;
  /** Blocks of which branches lead into folded groups, as they are drawn. */
  #around = new WeakMap<Block, Block>();

  constructor(flow: FoldableFlow, layout: Signal<number> = signal(0)) {
    this.layout = layout;
    this.#flow = flow;
  }

  get size(): number {
    return this.#flow.size - this.#holders.size + this.#folded.size;
  }

  get entry(): Point {
    return this.#flow.entry;
  }

  start(): string {
    return this.shown(this.#flow.start());
  }

  blocks(): Iterable<Block> {
    return this.#folded.size === 0 ? this.#flow.blocks() : this.#drawn();
  }

  block(id: string): Block | undefined {
    if (this.#folded.size === 0) return this.#flow.block(id);
    const group = this.#folded.get(id);
    if (group) return this.#groupBlock(id, group);
    const block = this.#holders.has(id) ? undefined : this.#flow.block(id);
    return block && this.#led(block);
  }

  /** A note on a hidden block is hidden with it. */
  notes(): Note[] {
    const notes = this.#flow.notes();
    return this.#folded.size === 0 ? notes : notes.filter(({ block }) => !this.#holders.has(block));
  }

  frames(): readonly Frame[] {
    return this.#frames;
  }

  /** What is drawn for a block: itself, or the group that hides it. */
  shown(id: string): string {
    return this.#holders.get(id) ?? id;
  }

  /** The blocks that something drawn stands for. */
  inside(id: string): readonly string[] {
    return this.#folded.get(id)?.blocks ?? [id];
  }

  /** Whether an identifier is that of a folded group as it is drawn. */
  isFolded(id: string): boolean {
    return this.#folded.has(id);
  }

  /** What is drawn for blocks: a folded group only when all of its blocks are among them. */
  shownAll(ids: ReadonlySet<string>): ReadonlySet<string> {
    if (this.#folded.size === 0) return ids;
    const shown = new Set([...ids].filter((id) => !this.#holders.has(id)));
    for (const [id, { blocks }] of this.#folded) if (blocks.every((one) => ids.has(one))) shown.add(id);
    return shown;
  }

  /** The block of a folded group that a wire into the group leads to: where most come in. */
  entryOf(id: string): string {
    const blocks = this.inside(id);
    const start = this.#flow.start();
    if (blocks.includes(start)) return start;
    const rank = (block: string): number => {
      const sources = this.#flow.inbound(block).map(({ source }) => this.shown(source));
      const outside = sources.filter((source) => source !== id).length;
      return outside * 1000 - (sources.length - outside);
    };
    const ranked = this.#inOrder(blocks).map((block) => ({ id: block.id, rank: rank(block.id) }));
    return ranked.reduce((best, one) => (one.rank > best.rank ? one : best), ranked[0]!).id;
  }

  /** A group by its own identifier: its name, the first of its blocks, and what it is drawn as while it is folded. */
  nameOf(id: string): { readonly name: string; readonly first: string; readonly drawn: string } | undefined {
    const drawn = drawnAs(id);
    const folded = this.#folded.get(drawn);
    const { name, blocks } = folded ?? this.#frames.find((frame) => frame.id === id) ?? {};
    const first = blocks?.[0];
    return name === undefined || first === undefined ? undefined : { name, first, drawn };
  }

  /** The identifier of a folded group by that of what is drawn for it. */
  groupOf(drawn: string): string | undefined {
    return this.#folded.get(drawn)?.id;
  }

  /** The port of a folded group by its key. */
  port(id: string, key: string): GroupOutput | undefined {
    const block = this.block(id);
    return isGroup(block) ? (block!.outputs.find((one) => one.key === key) as GroupOutput) : undefined;
  }

  /** Draws other groups. Returns what that changes in the picture. */
  regroup(groups: readonly BlockGroup[]): Touched {
    return this.#refresh(groups, noTouch());
  }

  /** The flow changed: returns what that changes in the picture. */
  follow(touched: Touched): Touched {
    return this.#groups.length === 0 ? touched : this.#refresh(this.#groups, touched);
  }

  #refresh(groups: readonly BlockGroup[], touched: Touched): Touched {
    const before = { holders: this.#holders, folded: this.#folded };
    this.#groups = groups;
    this.#sort();
    if (before.folded.size === 0 && this.#folded.size === 0) return touched;
    this.#around = new WeakMap();
    const out = this.#translated(touched, before);
    if (!same(before.holders, this.#holders)) this.layout.value++;
    return out;
  }

  /** Finds out which groups are drawn how, and what they hide. */
  #sort(): void {
    const holders = new Map<string, string>();
    const folded = new Map<string, Folded>();
    const frames: Frame[] = [];
    const taken = new Set<string>();
    for (const { id, name, blocks, folded: isFolded } of this.#groups) {
      const there = new Set<string>();
      for (const action of blocks) {
        const block = this.#flow.blockOf(action);
        if (!taken.has(block) && this.#flow.block(block)) there.add(block);
      }
      if (there.size === 0) continue;
      for (const block of there) taken.add(block);
      const drawn = drawnAs(id);
      if (!isFolded) frames.push({ id, name, blocks: [...there] });
      else folded.set(drawn, { id, name, blocks: [...there], drawn: undefined });
      if (isFolded) for (const block of there) holders.set(block, drawn);
    }
    this.#holders = holders;
    this.#folded = folded;
    this.#frames = frames;
  }

  /** What an edit touched in the picture, where some of it is hidden now or was before. */
  #translated(touched: Touched, before: { holders: typeof nobody; folded: typeof nothing }): Touched {
    const out: Touched = {
      ...touched,
      blocks: new Set(),
      moved: new Set(),
      added: new Set(),
      removed: new Set(),
    };
    if (touched.all) return out;
    const groups = new Set<string>();
    const tell = (set: Set<string>, id: string) => {
      const holder = this.#holders.get(id);
      if (holder === undefined) set.add(id);
      else groups.add(holder);
    };
    for (const name of ["blocks", "moved", "added"] as const)
      for (const id of touched[name]) tell(out[name], id);
    for (const id of touched.removed) {
      const holder = before.holders.get(id);
      if (holder === undefined) out.removed.add(id);
      else groups.add(holder);
    }
    for (const id of new Set([...before.holders.keys(), ...this.#holders.keys()])) {
      const was = before.holders.get(id);
      const is = this.#holders.get(id);
      if (was === is) continue;
      for (const group of [was, is]) if (group !== undefined) groups.add(group);
      if (was === undefined) out.removed.add(id);
      else if (is === undefined && this.#flow.block(id)) out.added.add(id);
      for (const { source } of this.#flow.inbound(id)) tell(out.blocks, source);
      if (this.#flow.start() === id) out.start = true;
      out.notes = true;
    }
    // A port may name another group that it leads to.
    if (names(before.folded) !== names(this.#folded)) for (const id of this.#folded.keys()) groups.add(id);
    // Ports that did not change stay the objects that the picture holds.
    for (const [id, group] of this.#folded) if (!groups.has(id)) group.drawn = before.folded.get(id)?.drawn;
    for (const id of groups) {
      const was = before.folded.has(id);
      const is = this.#folded.has(id);
      if (was && is) out.blocks.add(id);
      else if (is) out.added.add(id);
      else if (was) out.removed.add(id);
    }
    return out;
  }

  *#drawn(): Iterable<Block> {
    for (const block of this.#flow.blocks()) if (!this.#holders.has(block.id)) yield this.#led(block);
    for (const [id, group] of this.#folded) yield this.#groupBlock(id, group);
  }

  /** A block with its branches leading to what is drawn. */
  #led(block: Block): Block {
    const known = this.#around.get(block);
    if (known) return known;
    const leads = block.outputs.some((output) => this.#holders.has(output.target));
    if (!leads) return block;
    const outputs = block.outputs.map((output) => ({ ...output, target: this.shown(output.target) }));
    const led = { ...block, outputs };
    this.#around.set(block, led);
    return led;
  }

  #groupBlock(id: string, group: Folded): Block {
    group.drawn ??= groupBlock(id, group.name, this.#inOrder(group.blocks), (target) => this.#titled(target));
    return group.drawn;
  }

  #titled(target: string): { readonly id: string; readonly title: string } {
    const id = this.shown(target);
    return { id, title: this.#folded.get(id)?.name ?? this.#flow.block(id)?.title ?? id };
  }

  /** Blocks as they are read: from the left, from above. */
  #inOrder(ids: readonly string[]): Block[] {
    return ids.flatMap((id) => this.#flow.block(id) ?? []).sort((a, b) => a.x - b.x || a.y - b.y);
  }
}

function drawnAs(id: string): string {
  return `group:${id}`;
}

function names(folded: typeof nothing): string {
  return [...folded.values()].map(({ name }) => name).join("\n");
}

function same(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  if (a.size !== b.size) return false;
  for (const [id, holder] of a) if (b.get(id) !== holder) return false;
  return true;
}
