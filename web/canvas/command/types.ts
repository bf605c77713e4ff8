/** The shape of commands: what keyboard, toolbar, menus and panels call. */
import type { Signal } from "@preact/signals";
import type { Block } from "../model/types";
import type { Session } from "../sync/session";

/** What is selected; blocks by identifier. */
export interface SelectionStore {
  readonly ids: Signal<ReadonlySet<string>>;
  set(ids: Iterable<string>): void;
  clear(): void;
}

/** What commands ask of the canvas view. */
export interface ViewPort {
  fit(): void;
  zoomTo(ids: Iterable<string>): void;
  /** 1 is 100 %. */
  zoomSet(scale: number): void;
  zoomBy(factor: number): void;
  /** Brings a block into view without changing the zoom more than needed. */
  reveal(id: string): void;
  /** The point of the flow in the middle of what is seen. */
  centre(): { x: number; y: number };
  /** Size of a block as drawn, for placing new ones beside it. */
  sizeOf(block: Block): { width: number; height: number };
}

/** What commands ask of the panels. */
export interface Panels {
  searchPalette(): void;
  showProperties(id: string): void;
  rename(id: string): void;
  saveVersion(): void;
  help(): void;
  /** Escape: closes the topmost thing; false when nothing was open. */
  dismiss(): boolean;
  /** A short message for the person. */
  notify(message: string): void;
}

/** Everything a command may use. */
export interface CommandContext {
  readonly session: Session;
  readonly selection: SelectionStore;
  readonly view: ViewPort;
  readonly panels: Panels;
}

export type CommandGroup = "Edit" | "Selection" | "View" | "Problems" | "Flow" | "Help";

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** Key descriptions: "Mod+Shift+z", "Delete", "?", "Alt+ArrowLeft". Mod is Ctrl, or Cmd on a Mac. The first is shown. */
  readonly keys: readonly string[];
  /** Whether it can run now; absent: always. */
  readonly when?: (context: CommandContext) => boolean;
  readonly run: (context: CommandContext) => void;
}
