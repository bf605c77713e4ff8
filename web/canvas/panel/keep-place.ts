import { useLayoutEffect, useRef } from "preact/hooks";

/** What may be found again in another block's properties: a field, a branch, a heading. */
const marks = "[data-path], [data-branch], h3, .source";

/** Where somebody was in the panel. */
interface Place {
  /** The topmost thing in view, and how far below the panel's edge it stood. */
  readonly anchor: string;
  readonly offset: number;
  /** What had the focus, and which of its controls; "" where nothing of the panel had it. */
  readonly focus: string;
  readonly control: number;
}

const controls = "input, select, textarea, button, a, summary";

/**
 * Keeps the panel where it is when another block is shown: the same field stays
 * in view and keeps the focus. Where the next block has no such field, its type
 * is shown as it was left. `shown` names what is shown, `type` its kind.
 */
export function useKeptPlace(panel: { current: HTMLElement | null }, shown: string, type: string): void {
  const before = useRef({ shown, type });
  const left = useRef<Place | undefined>(undefined);
  const scrolls = useRef(new Map<string, number>());
  // Drawing anew is about to begin: the page still shows the block before.
  if (before.current.shown !== shown && panel.current && before.current.shown !== "") {
    left.current = placeIn(panel.current);
    scrolls.current.set(before.current.type, panel.current.scrollTop);
  }
  before.current = { shown, type };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs when another block is shown, and only then.
  useLayoutEffect(() => {
    if (panel.current && shown !== "") returnTo(panel.current, left.current, scrolls.current.get(type) ?? 0);
  }, [shown]);
}

function placeIn(panel: HTMLElement): Place {
  const top = panel.getBoundingClientRect().top;
  const marked = [...panel.querySelectorAll<HTMLElement>(marks)];
  const anchor =
    panel.scrollTop > 0 ? marked.find((one) => one.getBoundingClientRect().top >= top) : undefined;
  const active = panel.contains(document.activeElement) ? document.activeElement : null;
  const owner = active?.closest<HTMLElement>(marks) ?? null;
  return {
    anchor: anchor ? nameOf(anchor) : "",
    offset: anchor ? anchor.getBoundingClientRect().top - top : 0,
    focus: owner ? nameOf(owner) : (active?.id ?? ""),
    control: owner && active ? [...owner.querySelectorAll(controls)].indexOf(active) : 0,
  };
}

function returnTo(panel: HTMLElement, place: Place | undefined, scroll: number): void {
  const found = place && place.anchor !== "" ? find(panel, place.anchor) : undefined;
  if (place && found) {
    const offset = found.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    scrollTo(panel, panel.scrollTop + offset - place.offset);
  } else {
    scrollTo(panel, place?.anchor === "" ? 0 : scroll);
  }
  const isLost = document.activeElement === null || document.activeElement === document.body;
  if (!place || place.focus === "" || !isLost) return;
  const owner = find(panel, place.focus);
  const control =
    owner?.querySelectorAll<HTMLElement>(controls)[place.control] ?? document.getElementById(place.focus);
  const next = control && panel.contains(control) ? control : panel;
  next.focus({ preventScroll: true });
}

/** How long parts of the panel that come later, such as the code editor, may take. */
const patience = 1000;

function scrollTo(panel: HTMLElement, top: number): void {
  panel.scrollTop = top;
  const content = panel.firstElementChild;
  if (!content || Math.abs(panel.scrollTop - top) < 1) return;
  const observer = new ResizeObserver(() => {
    panel.scrollTop = top;
    if (Math.abs(panel.scrollTop - top) < 1) observer.disconnect();
  });
  observer.observe(content);
  setTimeout(() => observer.disconnect(), patience);
}

function find(panel: HTMLElement, name: string): HTMLElement | undefined {
  return [...panel.querySelectorAll<HTMLElement>(marks)].find((one) => nameOf(one) === name);
}

function nameOf(element: HTMLElement): string {
  const { path, branch } = element.dataset;
  if (path !== undefined) return `path ${path}`;
  if (branch !== undefined) return `branch ${branch}`;
  return `part ${element.tagName === "H3" ? element.textContent : element.className}`;
}
