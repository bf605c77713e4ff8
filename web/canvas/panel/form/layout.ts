/**
 * The form of a block as a tree: the catalogue lists its paths in the order in
 * which a designer fills them; here they become fields, groups of fields,
 * sub-forms of lists, tables, and choices.
 */
import type { ActionForms, Group, Parameter } from "./forms.gen";
import { isBelow, isWithin } from "./paths";
import { labelOf, parameterOf } from "./schema";

export type Node =
  | { readonly kind: "field"; readonly parameter: Parameter }
  /** The members of an object that the form does not name, by names that the designer chooses. */
  | { readonly kind: "rest"; readonly parameter: Parameter; readonly named: ReadonlySet<string> }
  | {
      readonly kind: "object" | "list" | "table";
      readonly parameter: Parameter;
      readonly nodes: readonly Node[];
    }
  | ChoiceNode;

/** Parameters of which at most one is set. */
export interface ChoiceNode {
  readonly kind: "choice";
  readonly label: string;
  /** Groups over the same paths: the first whose condition holds counts. */
  readonly groups: readonly Group[];
  readonly options: readonly Option[];
}

export interface Option {
  /** The path that the group names; the form may have only members of it. */
  readonly path: string;
  readonly label: string;
  readonly nodes: readonly Node[];
}

/** The tree of a form. */
export function layoutOf(forms: ActionForms, paths: readonly string[]): Node[] {
  return build(forms, paths);
}

function build(forms: ActionForms, paths: readonly string[], within = ""): Node[] {
  const nodes: Node[] = [];
  let left = [...paths];
  for (let path = left[0]; path !== undefined; path = left[0]) {
    const found = choiceAt(forms, path, left, within) ?? nodeAt(forms, path, left);
    if (found.node) nodes.push(found.node);
    left = left.filter((one) => one !== path && !found.takes(one));
  }
  return nodes;
}

interface Found {
  readonly node: Node | undefined;
  readonly takes: (path: string) => boolean;
}

function nodeAt(forms: ActionForms, path: string, left: readonly string[]): Found {
  const takes = (one: string) => isWithin(one, path);
  const parameter = parameterOf(forms, path);
  if (!parameter) return { node: undefined, takes: () => false };
  const below = left.filter((one) => isBelow(one, path));
  if (path.endsWith(".*")) {
    if (below.length === 0) return { node: restOf(forms, parameter), takes };
    return { node: undefined, takes: () => false };
  }
  const named = below.filter((one) => one !== `${path}.*`);
  if (named.length === 0)
    return { node: { kind: "field", parameter: plain(forms, parameter, below) }, takes };
  const kind = named.every((one) => one.startsWith(`${path}[]`))
    ? "list"
    : named.every((one) => one.startsWith(`${path}.*.`))
      ? "table"
      : "object";
  const inner = kind === "table" ? named : below;
  return { node: { kind, parameter, nodes: build(forms, inner, path) }, takes };
}

/** A map whose values the catalogue describes by "*" has values of that kind. */
function plain(forms: ActionForms, parameter: Parameter, below: readonly string[]): Parameter {
  const value = below.length > 0 ? parameterOf(forms, `${parameter.path}.*`) : undefined;
  return value ? { ...parameter, kind: "map", items: value.kind } : parameter;
}

function restOf(forms: ActionForms, parameter: Parameter): Node {
  const owner = parameter.path.slice(0, -2);
  const named = forms.parameters
    .filter((one) => one !== parameter && one.path.startsWith(`${owner}.`))
    .map((one) => one.path.slice(owner.length + 1).split(/[.[]/)[0] ?? "");
  return { kind: "rest", parameter, named: new Set(named) };
}

/**
 * The choice that a path begins, if the form offers a choice: at most one of
 * several paths may be set, and at least two of them are here.
 */
function choiceAt(
  forms: ActionForms,
  path: string,
  left: readonly string[],
  within: string,
): Found | undefined {
  const group = forms.one_of?.find(
    (one) =>
      one.max === 1 &&
      one.paths.some((member) => member !== within && isWithin(path, member)) &&
      one.paths.filter((member) => left.some((other) => isWithin(other, member))).length > 1,
  );
  if (!group) return undefined;
  const groups = (forms.one_of ?? []).filter((one) => String(one.paths) === String(group.paths));
  const members = group.paths.filter((member) => left.some((other) => isWithin(other, member)));
  const options = members.map((member) => {
    const inner = build(
      forms,
      left.filter((one) => isWithin(one, member)),
      member,
    );
    const [only] = inner;
    const isSame = inner.length === 1 && only?.kind === "object" && only.parameter.path === member;
    return { path: member, label: labelOf(forms, member), nodes: isSame ? only.nodes : inner };
  });
  return {
    node: { kind: "choice", label: group.label, groups, options },
    takes: (one) => members.some((member) => isWithin(one, member)),
  };
}
