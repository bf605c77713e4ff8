/** The places that a form has something for: where findings about them are shown. */
import type { Json } from "../../model/json";
import type { ChoiceNode, Node, Option } from "./layout";
import { nameOf, type Place, placeOf, valueIn } from "./paths";
import { holdsAt, isShown } from "./visibility";

/** The name of a choice: it has no place of its own. */
export function choiceName(choice: ChoiceNode, keys: readonly string[]): string {
  return choice.options.map((option) => nameOf(placeOf(option.path, keys))).join("|");
}

/** The options of a choice that the file has set. */
export function setOptions(
  choice: ChoiceNode,
  parameters: Json | undefined,
  keys: readonly string[],
): Option[] {
  return choice.options.filter((one) => valueIn(parameters, placeOf(one.path, keys)) !== undefined);
}

/** The group that counts, of several over the same paths; undefined where none does. */
export function groupOf(choice: ChoiceNode, parameters: Json | undefined, keys: readonly string[]) {
  return choice.groups.find((one) => holdsAt(one.when, parameters, keys));
}

/** The keys of an item or a value, by the keys of what it stands in. */
export function keysBelow(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.map((_, index) => String(index));
  return value instanceof Map ? [...value.keys()] : [];
}

/** Name of a place → name of the field that shows what is found there. */
export function shownNames(
  nodes: readonly Node[],
  others: readonly Place[],
  parameters: Json | undefined,
): Map<string, string> {
  const names = new Map<string, string>();
  for (const node of nodes) enter(names, node, parameters, []);
  for (const place of others) names.set(nameOf(place), nameOf(place));
  return names;
}

function enter(
  names: Map<string, string>,
  node: Node,
  parameters: Json | undefined,
  keys: readonly string[],
): void {
  if (node.kind === "choice") {
    enterChoice(names, node, parameters, keys);
    return;
  }
  const place = placeOf(node.parameter.path, keys);
  if (node.kind === "rest") {
    const owner = place.slice(0, -1);
    for (const key of keysBelow(valueIn(parameters, owner)))
      if (!node.named.has(key)) names.set(nameOf([...owner, key]), nameOf(place));
    return;
  }
  if (!isShown(node.parameter, parameters, keys)) return;
  names.set(nameOf(place), nameOf(place));
  if (node.kind === "field") return;
  if (node.kind === "object") {
    for (const inner of node.nodes) enter(names, inner, parameters, keys);
    return;
  }
  for (const key of keysBelow(valueIn(parameters, place))) {
    const item = nameOf([...place, key]);
    names.set(item, item);
    for (const inner of node.nodes) enter(names, inner, parameters, [...keys, key]);
  }
}

function enterChoice(
  names: Map<string, string>,
  choice: ChoiceNode,
  parameters: Json | undefined,
  keys: readonly string[],
): void {
  const name = choiceName(choice, keys);
  const set = groupOf(choice, parameters, keys) ? setOptions(choice, parameters, keys) : choice.options;
  for (const option of choice.options) {
    if (set.includes(option)) for (const inner of option.nodes) enter(names, inner, parameters, keys);
    const own = nameOf(placeOf(option.path, keys));
    if (!names.has(own)) names.set(own, name);
  }
}
