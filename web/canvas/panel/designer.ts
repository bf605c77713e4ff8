import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type {
  CommandContext,
  GroupWish,
  PanelPart,
  Panels,
  SelectionStore,
  ViewPort,
} from "../command/types";
import type { Op } from "../model/op";
import type { Block } from "../model/types";
import type { Session } from "../sync/session";
import type { Diagnostic, Fix } from "../sync/types";
import type { Picture } from "../view/picture";
import type { Adding } from "./adding";
import { Announcer } from "./announcer";
import type { ChooserRequest } from "./chooser";
import type { MenuRequest } from "./context-menu";
import { findBlocks } from "./find";
import { type GroupTools, groupsPart } from "./group-tools";
import { namesOf } from "./names";
import { type Notice, Notices } from "./notices";
import { type OverlaysPart, overlays } from "./overlays";
import type { PageData } from "./page-data";
import { PanelLayout } from "./panel-layout";
import { Parts } from "./parts";
import { tidy } from "./tidy";

/** Which dialog is open. */
export type DialogName = "save-version" | "publish" | "help";

/** Which of the two panels stands on the left. */
export type LeftTab = "blocks" | "outline";

/** A search in the flow; asking for it again selects what was typed. */
export interface FindState {
  readonly query: string;
  readonly asked: number;
}

/** The findings of one flow, counted and by block. */
export interface Findings {
  readonly all: readonly Diagnostic[];
  readonly errors: number;
  readonly warnings: number;
  readonly byBlock: ReadonlyMap<string, readonly Diagnostic[]>;
}

const severityWords = { error: "Error", warning: "Warning", info: "Note" } as const;

/** What the panels share: the session, what is selected, and which of them are open. */
export class Designer implements Panels {
  readonly notices = new Notices();
  /** Says what changed to those who do not see it. */
  readonly announcer: Announcer;
  readonly layout = new PanelLayout();
  readonly parts = new Parts();
  /** What folds groups of blocks, once there are any. */
  readonly groupTools: Signal<GroupTools | undefined> = signal(undefined);
  readonly dialog: Signal<DialogName | null> = signal(null);
  /** What is being chosen from a list now. */
  readonly chooser: Signal<ChooserRequest | null> = signal(null);
  /** The paths through the selection stand out. */
  readonly tracing: Signal<boolean> = signal(false);
  /** What is searched for in the flow; null while the search is closed. */
  readonly find: Signal<FindState | null> = signal(null);
  /** The context menu that is open. */
  readonly menu: Signal<MenuRequest | null> = signal(null);
  readonly leftTab: Signal<LeftTab> = signal("blocks");
  readonly problemsOpen: Signal<boolean> = signal(false);
  /** Grows with each change of the flow; panels that read the flow read this first. */
  readonly change: Signal<number> = signal(0);
  readonly latestVersion: Signal<number | null>;
  /** The revision that was saved as the latest version, as far as this tab knows. */
  readonly savedRevision: Signal<number | null>;
  readonly publishedVersion: Signal<number | null>;
  /** Counts requests to focus the palette's search, the block's name, and the first of its fields. */
  readonly searchRequests: Signal<number> = signal(0);
  readonly renameRequests: Signal<number> = signal(0);
  readonly propertiesRequests: Signal<number> = signal(0);
  /** The field that a jump to a problem asked for: a JSON pointer. */
  readonly wantedPath: Signal<string> = signal("");
  readonly findings: ReadonlySignal<Findings>;
  /** The blocks that a search found, in the order in which a caller meets them; undefined while nothing is searched. */
  readonly found: ReadonlySignal<readonly string[] | undefined>;
  /** What lists call the blocks, so that no two are mixed up. */
  readonly names: ReadonlySignal<ReadonlyMap<string, string>>;
  /** The one selected block; undefined when none or several are. */
  readonly selected: ReadonlySignal<Block | undefined>;
  /** Blocks that were renamed while the page was open: identifier → the first one. */
  private readonly firstNames = new Map<string, string>();
  adding!: Adding;
  view!: ViewPort & {
    center(id: string): void;
    focus(id: string): void;
    pathsThrough(ids: Iterable<string>): ReadonlySet<string>;
    picture(ids?: ReadonlySet<string>): Promise<Picture>;
  };

  constructor(
    readonly page: PageData,
    readonly session: Session,
    readonly selection: SelectionStore,
  ) {
    this.latestVersion = signal(page.latest_version);
    this.savedRevision = signal(page.saved_revision);
    this.publishedVersion = signal(page.published.version);
    this.findings = computed(() => {
      this.change.value;
      return countFindings(session.diagnostics.value, (id) => session.flow.blockOf(id));
    });
    this.found = computed(() => {
      const query = this.find.value?.query.trim() ?? "";
      if (query === "") return undefined;
      this.change.value;
      return findBlocks(session.flow, query, this.findings.value.byBlock);
    });
    this.names = computed(() => {
      this.change.value;
      return namesOf(session.flow.blocks());
    });
    this.selected = computed(() => {
      this.change.value;
      const ids = selection.ids.value;
      const [id] = ids;
      return ids.size === 1 && id !== undefined ? session.flow.block(id) : undefined;
    });
    session.on("change", (touched) => {
      for (const [from, to] of touched.renamed) {
        this.firstNames.set(to, this.keyOf(from));
        this.firstNames.delete(from);
      }
      this.change.value++;
    });
    session.on("notice", (notice) => {
      this.notices.show("danger", notice.label ? `${notice.label}: ${notice.message}` : notice.message);
    });
    this.announcer = new Announcer(this);
  }

  get context(): CommandContext {
    return { session: this.session, selection: this.selection, view: this.view, panels: this };
  }

  /** Whether this person may change this flow, here and now. */
  get editable(): boolean {
    return this.session.canEdit.value && this.session.flow.editable && !this.page.flow.archived;
  }

  /** Names a block for as long as the page is open: a form that is being typed in outlives a rename. */
  keyOf(id: string): string {
    return this.firstNames.get(id) ?? id;
  }

  /** Edits, and shows why nothing happened where it did not. */
  edit(ops: readonly Op[], label: string): void {
    const rejection = this.session.edit(ops, label);
    if (rejection) this.notices.show("danger", `${label}: ${rejection.message}`);
  }

  searchPalette(): void {
    this.leftTab.value = "blocks";
    this.searchRequests.value++;
  }

  showProperties(id: string): void {
    this.selection.set([id]);
    this.view.reveal(id);
    this.propertiesRequests.value++;
  }

  /** The keyboard goes to the selected block, else to where it last was on the canvas. */
  focusCanvas(): void {
    const block = this.selected.value;
    if (block) {
      this.view.focus(block.id);
      return;
    }
    const canvas = document.getElementById("canvas");
    (canvas?.querySelector<HTMLElement>(".cv-block[tabindex='0']") ?? canvas)?.focus();
  }

  rename(id: string): void {
    this.selection.set([id]);
    this.renameRequests.value++;
  }

  saveVersion(): void {
    if (this.page.user.can_edit) this.dialog.value = "save-version";
    else this.notices.show("info", "Only designers and admins can save versions.");
  }

  tidy(ids?: readonly string[]): void {
    void tidy(this, ids);
  }

  /** Runs with what opens over the canvas, as soon as it is there. */
  over(run: (part: OverlaysPart) => void): void {
    void overlays.load().then(() => {
      const part = overlays.part.value;
      if (part) run(part);
      else this.notices.show("danger", "This can’t be fetched from the server. Check your connection.");
    });
  }

  searchCommands(): void {
    this.over(({ commandPalette }) => {
      this.chooser.value = commandPalette(this);
    });
  }

  trace(): void {
    this.tracing.value = !this.tracing.value;
  }

  openFind(): void {
    this.find.value = { query: this.find.value?.query ?? "", asked: (this.find.value?.asked ?? 0) + 1 };
  }

  savePicture(format: "svg" | "png"): void {
    const ids = this.selection.ids.value;
    const drawn = this.view.picture(ids.size > 1 ? ids : undefined);
    Promise.all([drawn, import("./save-picture")])
      .then(([picture, { savePicture }]) => savePicture(picture, this.page.flow.name, format))
      .catch(() =>
        this.notices.show("danger", "The picture could not be made. Select fewer blocks, or save it as SVG."),
      );
  }

  toggle(part: PanelPart): void {
    if (part === "left" || part === "properties") {
      this.layout.toggle(part);
      return;
    }
    const { jsonOpen, promptsOpen } = this.parts;
    if (part === "prompts") {
      promptsOpen.value = !promptsOpen.value;
      return;
    }
    jsonOpen.value = !jsonOpen.value;
    if (!jsonOpen.value) this.focusCanvas();
  }

  hasTextBlock(): boolean {
    return this.parts.jsonOpen.value && this.parts.cursorBlock() !== "";
  }

  showTextBlock(): void {
    const id = this.session.flow.blockOf(this.parts.cursorBlock());
    if (this.session.flow.block(id) === undefined) {
      this.notify("The cursor of the JSON is not in the text of a block.");
      return;
    }
    this.selection.set([id]);
    this.view.center(id);
  }

  connectBlock(id: string): void {
    this.over(({ askToConnect }) => askToConnect(this, id));
  }

  replaceBlock(id: string): void {
    this.over(({ askToReplace }) => askToReplace(this, id));
  }

  help(): void {
    this.dialog.value = "help";
  }

  dismiss(): boolean {
    if (this.dialog.value !== null) this.dialog.value = null;
    else if (this.find.value !== null) this.find.value = null;
    else if (this.tracing.value) this.tracing.value = false;
    else return false;
    return true;
  }

  notify(message: string, action?: Notice["action"]): void {
    this.notices.show("info", message, action);
  }

  canGroup(wish: GroupWish): boolean {
    // Without that part there are no groups yet.
    if (this.groupTools.value) return this.groupTools.value.can(wish);
    return wish === "fold" && this.session.canEdit.value && this.selection.ids.value.size > 0;
  }

  group(wish: GroupWish): void {
    void groupsPart.load().then(() => {
      if (this.groupTools.value) this.groupTools.value.run(wish);
      else this.notify("Groups could not be fetched from the server. Try again.");
    });
  }

  chosenGroups(): string {
    return this.groupTools.value?.chosen() ?? "";
  }

  /** Mends a finding as the linter proposes: an edit like any other, so it can be undone. */
  applyFix(fix: Fix): void {
    const { pendingCount, diagnosticsRevision, revision } = this.session;
    const whole = fix.ops.some((op) => op.op === "replace");
    if (whole && (pendingCount.value > 0 || diagnosticsRevision.value !== revision.value)) {
      // The text was worked out from another one: it would take back what came since.
      this.notices.show("info", "The flow changed a moment ago. Try again.");
      return;
    }
    const rejection = this.session.edit(fix.ops, fix.title);
    if (rejection) this.notices.show("danger", rejection.message);
  }

  /** Says a finding, goes to its block, and asks the form for the field that it is about. */
  goTo(finding: Diagnostic): void {
    this.wantedPath.value = "";
    this.announcer.say(`${severityWords[finding.severity]}: ${finding.message}`, "finding");
    this.parts.showPlace(finding.path);
    const id = this.session.flow.blockOf(finding.block);
    if (!this.session.flow.block(id)) return;
    this.selection.set([id]);
    this.view.center(id);
    this.view.focus(id);
    this.wantedPath.value = finding.path;
  }
}

/** A finding about an action of a block is one about the block. */
function countFindings(all: readonly Diagnostic[], blockOf: (action: string) => string): Findings {
  const byBlock = new Map<string, Diagnostic[]>();
  let errors = 0;
  let warnings = 0;
  for (const finding of all) {
    if (finding.severity === "error") errors++;
    if (finding.severity === "warning") warnings++;
    const block = blockOf(finding.block);
    const list = byBlock.get(block);
    if (list) list.push(finding);
    else byBlock.set(block, [finding]);
  }
  return { all, errors, warnings, byBlock };
}
