import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

const next = (at: number, last: number) => Math.min(at + 1, last);
const previous = (at: number) => Math.max(at - 1, 0);
const steps = new Map<string, (at: number, last: number) => number>([
  ["ArrowDown", next],
  ["ArrowRight", next],
  ["ArrowUp", previous],
  ["ArrowLeft", previous],
  ["Home", () => 0],
  ["End", (_at, last) => last],
]);

/** Where a key leads in a list: the place, or undefined when the key is no way through it. */
export function stepTo(key: string, at: number, length: number): number | undefined {
  const step = steps.get(key);
  return step === undefined || length === 0 ? undefined : step(at, length - 1);
}

interface Roving {
  /** Which elements below the root are the items. */
  readonly items: string;
  /** Whether Tab comes here at all; a list that is not seen is no tab stop. */
  readonly open: boolean;
}

/**
 * Makes a list of many controls one tab stop: arrows, Home and End go through
 * it, and Tab comes back to where one was. The tab index is set on the
 * elements themselves: a list of a thousand is not drawn anew at each arrow.
 */
export function useRoving<E extends HTMLElement>({ items, open }: Roving) {
  const root = useRef<E>(null);
  const last = useRef<HTMLElement | undefined>(undefined);
  const settle = () => {
    const all = itemsOf(root.current, items);
    const stop = last.current !== undefined && all.includes(last.current) ? last.current : all[0];
    for (const item of root.current?.querySelectorAll<HTMLElement>(items) ?? []) {
      const index = open && item === stop ? 0 : -1;
      if (item.getAttribute("tabindex") !== String(index)) item.tabIndex = index;
    }
  };
  useLayoutEffect(settle);
  useEffect(() => {
    // Folding a group takes its items away; "toggle" does not bubble.
    const folded = root.current;
    folded?.addEventListener("toggle", settle, true);
    return () => folded?.removeEventListener("toggle", settle, true);
  });
  return {
    ref: root,
    onFocusIn: (event: FocusEvent) => {
      const item = event.target instanceof Element ? event.target.closest<HTMLElement>(items) : null;
      if (!item) return;
      last.current = item;
      settle();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const all = itemsOf(root.current, items);
      const at = all.indexOf(document.activeElement as HTMLElement);
      const to = at < 0 ? undefined : stepTo(event.key, at, all.length);
      if (to === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      all[to]?.focus();
    },
  };
}

/** The items that can be focused: not disabled, and not folded away. */
function itemsOf(root: HTMLElement | null, items: string): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>(items) ?? [])].filter(
    (item) =>
      !item.matches(":disabled") &&
      !item.matches("details:not([open]) > :not(summary), details:not([open]) > :not(summary) *"),
  );
}
