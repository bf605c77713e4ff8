import { Later } from "./later";

/** The search that forgives slips of the finger: it can wait until the page has painted. */
export const fuzzy = new Later(async () => (await import("fuzzysort")).default);

/** What a query finds in these texts, best first. Before the search is there, a slip of the finger finds nothing. */
export function similar<T>(
  query: string,
  items: readonly T[],
  keys: readonly ((item: T) => string)[],
  limit: number = items.length,
): T[] {
  const search = fuzzy.part.value;
  if (search === undefined) {
    const wanted = query.toLowerCase();
    return items
      .filter((item) => keys.some((key) => key(item).toLowerCase().includes(wanted)))
      .slice(0, limit);
  }
  return search.go(query, items, { keys: [...keys], threshold: 0.3, limit }).map((result) => result.obj);
}
