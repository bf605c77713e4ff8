/** The forms of the catalogue: what each parameter is called, holds and expects. */
import { type ActionForms, actionForms } from "./forms.gen";

const byType = new Map<string, ActionForms>(actionForms.map((forms) => [forms.type, forms]));

/** What forms need to know of an action type; undefined for one that is not known. */
export function formsOf(type: string): ActionForms | undefined {
  return byType.get(type);
}
