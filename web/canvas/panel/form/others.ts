/** What the file has and the form does not show: nothing of a file is hidden. */
import type { Json } from "../../model/json";
import type { Node } from "./layout";
import type { Place } from "./paths";

/** What the form shows below a place, by the next step. */
interface Shown {
  /** Drawn as it is, whatever its shape. */
  whole: boolean;
  readonly members: Map<string, Shown>;
  /** Items of a list, values of a map. */
  any: Shown | undefined;
}

/** The places of values that no field of the form shows, in file order. */
export function othersOf(nodes: readonly Node[], parameters: Json | undefined): Place[] {
  const root = empty();
  for (const node of nodes) enter(root, node);
  const found: Place[] = [];
  collect(root, parameters, [], found);
  return found;
}

function empty(): Shown {
  return { whole: false, members: new Map(), any: undefined };
}

function enter(root: Shown, node: Node): void {
  if (node.kind === "choice") {
    for (const option of node.options) for (const inner of option.nodes) enter(root, inner);
    return;
  }
  const at = step(root, node.parameter.path);
  if (node.kind === "field" || node.kind === "rest") at.whole = true;
  else for (const inner of node.nodes) enter(root, inner);
}

function step(root: Shown, template: string): Shown {
  let at = root;
  for (const part of template.split(".")) {
    const name = part.replace(/\[\]$/, "");
    if (name === "*") at = anyOf(at);
    else {
      const next = at.members.get(name) ?? empty();
      at.members.set(name, next);
      at = next;
    }
    if (part.endsWith("[]")) at = anyOf(at);
  }
  return at;
}

function anyOf(shown: Shown): Shown {
  shown.any ??= empty();
  return shown.any;
}

function collect(shown: Shown, value: Json | undefined, place: Place, found: Place[]): void {
  if (shown.whole || value === undefined) return;
  const children: [string, Json][] = Array.isArray(value)
    ? value.map((item, index) => [String(index), item])
    : value instanceof Map
      ? [...value]
      : [];
  if (children.length === 0 && place.length > 0 && isScalar(value)) found.push(place);
  for (const [key, child] of children) {
    const next = shown.members.get(key) ?? shown.any;
    if (next) collect(next, child, [...place, key], found);
    else found.push([...place, key]);
  }
}

/** Where an object or a list is due and the file has something else. */
function isScalar(value: Json): boolean {
  return !Array.isArray(value) && !(value instanceof Map);
}
