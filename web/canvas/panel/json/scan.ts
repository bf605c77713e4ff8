/**
 * JSON text as a tree of places. Editing text beside the canvas needs to know
 * where in the text a value stands, and where and why a text is no JSON; the
 * browser's own parser tells neither.
 */
import type { Json } from "../../model/json";

export type Node = ObjectNode | ArrayNode | ScalarNode;

interface Range {
  readonly from: number;
  readonly to: number;
}

export interface ObjectNode extends Range {
  readonly kind: "object";
  /** All members, of one name too; the last of those counts. */
  readonly members: readonly Member[];
}

export interface ArrayNode extends Range {
  readonly kind: "array";
  readonly items: readonly Node[];
}

export interface ScalarNode extends Range {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
}

/** From and to are those of the name and its value together. */
export interface Member extends Range {
  readonly name: string;
  readonly nameTo: number;
  readonly value: Node;
}

/** Why a text is no JSON, and at which offset. */
export interface Broken {
  readonly at: number;
  readonly message: string;
}

export type Scanned = { readonly root: Node } | { readonly broken: Broken };

/** The server refuses what is nested deeper (64 levels); here it only has to end. */
const deepest = 500;

class Stop extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

export function scan(text: string): Scanned {
  try {
    return { root: new Scanner(text).document() };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { broken: { at: Math.min(error.at, text.length), message: error.message } };
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /[A-Za-z_]+/y;
const space = /[ \t\n\r]*/y;
/** A whole string: control characters are not allowed in it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about them.
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): Node {
    this.skip();
    const root = this.value(0);
    this.skip();
    if (this.at < this.text.length) throw new Stop(this.at, "there is more text after the end of the JSON");
    return root;
  }

  private value(depth: number): Node {
    if (depth > deepest) throw new Stop(this.at, "it is nested too deeply");
    const from = this.at;
    const sign = this.text[from];
    if (sign === "{") return this.object(depth);
    if (sign === "[") return this.array(depth);
    if (sign === '"') return { kind: "scalar", from, value: this.string(), to: this.at };
    const digits = this.match(number);
    if (digits !== "") return { kind: "scalar", from, to: this.at, value: Number(digits) };
    return this.literal(from);
  }

  private literal(from: number): Node {
    const name = this.match(word);
    const known = new Map<string, boolean | null>([
      ["true", true],
      ["false", false],
      ["null", null],
    ]);
    const value = known.get(name);
    if (value !== undefined) return { kind: "scalar", from, to: this.at, value };
    if (name !== "") throw new Stop(from, `“${name}” has to stand in double quotes`);
    throw new Stop(
      from,
      from < this.text.length ? "a value is expected here" : "the text ends before its end",
    );
  }

  private object(depth: number): Node {
    const from = this.at++;
    const members: Member[] = [];
    for (this.skip(); !this.take("}"); this.skip()) {
      if (members.length > 0) this.comma("}");
      members.push(this.member(depth));
    }
    return { kind: "object", from, to: this.at, members };
  }

  private member(depth: number): Member {
    const from = this.at;
    if (this.text[from] !== '"') throw new Stop(from, "a name in double quotes is expected here");
    const name = this.string();
    const nameTo = this.at;
    this.skip();
    if (!this.take(":")) throw new Stop(this.at, "a colon is expected after the name");
    this.skip();
    const value = this.value(depth + 1);
    return { name, from, nameTo, value, to: this.at };
  }

  private array(depth: number): Node {
    const from = this.at++;
    const items: Node[] = [];
    for (this.skip(); !this.take("]"); this.skip()) {
      if (items.length > 0) this.comma("]");
      items.push(this.value(depth + 1));
    }
    return { kind: "array", from, to: this.at, items };
  }

  private comma(close: string): void {
    if (!this.take(",")) {
      const ended = this.at >= this.text.length;
      throw new Stop(this.at, ended ? `a ${close} is missing` : `a comma or ${close} is expected here`);
    }
    const at = this.at - 1;
    this.skip();
    if (this.text[this.at] === close) throw new Stop(at, "nothing follows this comma");
  }

  private string(): string {
    const from = this.at;
    const raw = this.match(string);
    if (raw === "")
      throw new Stop(from, "this text has no closing quote, or holds a sign that has to be escaped");
    return JSON.parse(raw) as string;
  }

  private take(sign: string): boolean {
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private skip(): void {
    this.match(space);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }
}

/** What stands at a place, as data. Of members with one name the last counts. */
export function dataOf(node: Node): Json {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "array") return node.items.map(dataOf);
  return new Map(node.members.map((one) => [one.name, dataOf(one.value)]));
}

/** The member that counts of those with a name. */
export function memberOf(node: Node | undefined, name: string): Member | undefined {
  return node?.kind === "object" ? node.members.findLast((one) => one.name === name) : undefined;
}
