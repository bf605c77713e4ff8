/** The colours of the design tokens, as the 2D canvas needs them: read once, and again when the theme changes. */

import { type Tint, tints } from "../geometry/source";

export interface Palette {
  readonly tint: Readonly<Record<Tint, { readonly line: string; readonly fill: string }>>;
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly wire: string;
  readonly wireError: string;
  readonly wireActive: string;
  readonly selection: string;
  readonly danger: string;
  readonly warning: string;
  readonly note: string;
  readonly font: string;
}

/** Reads the tokens as they stand on an element. */
export function readPalette(el: HTMLElement): Palette {
  const style = getComputedStyle(el);
  const token = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  const tint = Object.fromEntries(
    tints.map((name) => [
      name,
      {
        line: token(`--cat-${name}`, token("--text-muted", "#52606f")),
        fill: token(`--cat-${name}-bg`, token("--surface-sunken", "#eef0f3")),
      },
    ]),
  ) as Palette["tint"];
  return {
    tint,
    surface: token("--surface", "#ffffff"),
    text: token("--text", "#1b222c"),
    muted: token("--text-muted", "#52606f"),
    wire: token("--wire", "#8793a2"),
    wireError: token("--wire-error", "#c58a8a"),
    wireActive: token("--wire-active", "#2456c8"),
    selection: token("--selection", "#2f6bf0"),
    danger: token("--danger", "#c02b2b"),
    warning: token("--warning", "#b26a00"),
    note: token("--warning-bg", "#fff5e0"),
    font: token("--font-sans", "system-ui, sans-serif"),
  };
}

/** Calls back when the colours may have changed. Returns what stops it. */
export function watchTheme(changed: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const explicit = new MutationObserver(changed);
  system.addEventListener("change", changed);
  explicit.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  return () => {
    system.removeEventListener("change", changed);
    explicit.disconnect();
  };
}
