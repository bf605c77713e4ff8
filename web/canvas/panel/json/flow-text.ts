/**
 * The text of the flow in an editor, both ways: what changes in the flow is
 * patched into the text, what is typed is applied after a pause. While typed
 * text is not applied, changes of the flow elsewhere in the text are taken in;
 * where both touch one place, the person chooses.
 */

import { Annotation, ChangeSet, Transaction } from "@codemirror/state";
import type { EditorView, ViewUpdate } from "@codemirror/view";
import { effect, type Signal, signal } from "@preact/signals";
import { equalJson, parseJson, toPretty } from "../../model/json";
import type { Designer } from "../designer";
import { keepLeft, takeLeft } from "./left-text";
import { applyChanges, type Change, changeBetween, changesTo } from "./patch";
import { lineAndColumn } from "./places";
import { type Node, scan } from "./scan";

/** From the last key press to applying, in milliseconds. */
const pause = 700;
/** From the last change of the flow to asking for its exact text. */
const quiet = 400;

/** The name under which typed text is kept over a crash. */
const draftName = "flow/json";

/** Why the text cannot be applied yet. */
export interface TextProblem {
  readonly at: number;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Changes of the editor that come from the flow, not from the person. */
const fromFlow = Annotation.define<boolean>();

export class FlowText {
  readonly problem: Signal<TextProblem | undefined> = signal(undefined);
  readonly isConflict: Signal<boolean> = signal(false);
  /** There is typed text that is not applied. */
  readonly isTyping: Signal<boolean> = signal(false);
  /** Undefined while the editor's text is not JSON. Grows stale never: it is that of `base`. */
  readonly tree: Signal<Node | undefined> = signal(undefined);
  private view!: EditorView;
  /** What the flow says, as text: exactly what the server holds, as far as that is known. */
  private base = "";
  /** From base to what stands in the editor. */
  private typed = ChangeSet.empty(0);
  /** CodeMirror knows one line end; what the file has is written again. */
  private lineEnd = "\n";
  private applyTimer = 0;
  private exactTimer = 0;
  private isOpen = true;
  private readonly ends: (() => void)[] = [];

  constructor(private readonly designer: Designer) {}

  /** Fetches the text that the editor begins with. */
  async load(): Promise<string> {
    const text = (await this.exact()) ?? toPretty(this.designer.session.flow.toJson());
    this.lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
    this.setBase(oneLineEnd(text));
    return this.base;
  }

  /** Follows the flow from now on, with what was typed before and not applied. */
  follow(view: EditorView): void {
    this.view = view;
    this.typed = ChangeSet.empty(this.base.length);
    const { session } = this.designer;
    this.ends.push(session.on("change", () => this.take()));
    this.ends.push(
      effect(() => {
        session.revision.value;
        if (session.pendingCount.value === 0) this.askSoon();
      }),
    );
    const onLeave = () => this.keep();
    window.addEventListener("pagehide", onLeave);
    this.ends.push(() => window.removeEventListener("pagehide", onLeave));
    this.take();
    const left = takeLeft(this.designer.page.flow.id);
    const text = session.drafts.recovered(draftName) ?? left?.text;
    if (text !== undefined && text !== this.base) this.putBack(text, left?.base);
  }

  /** Stops. What is typed and could not be applied waits for the next time. */
  close(): void {
    this.keep();
    this.isOpen = false;
    clearTimeout(this.applyTimer);
    clearTimeout(this.exactTimer);
    for (const end of this.ends) end();
  }

  private keep(): void {
    this.designer.session.drafts.flush(draftName);
    if (this.isTyping.value) keepLeft(this.designer.page.flow.id, { text: this.text, base: this.base });
  }

  /** The editor changed. */
  updated(update: ViewUpdate): void {
    if (!update.docChanged || update.transactions.some((one) => one.annotation(fromFlow))) return;
    if (!this.isConflict.value) this.typed = this.typed.compose(update.changes);
    this.changed();
  }

  /** Of a conflict: what is typed replaces what the flow says now. */
  keepTyped(): void {
    this.settle();
    this.apply(this.text);
  }

  /** Gives up what is typed. */
  discardTyped(): void {
    const change = changeBetween(this.text, this.base);
    this.typed = ChangeSet.empty(this.base.length);
    this.isConflict.value = false;
    this.isTyping.value = false;
    this.problem.value = undefined;
    this.designer.session.drafts.discard(draftName);
    takeLeft(this.designer.page.flow.id);
    if (change) this.show(change);
    this.askSoon();
  }

  private get text(): string {
    return this.view.state.doc.toString();
  }

  private setBase(text: string): void {
    this.base = text;
    const scanned = scan(text);
    this.tree.value = "root" in scanned ? scanned.root : undefined;
  }

  private putBack(text: string, base: string | undefined): void {
    const change = changeBetween(this.base, text);
    if (!change) return;
    this.view.dispatch({ changes: change });
    // What it was typed over is not what the flow says now: the person decides.
    if (base !== this.base) this.disagree();
  }

  private changed(): void {
    const { drafts } = this.designer.session;
    const text = this.text;
    this.isTyping.value = text !== this.base;
    clearTimeout(this.applyTimer);
    if (!this.isTyping.value) {
      this.settle();
      this.problem.value = undefined;
      drafts.discard(draftName);
      return;
    }
    if (this.isConflict.value) return;
    drafts.type(draftName, text, (last) => this.apply(last), true);
    this.applyTimer = window.setTimeout(() => drafts.flush(draftName), pause);
  }

  /** What is typed is now typed over what the flow says. */
  private settle(): void {
    this.isConflict.value = false;
    const change = changeBetween(this.base, this.text);
    this.typed = change ? ChangeSet.of(change, this.base.length) : ChangeSet.empty(this.base.length);
  }

  private disagree(): void {
    this.isConflict.value = true;
    clearTimeout(this.applyTimer);
    this.designer.session.drafts.discard(draftName);
  }

  private apply(text: string): void {
    if (this.isConflict.value || text === this.base) return;
    const scanned = scan(text);
    this.problem.value =
      "broken" in scanned ? { ...scanned.broken, ...lineAndColumn(text, scanned.broken.at) } : undefined;
    if (this.problem.value) return;
    const before = this.base;
    const typed = this.typed;
    this.setBase(text);
    this.typed = ChangeSet.empty(text.length);
    this.isTyping.value = false;
    const op = { op: "replace", text: text.replaceAll("\n", this.lineEnd) } as const;
    const rejection = this.designer.session.edit([op], "Edit as JSON");
    if (!rejection) {
      takeLeft(this.designer.page.flow.id);
      return;
    }
    this.setBase(before);
    this.typed = typed;
    this.isTyping.value = true;
    this.designer.notices.show("danger", `The JSON was not applied: ${rejection.message}`);
  }

  /** Takes in what the flow says now. */
  private take(): void {
    const { flow } = this.designer.session;
    const root = this.tree.value;
    const isText = flow.size === 0 && flow.format === "unknown";
    if (root && !isText) this.move(changesTo(this.base, root, flow.toJson()));
    this.askSoon();
  }

  /** The flow's text changed. */
  private move(list: readonly Change[]): void {
    if (list.length === 0) return;
    const changes = ChangeSet.of([...list], this.base.length);
    this.setBase(applyChanges(this.base, list));
    if (this.isConflict.value) return;
    if (meet(this.typed, changes)) {
      this.disagree();
      return;
    }
    const here = changes.map(this.typed);
    this.typed = this.typed.map(changes, true);
    this.show(here);
    if (!this.typed.empty) this.changed();
  }

  private show(changes: ChangeSet | Change): void {
    this.view.dispatch({ changes, annotations: [fromFlow.of(true), Transaction.addToHistory.of(false)] });
  }

  private askSoon(): void {
    clearTimeout(this.exactTimer);
    this.exactTimer = window.setTimeout(() => void this.ask(), quiet);
  }

  /** Once all is on the server's disk, its bytes are what is shown. */
  private async ask(): Promise<void> {
    const { session } = this.designer;
    const isStill = () =>
      this.isOpen && session.pendingCount.value === 0 && this.typed.empty && !this.isConflict.value;
    if (!isStill()) return;
    const { value: revision } = session.revision;
    const text = await this.exact();
    if (text === undefined || !isStill()) return;
    if (session.revision.value !== revision) {
      this.askSoon();
      return;
    }
    const change = changeBetween(this.base, oneLineEnd(text));
    if (change) this.move([change]);
    this.lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  }

  /** The server's text of the draft; undefined when it cannot be had, or says what this tab has not heard of yet. */
  private async exact(): Promise<string | undefined> {
    const { page, session } = this.designer;
    try {
      const response = await fetch(`${page.urls.export}?at=draft`, { redirect: "error" });
      if (!response.ok) return undefined;
      const text = await response.text();
      return says(text, session.flow.toJson()) ? text : undefined;
    } catch {
      return undefined;
    }
  }
}

function says(text: string, json: ReturnType<Designer["session"]["flow"]["toJson"]>): boolean {
  try {
    const read = parseJson(text);
    return equalJson(read instanceof Map ? read : new Map(), json);
  } catch {
    // The flow is no JSON: then the tab has nothing to hold it against.
    return json.size === 0;
  }
}

function oneLineEnd(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
}

/** Whether two sets of changes of one text touch the same place. */
function meet(a: ChangeSet, b: ChangeSet): boolean {
  let found = false;
  a.iterChangedRanges((from, to) => {
    b.iterChangedRanges((otherFrom, otherTo) => {
      if (from <= otherTo && otherFrom <= to) found = true;
    });
  });
  return found;
}
