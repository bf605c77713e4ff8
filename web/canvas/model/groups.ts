/**
 * Which actions are one block. Consoles write some blocks as several actions:
 * the first one's metadata lists the others as `children`, in the order in
 * which they run (every export of the corpus), or the second is named after
 * the first (AWS's guide on Get customer input with a sentiment override).
 *
 * The file alone says so, and nothing is hidden by it: actions are one block
 * only where each but the first is entered from the one before and nowhere
 * else, and where branches of one name all lead to one place. Otherwise they
 * are drawn as the separate blocks that they also are.
 */
import { arrayAt, type Json, type JsonObject } from "./json";
import { mergedBlock } from "./merge";
import { namedAfter, namedWay, wayOn } from "./parts";
import type { Block } from "./types";

/** What is read of the flow's actions. */
export interface Actions {
  start(): string;
  /** "" when there is no such action. */
  type(id: string): string;
  /** An action as a block of its own. */
  action(id: string): Block | undefined;
  parameters(id: string): Json | undefined;
  actionMetadata(id: string): JsonObject | undefined;
  sourcesOf(id: string): readonly string[];
}

interface Group {
  /** The view of the first action that `block` has its place from. */
  of: Block;
  block: Block;
}

/** The groups of a flow. They follow edits when `settle` is called. */
export class Groups {
  /** By the first action. */
  private readonly groups = new Map<string, Group>();
  /** Actions that are no blocks of their own → the first of their block. */
  private readonly heads = new Map<string, string>();
  /** Actions → what they claim as parts of their block, rightly or not. */
  private readonly claims = new Map<string, readonly string[]>();
  private readonly claimants = new Map<string, Set<string>>();
  /** Actions that bear another's name, and the other way round. */
  private readonly namedAfter = new Map<string, string>();
  private readonly namesakes = new Map<string, Set<string>>();
  /** What the next `settle` looks at. */
  private readonly dirty = new Set<string>();
  private start = "";

  constructor(private readonly flow: Actions) {}

  /** How many actions are no blocks of their own. */
  get inside(): number {
    return this.heads.size;
  }

  isInside(id: string): boolean {
    return this.heads.has(id);
  }

  /** The first action of the block that an action belongs to. */
  headOf(id: string): string {
    return this.heads.get(id) ?? id;
  }

  /** The block that an action begins, given the action's own view. */
  blockOf(own: Block): Block {
    const group = this.groups.get(own.id);
    if (group === undefined) return own;
    if (group.of !== own) {
      group.of = own;
      group.block = { ...group.block, x: own.x, y: own.y, placed: own.placed };
    }
    return group.block;
  }

  /** An action came, went or changed. */
  touch(id: string): void {
    this.dirty.add(id);
  }

  /** Other branches lead to an action than before. */
  touchTarget(id: string): void {
    if (this.claimants.has(id)) this.dirty.add(id);
  }

  /** Looks at what was touched. Returns the actions that belong to another block, or whose block changed. */
  settle(): Set<string> {
    const changed = new Set<string>();
    this.followStart();
    if (this.dirty.size === 0) return changed;
    const open = [...this.opened()].filter((id) => this.claims.has(id) || this.groups.has(id));
    this.dirty.clear();
    // All end before one begins: an action may go from one group to another.
    for (const id of open) for (const member of this.dissolve(id)) changed.add(member);
    for (const id of open) for (const member of this.form(id)) changed.add(member);
    return changed;
  }

  private followStart(): void {
    const start = this.flow.start();
    if (start === this.start) return;
    this.touchTarget(start);
    this.touchTarget(this.start);
    this.start = start;
  }

  /** What may begin another group than before, with its claims as they are now. */
  private opened(): Set<string> {
    const open = new Set<string>();
    const look = (id: string): void => {
      open.add(id);
      open.add(this.headOf(id));
      for (const claimant of this.claimants.get(id) ?? []) open.add(claimant);
    };
    // The set takes in what is found on the way.
    for (const id of this.dirty) for (const head of this.register(id)) this.dirty.add(head);
    for (const id of this.dirty) look(id);
    for (const id of open) this.claim(id);
    if (this.claims.size > 0) for (const id of this.dirty) look(id);
    return open;
  }

  /** Notes whether an action bears the name of another. Returns the others concerned. */
  private register(id: string): string[] {
    const before = this.namedAfter.get(id) ?? "";
    const now = namedAfter(id, this.flow.type(id));
    if (before !== "" && before !== now) drop(this.namesakes, before, id);
    if (now !== "") put(this.namesakes, now, id);
    if (now === "") this.namedAfter.delete(id);
    else this.namedAfter.set(id, now);
    return [before, now].filter((head) => head !== "");
  }

  private claim(id: string): void {
    for (const child of this.claims.get(id) ?? []) drop(this.claimants, child, id);
    const now = this.childrenOf(id);
    if (now.length === 0) {
      this.claims.delete(id);
      return;
    }
    this.claims.set(id, now);
    for (const child of now) put(this.claimants, child, id);
  }

  private childrenOf(id: string): readonly string[] {
    const listed = arrayAt(this.flow.actionMetadata(id), "children") ?? [];
    if (listed.length > 0) return listed.map((child) => (typeof child === "string" ? child : ""));
    return [...(this.namesakes.get(id) ?? [])].filter((child) => this.namedWay(id, child) !== undefined);
  }

  private namedWay(head: string, child: string): string | undefined {
    if (this.namedAfter.get(child) !== head) return undefined;
    return namedWay(this.flow.type(head), this.flow.type(child), this.flow.parameters(child));
  }

  /** Ends the group that an action begins; returns its members. */
  private dissolve(id: string): readonly string[] {
    const members = this.groups.get(id)?.block.members ?? [];
    this.groups.delete(id);
    for (const member of members) this.heads.delete(member);
    return members;
  }

  /** Makes the group that an action claims, when it is one; returns its members. */
  private form(id: string): readonly string[] {
    const actions = this.chain(id) ?? [];
    const [of] = actions;
    const block = mergedBlock(actions);
    if (of === undefined || block === undefined) return [];
    this.groups.set(id, { of, block });
    for (const member of block.members.slice(1)) this.heads.set(member, id);
    return block.members;
  }

  /** The actions of a claimed group, when each is entered from the one before and nowhere else. */
  private chain(id: string): Block[] | undefined {
    const children = this.claims.get(id) ?? [];
    let last = this.flow.action(id);
    if (children.length === 0 || last === undefined) return undefined;
    const chain = [last];
    for (const child of children) {
      const next = this.flow.action(child);
      if (next === undefined || child === this.start || this.claims.has(child)) return undefined;
      const sources = this.flow.sourcesOf(child);
      if (sources.length !== 1 || sources[0] !== last.id) return undefined;
      const ways = last.outputs.filter((output) => output.target === child);
      if (ways.length !== 1 || ways[0]?.key !== (this.namedWay(id, child) ?? wayOn)) return undefined;
      chain.push(next);
      last = next;
    }
    return new Set(chain).size === chain.length ? chain : undefined;
  }
}

function put(sets: Map<string, Set<string>>, key: string, id: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([id]));
  else set.add(id);
}

function drop(sets: Map<string, Set<string>>, key: string, id: string): void {
  const set = sets.get(key);
  set?.delete(id);
  if (set?.size === 0) sets.delete(key);
}
