/** What the canvas and the panels see of a flow: plain values, made anew when they change. */
import type { CatalogueAction, CatalogueBlock, Category } from "./catalogue";
import type { Json, JsonObject } from "./json";
import type { Branch, Op, Rejection } from "./op";

/** "unknown" also stands for text that is no flow at all. */
export type Format = "flow" | "module" | "legacy" | "unknown";

export interface Point {
  x: number;
  y: number;
}

/** What a block is, for people. */
export interface BlockInfo {
  /** The catalogue's block key, or "unknown" or "legacy". */
  readonly key: string;
  readonly name: string;
  /** "" when the catalogue does not know the action. */
  readonly category: Category | "";
  /** A lucide icon name. */
  readonly icon: string;
  readonly status: "known" | "unknown" | "legacy";
  readonly action?: CatalogueAction;
  readonly block?: CatalogueBlock;
}

/** A setting shown on the block. */
export interface Setting {
  readonly label: string;
  /** The label as the block has room for it; "" where the value says enough by itself. */
  readonly short: string;
  readonly value: string;
}

/** One port of a block. */
export interface Output {
  /** branchKey of the branch; unique within a block. */
  readonly key: string;
  readonly branch: Branch;
  readonly label: string;
  /** The identifier that the branch names; "" when it is not wired. May name a block that does not exist. */
  readonly target: string;
  readonly required: boolean;
  /** False for a branch that the catalogue requires and the file does not hold. */
  readonly present: boolean;
  readonly tone: "default" | "error" | "condition";
  /** Setting this branch also sets NextAction, which mirrors it. */
  readonly mirror: boolean;
  /** Of a block of several actions: those that have the branch. It is set on all of them together. */
  readonly on?: readonly string[];
}

export interface Block {
  /** The identifier of its action, of several that of the first. */
  readonly id: string;
  /** The actions that it is, in the order in which they run. */
  readonly members: readonly string[];
  readonly type: string;
  readonly title: string;
  readonly x: number;
  readonly y: number;
  /** False when the file holds no position and the place is ours. */
  readonly placed: boolean;
  readonly kind: BlockInfo;
  readonly summary: readonly Setting[];
  readonly outputs: readonly Output[];
  /** Takes no transitions at all. */
  readonly terminal: boolean;
}

/** A wire into a block. */
export interface Inbound {
  /** The block that it leaves from. */
  readonly source: string;
  readonly output: Output;
}

/** A note on the canvas (Metadata.Annotations). */
export interface Note {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly folded: boolean;
  /** The block that it is attached to, or "". */
  readonly block: string;
}

/** What an edit changed, so that a view repaints only that. */
export interface Touched {
  /** Blocks whose content, branches, title or findings may have changed. */
  readonly blocks: Set<string>;
  /** Blocks that only have another place. */
  readonly moved: Set<string>;
  readonly added: Set<string>;
  readonly removed: Set<string>;
  /** Blocks with another identifier: old → new. The old one is also in removed, the new one in added. */
  readonly renamed: Map<string, string>;
  /** Everything: read the flow anew. */
  all: boolean;
  /** The entry point moved, or the start is another block. */
  start: boolean;
  notes: boolean;
  /** Metadata of the flow itself. */
  metadata: boolean;
}

export interface Applied {
  /** Applied as an edit, takes this one back. */
  readonly inverse: Op[];
  readonly touched: Touched;
  /** What Flow.revert needs. */
  readonly journal: readonly (() => void)[];
}

export interface Rejected {
  readonly rejected: Rejection;
}

export function isRejected(result: Applied | Rejected): result is Rejected {
  return "rejected" in result;
}

export function noTouch(): Touched {
  return {
    blocks: new Set(),
    moved: new Set(),
    added: new Set(),
    removed: new Set(),
    renamed: new Map(),
    all: false,
    start: false,
    notes: false,
    metadata: false,
  };
}

/** What panels, tools and views may read. Only Flow itself changes it, through operations. */
export interface FlowReader {
  readonly format: Format;
  /** False for legacy files and for what is no flow. */
  readonly editable: boolean;
  /** How many blocks there are. */
  readonly size: number;
  /** Where the entry marker stands. */
  readonly entry: Point;
  /** The identifier of the first block; "" when none. */
  start(): string;
  /** In file order. */
  blocks(): Iterable<Block>;
  /** Undefined too for an action that is no block of its own. */
  block(id: string): Block | undefined;
  /** One action of a block as it would be by itself; undefined when there is none. */
  action(id: string): Block | undefined;
  /** The block that an action belongs to; the identifier itself when there is no such action. */
  blockOf(id: string): string;
  /** Every action as a block of its own, in file order. */
  actions(): Iterable<Block>;
  outputs(id: string): readonly Output[];
  inbound(id: string): Inbound[];
  notes(): Note[];
  /** The action as it stands in the file (for the generic form and the raw view). Do not change it. */
  actionJson(id: string): JsonObject | undefined;
  /** A parameter by its path from Parameters. Do not change it. */
  parameter(id: string, path: readonly string[]): Json | undefined;
  /** The action's own metadata. Do not change it. */
  metadata(id: string): JsonObject | undefined;
  /** The document. Do not change it. */
  toJson(): JsonObject;
}
