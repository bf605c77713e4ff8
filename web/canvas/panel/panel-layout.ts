import { type Signal, signal } from "@preact/signals";

/** The panels whose size can be changed. */
export type PanelName = "left" | "properties" | "json" | "json-below";

/** A panel's smallest and largest size, in pixels. */
export const limits: Readonly<Record<PanelName, readonly [number, number]>> = {
  left: [180, 480],
  properties: [260, 640],
  json: [260, 1400],
  "json-below": [140, 1000],
};

interface Kept {
  readonly sizes?: Partial<Record<PanelName, number>>;
  readonly closed?: readonly string[];
  readonly below?: boolean;
}

const key = "switchyard.panels";

/** As much of a media query as is asked: whether there is room for the panels beside the canvas. */
type Narrow = Pick<MediaQueryList, "matches" | "addEventListener">;

/** A window of 1,280 pixels at 200 % has 640. */
const narrow = () => matchMedia("(max-width: 760px)");

/**
 * How large the panels are and which are folded away: each browser remembers
 * it. In a narrow window, or one that is zoomed far, both sides begin folded,
 * and that is not remembered.
 */
export class PanelLayout {
  /** Undefined: as wide as the style sheet has it. */
  readonly sizes: Readonly<Record<PanelName, Signal<number | undefined>>>;
  readonly leftOpen: Signal<boolean>;
  readonly propertiesOpen: Signal<boolean>;
  /** Where the JSON stands: below the canvas, or beside it. Undefined: as the window has room. */
  readonly jsonBelow: Signal<boolean | undefined>;

  private readonly narrow: Narrow;
  /** Which are folded away where there is room. */
  private closed: readonly string[];

  constructor(
    private readonly storage: () => Storage = () => localStorage,
    isNarrow: () => Narrow = narrow,
  ) {
    const { sizes = {}, closed = [], below } = this.load();
    this.narrow = isNarrow();
    this.closed = closed;
    const size = (name: PanelName) =>
      signal(sizes[name] === undefined ? undefined : within(name, sizes[name]));
    this.sizes = {
      left: size("left"),
      properties: size("properties"),
      json: size("json"),
      "json-below": size("json-below"),
    };
    this.leftOpen = signal(false);
    this.propertiesOpen = signal(false);
    this.jsonBelow = signal(below);
    this.fit();
    this.narrow.addEventListener("change", () => this.fit());
  }

  private fit(): void {
    this.leftOpen.value = !this.narrow.matches && !this.closed.includes("left");
    this.propertiesOpen.value = !this.narrow.matches && !this.closed.includes("properties");
  }

  /** Undefined: the usual size again. */
  resize(name: PanelName, size: number | undefined): void {
    this.sizes[name].value = size === undefined ? undefined : within(name, size);
    this.save();
  }

  toggle(name: "left" | "properties"): void {
    const open = name === "left" ? this.leftOpen : this.propertiesOpen;
    open.value = !open.value;
    if (this.narrow.matches) return;
    this.closed = [this.leftOpen.value ? "" : "left", this.propertiesOpen.value ? "" : "properties"].filter(
      (one) => one !== "",
    );
    this.save();
  }

  dock(below: boolean): void {
    this.jsonBelow.value = below;
    this.save();
  }

  /** Storage may be full, off, or hold what somebody else wrote: then panels are as usual. */
  private load(): Kept {
    try {
      const kept: unknown = JSON.parse(this.storage().getItem(key) ?? "{}");
      return readKept(kept);
    } catch {
      return {};
    }
  }

  private save(): void {
    const sizes = Object.fromEntries(Object.entries(this.sizes).map(([name, size]) => [name, size.value]));
    const kept = { sizes, closed: this.closed, below: this.jsonBelow.value };
    try {
      this.storage().setItem(key, JSON.stringify(kept));
    } catch {
      // Not remembered, that is all.
    }
  }
}

function within(name: PanelName, size: number): number {
  const [least, most] = limits[name];
  return Math.round(Math.min(most, Math.max(least, size)));
}

function readKept(kept: unknown): Kept {
  if (typeof kept !== "object" || kept === null) return {};
  const { sizes, closed, below } = kept as Record<string, unknown>;
  const numbers = Object.entries(typeof sizes === "object" && sizes !== null ? sizes : {}).filter(
    ([, size]) => Number.isFinite(size),
  );
  return {
    sizes: Object.fromEntries(numbers),
    closed: Array.isArray(closed) ? closed.filter((name) => typeof name === "string") : [],
    ...(typeof below === "boolean" ? { below } : {}),
  };
}
