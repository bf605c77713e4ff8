/** What a parameter has to be, where it stands. */
import { meets, type Need, type When } from "../../model/catalogue";
import type { Json } from "../../model/json";
import type { ActionForms, Parameter } from "./forms.gen";
import { ownerOf, placeOf, valueIn } from "./paths";
import { parameterOf } from "./schema";

/** Whether the parameters say what a condition asks for; within an item its own members count. */
export function holdsAt(
  when: When | undefined,
  parameters: Json | undefined,
  keys: readonly string[],
): boolean {
  return when === undefined || meets(when, valueIn(parameters, placeOf(when.path, keys)));
}

/** The need of a parameter within its owner. */
export function needAt(parameter: Parameter, parameters: Json | undefined, keys: readonly string[]): Need {
  return parameter.cases?.find((one) => holdsAt(one.when, parameters, keys))?.need ?? parameter.need;
}

/** Whether a parameter is shown: what Connect refuses is, when the file has it all the same. */
export function isShown(
  parameter: Parameter,
  parameters: Json | undefined,
  keys: readonly string[],
): boolean {
  return (
    needAt(parameter, parameters, keys) !== "refused" ||
    valueIn(parameters, placeOf(parameter.path, keys)) !== undefined
  );
}

/** Whether Connect asks for a parameter here: it is required, and so is what it stands in, or that is there. */
export function isRequired(
  forms: ActionForms,
  parameter: Parameter,
  parameters: Json | undefined,
  keys: readonly string[],
): boolean {
  if (needAt(parameter, parameters, keys) !== "required") return false;
  for (let owner = ownerOf(parameter.path); owner !== ""; owner = ownerOf(owner)) {
    if (valueIn(parameters, placeOf(owner, keys)) !== undefined) return true;
    const known = parameterOf(forms, owner);
    if (known && needAt(known, parameters, keys) !== "required") return false;
  }
  return true;
}
