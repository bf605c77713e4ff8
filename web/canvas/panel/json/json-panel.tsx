import { forEachDiagnostic, type Diagnostic as Mark, setDiagnostics } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Designer } from "../designer";
import { Icon } from "../icon";
import { Separator } from "../separator";
import { openEditor, setReadOnly } from "./editor";
import { FlowText } from "./flow-text";
import { actionSpan, blockAt, spanOf } from "./places";
import { scan } from "./scan";

/** From this width on there is room for the JSON beside the canvas. */
const roomBeside = 1500;

/** The JSON of the whole flow beside the canvas. */
export function JsonPanel({ designer }: { readonly designer: Designer }) {
  const { layout, parts } = designer;
  const [text] = useState(() => new FlowText(designer));
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | undefined>(undefined);
  const isBelow = layout.jsonBelow.value ?? window.innerWidth < roomBeside;
  const name = isBelow ? "json-below" : "json";
  const size = layout.sizes[name].value;
  const isReadOnly = !canType(designer);

  useEffect(() => {
    let isGone = false;
    let opened: EditorView | undefined;
    void text.load().then((doc) => {
      if (isGone || !host.current) return;
      opened = openEditor({
        parent: host.current,
        text: doc,
        label: "JSON of the flow",
        nonce: designer.page.style_nonce,
        readOnly: !canType(designer),
        gutters: true,
        json: true,
        onUpdate: (update) => text.updated(update),
      });
      text.follow(opened);
      parts.cursorBlock = () => blockOfCursor(text, opened);
      setView(opened);
      reveal(opened, text, designer.selected.peek()?.id);
      opened.focus();
    });
    return () => {
      isGone = true;
      parts.cursorBlock = () => "";
      if (!opened) return;
      text.close();
      opened.destroy();
    };
  }, [text, designer, parts]);

  useEffect(() => {
    if (view) setReadOnly(view, isReadOnly);
  }, [view, isReadOnly]);
  useMarks(designer, text, view);
  useReveal(designer, text, view);

  return (
    <section
      class={isBelow ? "json-panel json-below" : "json-panel"}
      aria-label="JSON"
      style={size === undefined ? {} : isBelow ? { height: `${size}px` } : { width: `${size}px` }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        designer.focusCanvas();
      }}
    >
      <Separator
        layout={layout}
        name={name}
        label="the JSON"
        edge={isBelow ? "top" : "left"}
        panel=".json-panel"
      />
      <header class="json-head">
        <h2>JSON</h2>
        <State designer={designer} text={text} isReady={view !== undefined} isReadOnly={isReadOnly} />
        <span class="json-tools">
          <button
            type="button"
            class="button quiet icon-only small"
            aria-label="Show this block on the canvas"
            title="Show this block on the canvas (Alt+Enter)"
            onClick={() => designer.showTextBlock()}
          >
            <Icon name="locate-fixed" />
          </button>
          <button
            type="button"
            class="button quiet icon-only small"
            aria-label={isBelow ? "Put it beside the canvas" : "Put it below the canvas"}
            title={isBelow ? "Put it beside the canvas" : "Put it below the canvas"}
            onClick={() => layout.dock(!isBelow)}
          >
            <Icon name={isBelow ? "panel-right" : "panel-bottom"} />
          </button>
          <button
            type="button"
            class="button quiet icon-only small"
            aria-label="Close the JSON"
            title="Close (Shift+J)"
            onClick={() => {
              parts.jsonOpen.value = false;
              designer.focusCanvas();
            }}
          >
            <Icon name="x" />
          </button>
        </span>
      </header>
      {text.isConflict.value && <Conflict text={text} />}
      <div class="json-editor" ref={host} aria-busy={view === undefined} />
    </section>
  );
}

/** Text may be typed also where the file is no flow: that is how it becomes one. */
function canType({ session, page }: Designer): boolean {
  return session.canEdit.value && !page.flow.archived && session.flow.format !== "legacy";
}

interface StateProps {
  readonly designer: Designer;
  readonly text: FlowText;
  readonly isReady: boolean;
  readonly isReadOnly: boolean;
}

/** What becomes of the text, in words. */
function State({ text, isReady, isReadOnly }: StateProps) {
  const problem = text.problem.value;
  if (!isReady) return <output class="json-state">Reading the flow…</output>;
  if (problem && text.isTyping.value) {
    const place = `line ${problem.line}, column ${problem.column}`;
    return (
      <output class="json-state json-broken">
        Not valid JSON yet: {problem.message} ({place})
      </output>
    );
  }
  const words = isReadOnly
    ? "Read only"
    : text.isConflict.value
      ? "Not applied"
      : text.isTyping.value
        ? "Applied when you pause"
        : "Same as the canvas";
  return <output class="json-state">{words}</output>;
}

function Conflict({ text }: { readonly text: FlowText }) {
  return (
    <div class="json-conflict" role="alert">
      <p>The flow was changed in the same place while you were typing.</p>
      <button type="button" class="button small" onClick={() => text.keepTyped()}>
        Keep what I typed
      </button>
      <button type="button" class="button small" onClick={() => text.discardTyped()}>
        Take the flow as it is now
      </button>
    </div>
  );
}

function blockOfCursor(text: FlowText, view: EditorView | undefined): string {
  if (!view) return "";
  const scanned = scan(view.state.doc.toString());
  const root = "root" in scanned ? scanned.root : text.tree.value;
  return root ? blockAt(root, view.state.selection.main.head) : "";
}

/** Marks in the text what the linter found, and where the text stops being JSON. */
function useMarks(designer: Designer, text: FlowText, view: EditorView | undefined): void {
  useSignalEffect(() => {
    const findings = designer.session.diagnostics.value;
    const problem = text.problem.value;
    const root = text.tree.value;
    const isTyping = text.isTyping.value;
    if (!view) return;
    // Marks move along with what is typed; they are placed anew when it is applied.
    const marks: Mark[] = isTyping
      ? marksOf(view)
      : findings.flatMap((one) => {
          if (!root) return [];
          return [
            { ...spanOf(root, one.path), severity: one.severity, message: one.message, source: one.code },
          ];
        });
    const end = view.state.doc.length;
    if (isTyping && problem) {
      const from = Math.min(problem.at, end);
      marks.push({
        from,
        to: Math.min(from + 1, end),
        severity: "error",
        message: `Not valid JSON yet: ${problem.message}`,
        source: "json",
      });
    }
    view.dispatch(
      setDiagnostics(
        view.state,
        marks.filter((one) => one.to <= end),
      ),
    );
  });
}

function marksOf(view: EditorView): Mark[] {
  const marks: Mark[] = [];
  forEachDiagnostic(view.state, (mark, from, to) => {
    if (mark.source !== "json") marks.push({ ...mark, from, to });
  });
  return marks;
}

/** Brings to view what is selected on the canvas, or asked for in the list of problems. */
function useReveal(designer: Designer, text: FlowText, view: EditorView | undefined): void {
  const { parts } = designer;
  const selected = designer.selected.value?.id;
  const place = parts.place.value;
  useEffect(() => {
    if (view && !view.hasFocus) reveal(view, text, selected);
  }, [selected, view, text]);
  useEffect(() => {
    const root = text.tree.peek();
    if (view && root && place) show(view, spanOf(root, place.pointer).from);
  }, [place, view, text]);
}

function reveal(view: EditorView, text: FlowText, id: string | undefined): void {
  const root = text.tree.peek();
  const span = root && id !== undefined ? actionSpan(root, id) : undefined;
  if (span) show(view, span.from);
}

function show(view: EditorView, at: number): void {
  const anchor = Math.min(at, view.state.doc.length);
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
}
