/**
 * JSON held so that any member name is data: objects are Maps, so `__proto__`
 * or `constructor` in a flow can never reach a prototype. Members keep their
 * order; of duplicate names the last counts, as in Go.
 */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = Map<string, Json>;

/** Parses text. Throws SyntaxError when it is not JSON. */
export function parseJson(text: string): Json {
  return fromPlain(JSON.parse(text));
}

/** Turns what JSON.parse made into Maps. Own members only, whatever their names. */
export function fromPlain(value: unknown): Json {
  if (Array.isArray(value)) {
    const out: Json[] = new Array(value.length);
    for (let i = 0; i < value.length; i++) out[i] = fromPlain(value[i]);
    return out;
  }
  if (value !== null && typeof value === "object") {
    const out: JsonObject = new Map();
    for (const [key, member] of Object.entries(value)) out.set(key, fromPlain(member));
    return out;
  }
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") return value;
  return null;
}

/** Minified JSON text; members in the order in which they are held. */
export function toText(json: Json): string {
  return write(json, (object) => object);
}

/** Canonical JSON, RFC 8785: members sorted by UTF-16 code units, numbers as ECMAScript writes them. */
export function toCanonical(json: Json): string {
  return write(json, sorted);
}

/** JSON text laid out for people, two spaces a level. */
export function toPretty(json: Json): string {
  return writePretty(json, "");
}

function write(json: Json, order: (object: JsonObject) => Iterable<[string, Json]>): string {
  if (Array.isArray(json)) return `[${json.map((item) => write(item, order)).join(",")}]`;
  if (json instanceof Map) {
    const parts: string[] = [];
    for (const [key, member] of order(json)) parts.push(`${JSON.stringify(key)}:${write(member, order)}`);
    return `{${parts.join(",")}}`;
  }
  return JSON.stringify(json);
}

function sorted(object: JsonObject): Iterable<[string, Json]> {
  return [...object].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function writePretty(json: Json, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(json)) {
    if (json.length === 0) return "[]";
    return `[\n${json.map((item) => inner + writePretty(item, inner)).join(",\n")}\n${indent}]`;
  }
  if (json instanceof Map) {
    if (json.size === 0) return "{}";
    const parts = [...json].map(
      ([key, item]) => `${inner}${JSON.stringify(key)}: ${writePretty(item, inner)}`,
    );
    return `{\n${parts.join(",\n")}\n${indent}}`;
  }
  return JSON.stringify(json);
}

/** A deep copy: what is put into a document never shares parts with what somebody else holds. */
export function cloneJson<T extends Json>(json: T): T;
export function cloneJson(json: Json): Json {
  if (Array.isArray(json)) return json.map((item) => cloneJson(item));
  if (json instanceof Map) {
    const out: JsonObject = new Map();
    for (const [key, member] of json) out.set(key, cloneJson(member));
    return out;
  }
  return json;
}

/** Deep equality; the order of members does not count. */
export function equalJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => equalJson(item, b[i]));
  }
  if (a instanceof Map) {
    if (!(b instanceof Map) || a.size !== b.size) return false;
    for (const [key, member] of a) if (!b.has(key) || !equalJson(member, b.get(key))) return false;
    return true;
  }
  return false;
}

/** An object from pairs, in their order. */
export function object(...members: [string, Json][]): JsonObject {
  return new Map(members);
}

/** The member of an object, or undefined when there is none or it is no object. */
export function member(json: Json | undefined, key: string): Json | undefined {
  return json instanceof Map ? json.get(key) : undefined;
}

/** The object at a member, or undefined. */
export function objectAt(json: Json | undefined, key: string): JsonObject | undefined {
  const found = member(json, key);
  return found instanceof Map ? found : undefined;
}

/** The array at a member, or undefined. */
export function arrayAt(json: Json | undefined, key: string): Json[] | undefined {
  const found = member(json, key);
  return Array.isArray(found) ? found : undefined;
}

/** The text at a member: "" when it is absent or no string. */
export function textAt(json: Json | undefined, key: string): string {
  const found = member(json, key);
  return typeof found === "string" ? found : "";
}

/** The finite number at a member, or undefined. */
export function numberAt(json: Json | undefined, key: string): number | undefined {
  const found = member(json, key);
  return typeof found === "number" && Number.isFinite(found) ? found : undefined;
}

/** The value at a dotted path such as "Media.Uri"; "Messages[].Text" looks into the first element. */
export function valueAt(json: Json | undefined, path: string): Json | undefined {
  let at = json;
  for (const step of path.split(".")) {
    const list = step.endsWith("[]");
    at = member(at, list ? step.slice(0, -2) : step);
    if (list) at = Array.isArray(at) ? at[0] : undefined;
  }
  return at;
}
