/** Completing references while they are typed, also in the middle of a text. */

/** A value of the contact that can be read, or a namespace, whose path ends with ".". */
export interface Suggestion {
  readonly path: string;
  readonly about: string;
}

/** The reference at the caret: what stands there, and what of it is before the caret. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly typed: string;
}

/** What may stand in a reference: names, dots, and quoted names in brackets. */
const reference = /\$(?:[\w.:-]|\[(?:'[^']*'?|"[^"]*"?)?\]?)*/g;

/** The reference that the caret stands in or right behind; undefined where there is none. */
export function tokenAt(text: string, caret: number): Token | undefined {
  for (const match of text.matchAll(reference)) {
    const from = match.index;
    const to = from + trimmed(match[0], caret - from).length;
    if (from < caret && caret <= to) return { from, to, typed: text.slice(from, caret) };
  }
  return undefined;
}

/** A full stop ends a sentence more often than a reference, unless the caret stands behind it. */
function trimmed(found: string, caret: number): string {
  const end = found.replace(/[.:-]+$/, "");
  return end.length < caret ? found.slice(0, caret) : end;
}

const shownAtMost = 40;

/** What fits the text before the caret, the paths that begin with it first. */
export function matching(all: readonly Suggestion[], typed: string): Suggestion[] {
  const wanted = typed.toLowerCase();
  const words = wanted.replace(/^\$\.?/, "");
  const begins = all.filter((one) => one.path.toLowerCase().startsWith(wanted));
  const holds =
    words.length < 2
      ? []
      : all.filter(
          (one) => !begins.includes(one) && `${one.path} ${one.about}`.toLowerCase().includes(words),
        );
  const found = [...begins, ...holds].slice(0, shownAtMost);
  // What is typed in full needs no list, unless it may go on.
  return found.length === 1 && found[0]?.path === typed && !typed.endsWith(".") ? [] : found;
}

/** The text with a reference put in, and where the caret stands then. */
export function accepted(text: string, token: Pick<Token, "from" | "to">, path: string) {
  return { text: text.slice(0, token.from) + path + text.slice(token.to), caret: token.from + path.length };
}

/** A reference to a name in a namespace: names with other characters stand in brackets (facts.md §2). */
export function referenceTo(space: string, name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? `$.${space}.${name}` : `$.${space}.['${name}']`;
}
