/** The palette's search: what a query finds, best first. */
import { otherWordsFor, similar } from "./search";

/** What the search looks at. */
export interface Searchable {
  readonly action: { readonly type: string };
  readonly block: { readonly key: string; readonly name: string; readonly summary: string };
}

/**
 * The blocks that a query finds: those whose name begins with it, then those
 * with its words in the name, then other words for them, then those whose
 * description or action type has the words. Slips of the finger count only
 * where nothing else is found.
 */
export function matching<T extends Searchable>(items: readonly T[], query: string): T[] {
  const wanted = normalised(query);
  const ranked = items
    .map((item) => ({ item, rank: rankOf(item, wanted) }))
    .filter(({ rank }) => rank < nowhere)
    .sort((a, b) => a.rank - b.rank);
  if (ranked.length > 0) return ranked.map(({ item }) => item);
  return similar(query, items, [(item) => item.block.name, (item) => item.action.type]);
}

const nowhere = 5;

function rankOf({ action, block }: Searchable, query: string): number {
  const name = normalised(block.name);
  const others = otherWordsFor(block.key);
  if (name.startsWith(query)) return 0;
  if (hasWords(name, query)) return 1;
  if (others.some((other) => normalised(other) === query)) return 2;
  if (others.some((other) => hasWords(normalised(other), query))) return 3;
  if (normalised(action.type).includes(query)) return 4;
  return hasWords(`${normalised(block.summary)} ${name} ${others.map(normalised).join(" ")}`, query)
    ? 4
    : nowhere;
}

/** Whether every word of the query begins a word of the text. */
function hasWords(text: string, query: string): boolean {
  const words = text.split(" ");
  return query.split(" ").every((wanted) => words.some((word) => word.startsWith(wanted)));
}

function normalised(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
