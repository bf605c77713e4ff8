import { effect, type Signal, signal } from "@preact/signals";
import type { Session } from "../sync/session";
import type { OwnEdit } from "../sync/types";
import { editWords, errorWords, othersWords, selectionWords } from "./announce-words";
import type { Designer } from "./designer";

/** What is said now; the number makes the same words twice two sayings. */
interface Saying {
  readonly number: number;
  readonly text: string;
}

/** Keys that repeat are said once, when they stop, and after the name of what got the focus. */
const pause = 150;
/** What says itself what becomes of it. */
const fields = "input, textarea, select, [contenteditable=true]";
/** Where fields are whose outcome is said. */
const saidOf = "dialog, [role=application]";
/** Others' edits are summed up for so long. */
const othersPause = 3000;

/**
 * Tells assistive technology what changed: own edits by their labels, what
 * others did in one sentence, and errors that came or went at blocks that were
 * edited. What somebody types into a field is not said: the field says it.
 */
export class Announcer {
  readonly said: Signal<Saying> = signal({ number: 0, text: "" });
  /** What is to be said, by what it is about: the newest of each counts. */
  private readonly waiting = new Map<string, string>();
  /** A field is being left: what is edited now was typed into it. */
  private isLeaving = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private othersTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly byOthers = new Set<string>();
  /** Edited blocks whose new findings did not come yet, with the errors that they had before. */
  private readonly edited = new Map<string, number>();

  constructor(private readonly designer: Designer) {
    const { session, selection } = designer;
    session.on("edited", (edit) => this.onEdited(edit));
    session.on("others", ({ blocks, added, removed, moved }) => {
      for (const id of [...blocks, ...added, ...removed, ...moved]) this.byOthers.add(id);
      this.othersTimer ??= setTimeout(() => this.sayOthers(session), othersPause);
    });
    session.on("change", ({ renamed }) => {
      for (const [from, to] of renamed) this.rename(from, to);
    });
    document.addEventListener("blur", (event) => this.onBlur(event), true);
    effect(() => this.onFindings());
    let before = selection.ids.peek().size;
    effect(() => {
      const now = selection.ids.value.size;
      this.say(selectionWords(before, now), "selection");
      before = now;
    });
  }

  /** Says it soon, politely. What is said about the same `topic` before that is left out. */
  say(text: string, topic = text): void {
    this.waiting.delete(topic);
    if (text === "") return;
    this.waiting.set(topic, text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), pause);
  }

  private flush(): void {
    const text = [...this.waiting.values()].join(". ");
    this.waiting.clear();
    if (text !== "") this.said.value = { number: this.said.value.number + 1, text };
  }

  private onEdited(edit: OwnEdit): void {
    const isTyped = this.isLeaving || document.activeElement?.matches(fields) === true;
    if (!isTyped) this.say(editWords(edit));
    for (const id of [...edit.touched.blocks, ...edit.touched.added]) {
      if (!this.edited.has(id)) this.edited.set(id, this.errorsOf(id));
    }
  }

  /** Lists that ask, and notes, are left before what was chosen or written there is done: that is said. */
  private onBlur({ target }: FocusEvent): void {
    const isForm = target instanceof Element && target.matches(fields) && !target.closest(saidOf);
    if (!isForm) return;
    this.isLeaving = true;
    setTimeout(() => {
      this.isLeaving = false;
    });
  }

  /** Errors are said when the linter has seen the edit, and only where their number changed. */
  private onFindings(): void {
    const { session, findings } = this.designer;
    findings.value;
    const isNew =
      session.diagnosticsRevision.value >= session.revision.value && session.pendingCount.value === 0;
    if (!isNew) return;
    const changed = [...this.edited].flatMap(([id, before]) => {
      const errors = this.errorsOf(id);
      const title = this.designer.names.peek().get(id);
      return errors === before || title === undefined ? [] : [[title, errors] as const];
    });
    this.edited.clear();
    if (changed.length > 0) this.say(errorWords(changed));
  }

  private errorsOf(id: string): number {
    const found = this.designer.findings.peek().byBlock.get(id) ?? [];
    return found.filter(({ severity }) => severity === "error").length;
  }

  private rename(from: string, to: string): void {
    this.edited.set(to, this.edited.get(from) ?? this.errorsOf(from));
    this.edited.delete(from);
    if (this.byOthers.delete(from)) this.byOthers.add(to);
  }

  private sayOthers({ peers }: Session): void {
    this.othersTimer = undefined;
    const { names, page } = this.designer;
    const others = new Set(peers.value.flatMap(({ id, name }) => (id === page.user.id ? [] : [name])));
    const [who = ""] = others.size === 1 ? others : [];
    const titles = [...this.byOthers].map((id) => names.peek().get(id) ?? "a block");
    this.byOthers.clear();
    this.say(othersWords(who, titles));
  }
}

/** Where it is said. Nobody sees it. */
export function LiveRegion({ announcer }: { readonly announcer: Announcer }) {
  const { number, text } = announcer.said.value;
  return (
    <div class="visually-hidden" role="status" aria-live="polite" data-testid="announcer">
      {text !== "" && <p key={number}>{text}</p>}
    </div>
  );
}
