import { Annotation, Transaction } from "@codemirror/state";
import type { EditorView, ViewUpdate } from "@codemirror/view";
import { useSignalEffect } from "@preact/signals";
import { useContext, useEffect, useId, useRef, useState } from "preact/hooks";
import { toPretty } from "../../model/json";
import type { Block } from "../../model/types";
import type { Designer } from "../designer";
import { Drafts } from "../drafts";
import { blockOps } from "./block-ops";
import { openEditor, setReadOnly } from "./editor";
import { changesTo } from "./patch";
import { lineAndColumn } from "./places";
import { dataOf, scan } from "./scan";

/** From the last key press to applying, in milliseconds. */
const pause = 700;

const fromFlow = Annotation.define<boolean>();

interface BlockJsonProps {
  readonly designer: Designer;
  readonly block: Block;
}

/** The JSON of one block, to be edited: what is typed becomes operations on this block alone. */
export function BlockJson({ designer, block }: BlockJsonProps) {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | undefined>(undefined);
  const [problem, setProblem] = useState("");
  const drafts = useContext(Drafts);
  const problemId = useId();
  const isTyping = useRef(false);
  const id = useRef(block.id);
  id.current = block.id;
  const isReadOnly = !designer.editable;
  const name = `${designer.keyOf(block.id)}/json`;

  useEffect(() => {
    const parent = host.current;
    if (!parent) return;
    let timer = 0;
    const apply = (text: string) => {
      const said = applyTyped(designer, id.current, text);
      isTyping.current = said !== "";
      setProblem(said);
    };
    const opened = openEditor({
      parent,
      text: toPretty(designer.session.flow.actionJson(id.current) ?? null),
      label: "JSON of this block",
      nonce: designer.page.style_nonce,
      readOnly: !designer.editable,
      gutters: false,
      json: true,
      describedBy: problemId,
      onUpdate: (update: ViewUpdate) => {
        if (!update.docChanged || update.transactions.some((one) => one.annotation(fromFlow))) return;
        isTyping.current = true;
        drafts.type(name, update.state.doc.toString(), apply, true);
        clearTimeout(timer);
        timer = window.setTimeout(() => drafts.flush(name), pause);
      },
    });
    setView(opened);
    return () => {
      clearTimeout(timer);
      drafts.flush(name);
      opened.destroy();
    };
  }, [designer, drafts, name, problemId]);

  useEffect(() => {
    if (view) setReadOnly(view, isReadOnly);
  }, [view, isReadOnly]);

  useSignalEffect(() => {
    designer.change.value;
    if (view && !isTyping.current) follow(designer, id.current, view);
  });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps keys that the editor used from the panel.
    <div
      class="block-json"
      onKeyDown={(event) => {
        // What the editor itself does with a key, the panel around it does not.
        if (event.defaultPrevented) event.stopPropagation();
      }}
    >
      <div class="block-json-editor" ref={host} />
      <p class="field-finding severity-error" id={problemId} role="status">
        {problem}
      </p>
    </div>
  );
}

/** Applies what was typed; the sentence to show when that cannot be. */
function applyTyped(designer: Designer, id: string, text: string): string {
  const scanned = scan(text);
  if ("broken" in scanned) {
    const { line, column } = lineAndColumn(text, scanned.broken.at);
    return `Not valid JSON yet: ${scanned.broken.message} (line ${line}, column ${column}).`;
  }
  const edit = blockOps(designer.session.flow, id, dataOf(scanned.root));
  if ("problem" in edit) return edit.problem;
  const rejection = designer.session.edit(edit.ops, "Edit a block as JSON");
  return rejection?.message ?? "";
}

/** Brings the text to what the block says now. */
function follow(designer: Designer, id: string, view: EditorView): void {
  const json = designer.session.flow.actionJson(id);
  const text = view.state.doc.toString();
  const scanned = scan(text);
  if (!json || "broken" in scanned) return;
  const changes = changesTo(text, scanned.root, json);
  if (changes.length === 0) return;
  view.dispatch({ changes, annotations: [fromFlow.of(true), Transaction.addToHistory.of(false)] });
}
