/** What the live region says: changes that somebody who looks at the screen would see. */
import type { OwnEdit } from "../sync/types";
import { count } from "./words";

/** Verbs of labels whose past is not made by rule. */
const irregular: ReadonlyMap<string, string> = new Map([
  ["Cut", "Cut"],
  ["Keep", "Kept"],
  ["Leave", "Left"],
  ["Make", "Made"],
  ["Put", "Put"],
  ["Set", "Set"],
  ["Swap", "Swapped"],
  ["Take", "Took"],
  ["Write", "Wrote"],
]);

/** "Moved 3 blocks", "Undid: delete 2 blocks". Labels of edits begin with a verb. */
export function editWords({ kind, label }: Pick<OwnEdit, "kind" | "label">): string {
  if (label === "") return "";
  if (kind !== "edit") return `${kind === "undo" ? "Undid" : "Redid"}: ${lowerFirst(label)}`;
  const [verb = "", ...rest] = label.split(" ");
  return [past(verb), ...rest].join(" ");
}

function past(verb: string): string {
  const known = irregular.get(verb);
  if (known !== undefined) return known;
  if (verb.endsWith("e")) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

/** "Delete 2 blocks" → "delete 2 blocks", but "JSON" stays. */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}

/** What others did, in one sentence. `who` is "" when it is not known who it was; `titles` are those of the changed blocks. */
export function othersWords(who: string, titles: readonly string[]): string {
  const subject = who === "" ? "Somebody else" : who;
  const [only] = titles;
  if (only === undefined) return `${subject} changed the flow`;
  return `${subject} changed ${titles.length === 1 ? only : count(titles.length, "block")}`;
}

/** How many errors blocks have after an edit of them: "Welcome: 1 error". `blocks` are title and errors of each whose count changed. */
export function errorWords(blocks: readonly (readonly [string, number])[]): string {
  const named = ([title, errors]: readonly [string, number]) =>
    `${title}: ${errors === 0 ? "no errors" : count(errors, "error")}`;
  if (blocks.length <= 2) return blocks.map(named).join(". ");
  const sum = blocks.reduce((all, [, errors]) => all + errors, 0);
  return named([count(blocks.length, "block"), sum]);
}

/** How the selection changed; "" where the block that has the focus says it. */
export function selectionWords(before: number, now: number): string {
  if (now > 1) return `${count(now, "block")} selected`;
  if (before > 1) return now === 1 ? "1 block selected" : "Nothing selected";
  return "";
}

/** What a search found: "Found 12 blocks". */
export function foundWords(found: number): string {
  return found === 0 ? "Nothing found" : `Found ${count(found, "block")}`;
}
