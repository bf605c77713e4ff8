/** What several blocks have in common: the settings that can be given to all at once. */
import { equalJson, type Json } from "../../model/json";
import type { Op } from "../../model/op";
import type { Block, FlowReader } from "../../model/types";
import { setOps } from "../form/edit";
import type { ActionForms, Parameter } from "../form/forms.gen";
import { isWithin, type Place, placeOf, valueIn } from "../form/paths";
import { formsOf, parameterOf, wireOf } from "../form/schema";
import { isRequired, isShown } from "../form/visibility";

/** Values that one field holds. Lists and objects differ in more than one way. */
const single: ReadonlySet<Parameter["kind"]> = new Set<Parameter["kind"]>([
  "text",
  "ssml",
  "enum",
  "bool",
  "integer",
  "duration",
  "resource",
  "jsonpath",
  "phone",
]);

/** A setting that all of the blocks have. */
export interface Common {
  readonly parameter: Parameter;
  readonly place: Place;
  readonly required: boolean;
  /** It is neither required nor one of several of which one is. */
  readonly canClear: boolean;
  /** The value of each block. */
  readonly values: readonly (Json | undefined)[];
  readonly isMixed: boolean;
}

/** The settings that every block's form shows, in the order of the first. */
export function commonOf(flow: FlowReader, blocks: readonly Block[]): Common[] {
  const all = blocks.map((block) => ({
    block,
    forms: formsOf(block.type),
    parameters: flow.actionJson(block.id)?.get("Parameters"),
  }));
  const [first] = all;
  const paths = first?.forms?.forms[first.block.kind.key] ?? [];
  return paths.flatMap((path) => {
    const parameter = first?.forms && parameterOf(first.forms, path);
    if (!parameter || !single.has(parameter.kind) || /\[\]|\*/.test(path)) return [];
    const isEverywhere = all.every(
      ({ block, forms, parameters }) => forms !== undefined && isOffered(block, forms, parameter, parameters),
    );
    if (!isEverywhere) return [];
    const place = placeOf(path, []);
    const values = all.map(({ parameters }) => valueIn(parameters, place));
    const isMixed = values.some((value) => !same(value, values[0]));
    const required = all.every(
      ({ forms, parameters }) => forms !== undefined && isRequired(forms, parameter, parameters, []),
    );
    const isAlternative = all.some(({ forms }) =>
      forms?.one_of?.some((group) => group.paths.some((one) => isWithin(path, one))),
    );
    return [{ parameter, place, required, canClear: !required && !isAlternative, values, isMixed }];
  });
}

/** Whether a block's form shows the parameter, and setting it would not stand beside what it excludes. */
function isOffered(
  block: Block,
  forms: ActionForms,
  parameter: Parameter,
  parameters: Json | undefined,
): boolean {
  const own = parameterOf(forms, parameter.path);
  const isSame = own?.kind === parameter.kind && own.label === parameter.label;
  const isInForm = forms.forms[block.kind.key]?.includes(parameter.path) ?? false;
  if (!isSame || !isInForm || !isShown(own, parameters, [])) return false;
  return (forms.one_of ?? []).every((group) => {
    if (group.max !== 1 || !group.paths.some((path) => isWithin(own.path, path))) return true;
    const others = group.paths.filter((path) => !isWithin(own.path, path));
    return others.every((path) => valueIn(parameters, placeOf(path, [])) === undefined);
  });
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : equalJson(a, b);
}

/** Gives all blocks one value, each in the form in which its file has it; undefined clears it. */
export function setAllOps(
  flow: FlowReader,
  blocks: readonly Block[],
  { parameter, place }: Pick<Common, "parameter" | "place">,
  to: Json | undefined,
): Op[] {
  return blocks.flatMap(({ id }) => {
    const isPlain = typeof to === "string" || typeof to === "number" || typeof to === "boolean";
    const value = isPlain ? wireOf(parameter, flow.parameter(id, place), String(to)) : to;
    return setOps(flow, id, place, value);
  });
}
