/** From a place in the document to the field of the form that shows it. */
import { nameOf, placeOfPointer } from "./paths";

const inputs = "input, select, textarea, button";

/** The input that a finding is about, or the nearest around it; undefined where the form shows nothing of it. */
export function fieldOf(root: HTMLElement, pointer: string): HTMLElement | undefined {
  return settingOf(root, pointer) ?? branchOf(root, pointer) ?? missingChoice(root, pointer);
}

function settingOf(root: HTMLElement, pointer: string): HTMLElement | undefined {
  const place = placeOfPointer(pointer) ?? [];
  const fields = [...root.querySelectorAll<HTMLElement>("[data-path]")];
  for (let n = place.length; n > 0; n--) {
    const name = nameOf(place.slice(0, n));
    const field = fields.find((one) => one.dataset.path?.split("|").includes(name));
    const input = field?.querySelector<HTMLElement>(inputs);
    if (input) return input;
  }
  return undefined;
}

const kinds: Readonly<Record<string, string>> = {
  NextAction: "next",
  Errors: "error:",
  Conditions: "condition",
};

/** Where a branch leads: those of a kind stand in the order of the file. */
function branchOf(root: HTMLElement, pointer: string): HTMLElement | undefined {
  const [, list = "", index = "0"] =
    /\/Transitions\/(NextAction|Errors|Conditions)(?:\/(\d+))?/.exec(pointer) ?? [];
  const kind = kinds[list];
  if (kind === undefined) return undefined;
  const rows = root.querySelectorAll<HTMLElement>(`[data-branch^="${kind}"]`);
  return rows[Number(index)]?.querySelector<HTMLElement>(".branch-target select") ?? undefined;
}

/** A finding about all parameters is mostly that one of several is missing. */
function missingChoice(root: HTMLElement, pointer: string): HTMLElement | undefined {
  if (!pointer.endsWith("/Parameters")) return undefined;
  const choices = root.querySelectorAll<HTMLSelectElement>("[data-kind=choice] > select");
  return [...choices].find((choice) => choice.value === "");
}
