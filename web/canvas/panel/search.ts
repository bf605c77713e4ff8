import { Later } from "./later";

/** Other words for blocks, and the search that forgives slips of the finger: they can wait until the page has painted. */
export const searchPart = new Later(() => import("./search-part"));

/** What people call a block besides its name. */
export function otherWordsFor(key: string): readonly string[] {
  return searchPart.part.value?.synonyms[key] ?? [];
}

/** What a query finds in these texts, best first. Before the search is there, a slip of the finger finds nothing. */
export function similar<T>(
  query: string,
  items: readonly T[],
  keys: readonly ((item: T) => string)[],
  limit: number = items.length,
): T[] {
  const search = searchPart.part.value?.fuzzysort;
  if (search === undefined) {
    const wanted = query.toLowerCase();
    return items
      .filter((item) => keys.some((key) => key(item).toLowerCase().includes(wanted)))
      .slice(0, limit);
  }
  return search.go(query, items, { keys: [...keys], threshold: 0.3, limit }).map((result) => result.obj);
}
