/**
 * The document with its indexes: blocks by identifier, and who leads to whom.
 * An index entry follows its part of the tree; `Edit` says what it changed and
 * only that is read anew.
 */
import { Groups } from "./groups";
import { arrayAt, type Json, type JsonObject, numberAt, objectAt, parseJson, textAt } from "./json";
import { legacyInfo, legacyModules, legacyOutputs, legacySummary, legacyTargets } from "./legacy";
import { outputsOf } from "./outputs";
import { placeAll } from "./place";
import { readTargets } from "./read";
import { infoOf, summaryOf, titleOf } from "./summary";
import type { Block, Format, Inbound, Point } from "./types";

/** A block in the index. */
export interface Entry {
  id: string;
  readonly node: JsonObject;
  /** What the index of targets holds for this entry. */
  targets: readonly string[];
  /** The part of the view that a move leaves as it is. */
  body: Body | undefined;
  /** The action as a block of its own. */
  view: Block | undefined;
}

type Body = Omit<Block, "x" | "y" | "placed">;

export class Doc {
  root: JsonObject;
  format: Format;
  /** The text itself when it is no JSON. */
  readonly broken: string | undefined;
  readonly entries = new Map<string, Entry>();
  /** Whether the file holds blocks that have no place in the index: without identifier, or with a taken one. */
  readonly hasStrays: boolean;
  /** Target → the blocks that lead to it. */
  private readonly sources = new Map<string, Set<string>>();
  /** Places of blocks that the file gives none. */
  private readonly fallback = new Map<string, Point>();
  /** Which actions are one block. As of the last `settle`, which an edit ends with. */
  readonly groups = new Groups(this);

  constructor(text: string) {
    const root = tryParse(text);
    this.root = root instanceof Map ? root : new Map();
    this.broken = root === undefined ? text : undefined;
    this.format = formatOf(this.root);
    const nodes = this.nodes();
    for (const node of nodes) this.enter(idOf(node, this.format), node);
    this.hasStrays = this.entries.size < nodes.length;
    this.placeMissing();
    this.groups.settle();
  }

  get editable(): boolean {
    return this.format === "flow" || this.format === "module";
  }

  /** The blocks' objects in file order. */
  nodes(): JsonObject[] {
    if (this.format === "legacy") return legacyModules(this.root);
    return (arrayAt(this.root, "Actions") ?? []).filter((item): item is JsonObject => item instanceof Map);
  }

  /** Actions in file order. Of several with one identifier the first counts. */
  *actions(): Iterable<Block> {
    for (const node of this.nodes()) {
      const entry = this.entries.get(idOf(node, this.format));
      if (entry?.node === node) yield this.view(entry);
    }
  }

  /** Blocks in the file order of what they begin with. */
  *blocks(): Iterable<Block> {
    for (const own of this.actions()) if (!this.groups.isInside(own.id)) yield this.groups.blockOf(own);
  }

  block(id: string): Block | undefined {
    const own = this.groups.isInside(id) ? undefined : this.action(id);
    return own === undefined ? undefined : this.groups.blockOf(own);
  }

  /** An action as a block of its own. */
  action(id: string): Block | undefined {
    const entry = this.entries.get(id);
    return entry === undefined ? undefined : this.view(entry);
  }

  type(id: string): string {
    return textAt(this.entries.get(id)?.node, "Type");
  }

  parameters(id: string): Json | undefined {
    return this.entries.get(id)?.node.get("Parameters");
  }

  start(): string {
    return textAt(this.root, this.format === "legacy" ? "start" : "StartAction");
  }

  /** Takes a block into the index. Nothing happens when the identifier is taken or no text. */
  enter(id: string, node: JsonObject): Entry | undefined {
    if (id === "" || this.entries.has(id)) return undefined;
    const entry: Entry = { id, node, targets: [], body: undefined, view: undefined };
    this.entries.set(id, entry);
    this.reindex(entry);
    return entry;
  }

  /** Takes a block out of the index. */
  leave(entry: Entry): void {
    this.link(entry, []);
    this.entries.delete(entry.id);
    this.groups.touch(entry.id);
  }

  /** Reads the entry's part of the tree anew. */
  reindex(entry: Entry): void {
    this.link(entry, this.format === "legacy" ? legacyTargets(entry.node) : readTargets(entry.node));
    entry.body = undefined;
    entry.view = undefined;
    this.groups.touch(entry.id);
  }

  private link(entry: Entry, targets: readonly string[]): void {
    for (const target of entry.targets) {
      if (targets.includes(target)) continue;
      const from = this.sources.get(target);
      from?.delete(entry.id);
      if (from?.size === 0) this.sources.delete(target);
      this.groups.touchTarget(target);
    }
    for (const target of targets) {
      const from = this.sources.get(target);
      if (from === undefined) this.sources.set(target, new Set([entry.id]));
      else from.add(entry.id);
      this.groups.touchTarget(target);
    }
    entry.targets = targets;
  }

  /** Blocks without a place in the index. */
  strays(): JsonObject[] {
    if (!this.hasStrays) return [];
    return this.nodes().filter((node) => this.entries.get(idOf(node, this.format))?.node !== node);
  }

  /** Gives an entry another identifier. */
  rename(entry: Entry, to: string): void {
    const place = this.fallback.get(entry.id);
    if (place !== undefined) this.fallback.set(to, place);
    this.leave(entry);
    entry.id = to;
    this.entries.set(to, entry);
    this.reindex(entry);
  }

  /** The actions that lead to one, whatever the branch. */
  sourcesOf(target: string): readonly string[] {
    return [...(this.sources.get(target) ?? [])];
  }

  inbound(target: string): Inbound[] {
    const out: Inbound[] = [];
    for (const source of new Set(this.sourcesOf(target).map((id) => this.groups.headOf(id)))) {
      for (const output of this.block(source)?.outputs ?? [])
        if (output.target === target) out.push({ source, output });
    }
    return out;
  }

  /** Metadata.ActionMetadata[id], when it is an object. */
  actionMetadata(id: string): JsonObject | undefined {
    return objectAt(objectAt(objectAt(this.root, "Metadata"), "ActionMetadata"), id);
  }

  private view(entry: Entry): Block {
    if (entry.view === undefined) {
      const stored = this.storedPosition(entry);
      const place = stored ?? this.fallbackPlace(entry);
      entry.view = { ...this.body(entry), x: place.x, y: place.y, placed: stored !== undefined };
    }
    return entry.view;
  }

  private body(entry: Entry): Body {
    entry.body ??= this.format === "legacy" ? this.legacyBody(entry) : this.flowBody(entry);
    return entry.body;
  }

  private flowBody(entry: Entry): Body {
    const type = textAt(entry.node, "Type");
    const kind = infoOf(type, entry.node.get("Parameters"));
    const metadata = this.actionMetadata(entry.id);
    return {
      id: entry.id,
      members: [entry.id],
      type,
      title: titleOf(entry.id, metadata, kind),
      kind,
      summary: summaryOf(entry.node, kind, metadata),
      outputs: outputsOf(entry.node, kind.action),
      terminal: kind.action?.terminal === true,
    };
  }

  private legacyBody(entry: Entry): Body {
    const type = textAt(entry.node, "type");
    const kind = legacyInfo(type);
    const outputs = legacyOutputs(entry.node);
    return {
      id: entry.id,
      members: [entry.id],
      type,
      title: kind.name,
      kind,
      summary: legacySummary(entry.node),
      outputs,
      terminal: outputs.length === 0,
    };
  }

  private storedPosition(entry: Entry): Point | undefined {
    const metadata =
      this.format === "legacy" ? objectAt(entry.node, "metadata") : this.actionMetadata(entry.id);
    return pointAt(metadata, "position");
  }

  private fallbackPlace(entry: Entry): Point {
    let place = this.fallback.get(entry.id);
    if (place === undefined) {
      place = { x: 0, y: (this.lowest() ?? 0) + rowGap };
      this.fallback.set(entry.id, place);
    }
    return place;
  }

  private placeMissing(): void {
    const missing = [...this.entries.values()].filter((entry) => this.storedPosition(entry) === undefined);
    if (missing.length === 0) return;
    const lowest = this.lowest();
    const top = lowest === undefined ? 0 : lowest + rowGap;
    for (const [id, place] of placeAll(missing, this.start(), top)) this.fallback.set(id, place);
  }

  /** The largest y of the blocks that have a place. */
  private lowest(): number | undefined {
    let lowest: number | undefined;
    for (const entry of this.entries.values()) {
      const place = this.storedPosition(entry) ?? this.fallback.get(entry.id);
      if (place !== undefined && (lowest === undefined || place.y > lowest)) lowest = place.y;
    }
    return lowest;
  }

  /** Where the entry marker stands; beside the first block when the file gives no place. */
  entryPoint(): Point {
    const metadata = objectAt(this.root, this.format === "legacy" ? "metadata" : "Metadata");
    const stored = pointAt(metadata, "entryPointPosition");
    if (stored !== undefined) return stored;
    const first = this.entries.get(this.start());
    if (first === undefined) return { x: -entryGap, y: 0 };
    const at = this.view(first);
    return { x: at.x - entryGap, y: at.y };
  }
}

/** Room between what has a place and what has none. */
const rowGap = 220;
/** From the entry marker to the first block. */
const entryGap = 220;

function idOf(node: JsonObject, format: Format): string {
  return textAt(node, format === "legacy" ? "id" : "Identifier");
}

function pointAt(json: Json | undefined, key: string): Point | undefined {
  const at = objectAt(json, key);
  const x = numberAt(at, "x");
  const y = numberAt(at, "y");
  return x === undefined || y === undefined ? undefined : { x, y };
}

/** A byte order mark before the text is not part of the flow. */
function tryParse(text: string): Json | undefined {
  try {
    return parseJson(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

function formatOf(root: JsonObject): Format {
  if (root.has("Actions") || root.has("StartAction")) return root.has("Settings") ? "module" : "flow";
  return Array.isArray(root.get("modules")) ? "legacy" : "unknown";
}
