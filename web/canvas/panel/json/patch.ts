/**
 * The smallest changes of a JSON text that make it say something else: what
 * already says so keeps its bytes, however it is written. The server writes
 * the bytes of an edit; until they are known, this shows what the canvas knows.
 */
import { equalJson, type Json, type JsonObject, toPretty, toText } from "../../model/json";
import { type ArrayNode, dataOf, type Node, type ObjectNode } from "./scan";

/** A change of a text; places are those of the text before all changes. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** The changes that make the text, scanned as root, say what json says. */
export function changesTo(text: string, root: Node, json: Json): Change[] {
  const out: Change[] = [];
  new Patch(text, out).value(root, json);
  return out.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** A text with changes that stand in order and do not overlap. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  let out = "";
  let at = 0;
  for (const { from, to, insert } of changes) {
    out += text.slice(at, from) + insert;
    at = to;
  }
  return out + text.slice(at);
}

/** The one change between two texts: what they share at both ends stays. */
export function changeBetween(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
}

/** A member or an item in the text. */
interface Entry {
  readonly from: number;
  readonly to: number;
}

class Patch {
  constructor(
    private readonly text: string,
    private readonly out: Change[],
  ) {}

  value(node: Node, json: Json): void {
    if (node.kind === "object" && json instanceof Map) this.object(node, json);
    else if (node.kind === "array" && Array.isArray(json)) this.array(node, json);
    else if (node.kind !== "scalar" || node.value !== json)
      this.write(node, json, indentAt(this.text, node.from));
  }

  private write({ from, to }: Entry, json: Json, indent: string): void {
    this.out.push({ from, to, insert: this.print(json, indent, this.text.includes("\n")) });
  }

  private object(node: ObjectNode, json: JsonObject): void {
    const last = new Map(node.members.map((one) => [one.name, one]));
    const added = [...json].filter(([name]) => !last.has(name));
    for (const [name, one] of last) {
      const to = json.get(name);
      if (to !== undefined) this.value(one.value, to);
    }
    const kept = node.members.map((one) => json.has(one.name));
    const colon = this.colonOf(node);
    this.lists(node, node.members, kept, json, [
      [
        node.members.length,
        added.map(
          ([name, to]) =>
            (indent, wide) =>
              `${JSON.stringify(name)}${colon}${this.print(to, indent, wide)}`,
        ),
      ],
    ]);
  }

  private array(node: ArrayNode, json: readonly Json[]): void {
    const before = node.items.map(dataOf);
    const pairs = alignment(before, json);
    const partner = new Map(pairs);
    const places = new Map(pairs.map(([from, to]) => [to, from]));
    for (const [from, to] of pairs) {
      const item = node.items[from];
      const wanted = json[to];
      if (item && wanted !== undefined && !equalJson(before[from], wanted)) this.value(item, wanted);
    }
    const inserts = new Map<number, Writer[]>();
    let place = 0;
    json.forEach((item, index) => {
      const from = places.get(index);
      if (from !== undefined) {
        place = from + 1;
        return;
      }
      const list = inserts.get(place) ?? [];
      list.push((indent, wide) => this.print(item, indent, wide));
      inserts.set(place, list);
    });
    const kept = node.items.map((_, index) => partner.has(index));
    this.lists(node, node.items, kept, [...json], [...inserts]);
  }

  /** Takes entries out and puts others in, with commas and layout as their neighbours have them. */
  private lists(
    node: ObjectNode | ArrayNode,
    entries: readonly Entry[],
    kept: readonly boolean[],
    json: Json,
    inserts: readonly [number, readonly Writer[]][],
  ): void {
    const isSame = kept.every(Boolean) && inserts.every(([, list]) => list.length === 0);
    if (isSame) return;
    if (!kept.some(Boolean)) {
      this.write(node, json, indentAt(this.text, node.from));
      return;
    }
    this.remove(entries, kept);
    const gap = this.gapOf(node, entries);
    const indent = gap.slice(gap.lastIndexOf("\n") + 1);
    const wide = gap.includes("\n");
    for (const [place, list] of inserts) {
      if (list.length === 0) continue;
      const written = list.map((write) => write(wide ? indent : "", wide));
      const anchor = entries.findLast((_, index) => index < place && kept[index]);
      const next = entries.find((_, index) => index >= place && kept[index]);
      if (anchor)
        this.out.push({
          from: anchor.to,
          to: anchor.to,
          insert: written.map((one) => `,${gap}${one}`).join(""),
        });
      else if (next)
        this.out.push({
          from: next.from,
          to: next.from,
          insert: written.map((one) => `${one},${gap}`).join(""),
        });
    }
  }

  /** Each entry goes with the comma before it; before the first that stays, with the one behind it. */
  private remove(entries: readonly Entry[], kept: readonly boolean[]): void {
    const first = kept.indexOf(true);
    entries.forEach((one, index) => {
      if (kept[index]) return;
      const before = entries[index - 1];
      const after = entries[index + 1];
      if (index > first && before) this.out.push({ from: before.to, to: one.to, insert: "" });
      else if (after) this.out.push({ from: one.from, to: after.from, insert: "" });
    });
  }

  /** What stands between a comma and the next entry. */
  private gapOf(node: ObjectNode | ArrayNode, entries: readonly Entry[]): string {
    const [first, second] = entries;
    const gap =
      first && second
        ? this.text.slice(first.to, second.from).replace(/^\s*,/, "")
        : this.text.slice(node.from + 1, first?.from ?? node.from + 1);
    return /^\s*$/.test(gap) ? gap : " ";
  }

  private colonOf(node: ObjectNode): string {
    const [one] = node.members;
    return one && this.text.slice(one.nameTo, one.value.from) === ":" ? ":" : ": ";
  }

  private print(json: Json, indent: string, wide: boolean): string {
    return wide ? toPretty(json).replaceAll("\n", `\n${indent}`) : toText(json);
  }
}

type Writer = (indent: string, wide: boolean) => string;

/** The white space that begins the line of an offset. */
function indentAt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

/**
 * Which item became which: pairs of indexes, both growing. Items are known by
 * their identifier, or by what they say; lists of one length whose items are
 * known otherwise are the same items, changed.
 */
function alignment(before: readonly Json[], after: readonly Json[]): [number, number][] {
  const from = before.map(keyOf);
  const to = after.map(keyOf);
  const isRearranged = from.length === to.length && String([...from].sort()) === String([...to].sort());
  if (from.length === to.length && !isRearranged) return from.map((_, index) => [index, index]);
  const places = new Map<string, number[]>();
  to.forEach((key, index) => {
    const list = places.get(key);
    if (list) list.push(index);
    else places.set(key, [index]);
  });
  const pairs: [number, number][] = [];
  let last = -1;
  from.forEach((key, index) => {
    const place = places.get(key)?.find((one) => one > last);
    if (place === undefined) return;
    last = place;
    pairs.push([index, place]);
  });
  return pairs;
}

function keyOf(item: Json): string {
  if (item instanceof Map) {
    const id = item.get("Identifier") ?? item.get("id");
    if (typeof id === "string") return id;
  }
  return toText(item);
}
