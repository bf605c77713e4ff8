/** The shape of commands: what keyboard, toolbar, menus and panels call. */
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Block } from "../model/types";
import type { Session } from "../sync/session";
import type { Diagnostic } from "../sync/types";

/** A wire, named by the block that it leaves ("" for the entry point) and the key of its branch. */
export interface WireName {
  readonly source: string;
  readonly key: string;
}

/** What is selected: blocks by identifier, or one wire. */
export interface SelectionStore {
  readonly ids: ReadonlySignal<ReadonlySet<string>>;
  readonly wire: Signal<WireName | undefined>;
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
  /** Whether the map in the corner is wanted. */
  hasMap: boolean;
  /** The point of the flow in the middle of what is seen. */
  centre(): { x: number; y: number };
  /** Lets a note's text be typed in place. */
  editNote(id: string): void;
  /** Size of a block as drawn, for placing new ones beside it. */
  sizeOf(block: Block): { width: number; height: number };
}

/** A part of the designer that opens and folds away. */
export type PanelPart = "json" | "prompts" | "left" | "properties";

/** What a person may want of groups of blocks. */
export type GroupWish = "fold" | "unfold" | "name";

/** What commands ask of the panels. */
export interface Panels {
  searchPalette(): void;
  showProperties(id: string): void;
  rename(id: string): void;
  /** Shows a finding: its block and the field that it is about. */
  goTo(finding: Diagnostic): void;
  saveVersion(): void;
  /** Arranges these blocks, or all of them. */
  tidy(ids?: readonly string[]): void;
  help(): void;
  /** Lets the paths through the selection stand out, or no more. */
  trace(): void;
  openFind(): void;
  /** Asks which branch of a block is to lead where. */
  connectBlock(id: string): void;
  /** Offers the blocks that can stand for one. */
  replaceBlock(id: string): void;
  toggle(part: PanelPart): void;
  /** Whether the cursor of the JSON is in the text of a block. */
  hasTextBlock(): boolean;
  /** Shows that block on the canvas. */
  showTextBlock(): void;
  /** Saves a picture of the selection, or of the whole flow where fewer than two blocks are selected. */
  savePicture(format: "svg" | "png"): void;
  /** Offers every command and block by name. */
  searchCommands(): void;
  /** Escape: closes the topmost thing; false when nothing was open. */
  dismiss(): boolean;
  /** A short message for the person, and what they may do about it. */
  notify(message: string, action?: { readonly label: string; readonly run: () => void }): void;
  /** Whether the selection can be folded into a group, unfolded, or its group named. */
  canGroup(wish: GroupWish): boolean;
  group(wish: GroupWish): void;
  /** The names of the folded groups that are selected whole; "" for none. */
  chosenGroups(): string;
}

/** Everything a command may use. */
export interface CommandContext {
  readonly session: Session;
  readonly selection: SelectionStore;
  readonly view: ViewPort;
  readonly panels: Panels;
}

export type CommandGroup = "Edit" | "Selection" | "Arrange" | "View" | "Problems" | "Flow" | "Help";

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** Key descriptions: "Mod+Shift+z", "Delete", "?", "Alt+ArrowLeft". Mod is Ctrl, or Cmd on a Mac. The first is shown. */
  readonly keys: readonly string[];
  /** Its keys also work while a field has the focus: they mean nothing there. */
  readonly inFields?: boolean;
  /** The browser's own copy, cut and paste events do it; the keys are only named for people. */
  readonly native?: boolean;
  /** It is not offered by name: it means something only at the key itself. */
  readonly unlisted?: boolean;
  /** It acts on the selected blocks; by key also on the block that has the focus. */
  readonly onBlocks?: boolean;
  /** Whether it can run now; absent: always. */
  readonly when?: (context: CommandContext) => boolean;
  readonly run: (context: CommandContext) => void;
}
