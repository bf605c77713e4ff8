/** The code editor as Switchyard uses it: JSON, its search, its marks. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly nonce: string;
  readonly readOnly: boolean;
  /** Line numbers, folding and marks at the side: for a text of many lines. */
  readonly gutters: boolean;
  readonly json: boolean;
  /** The id of what tells more of it. */
  readonly describedBy?: string;
  readonly onUpdate: (update: ViewUpdate) => void;
}

const readOnly = new Compartment();

/** Tab leaves the editor: the keyboard is not caught in it. */
export function openEditor(options: EditorOptions): EditorView {
  return new EditorView({
    parent: options.parent,
    state: EditorState.create({ doc: options.text, extensions: extensionsOf(options) }),
  });
}

function extensionsOf(options: EditorOptions): Extension[] {
  const { label, nonce, gutters, onUpdate } = options;
  return [
    EditorView.cspNonce.of(nonce),
    EditorView.contentAttributes.of({
      "aria-label": label,
      tabindex: "0",
      spellcheck: options.json ? "false" : "true",
      ...(options.describedBy ? { "aria-describedby": options.describedBy } : {}),
    }),
    gutters ? [lineNumbers(), foldGutter(), lintGutter(), highlightActiveLineGutter()] : [],
    options.json ? [json(), indentOnInput(), bracketMatching()] : [],
    syntaxHighlighting(classHighlighter),
    history(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    EditorView.lineWrapping,
    keymap.of([...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap]),
    readOnly.of(readOnlyOf(options.readOnly)),
    EditorView.updateListener.of(onUpdate),
    theme,
  ];
}

export function setReadOnly(view: EditorView, isReadOnly: boolean): void {
  view.dispatch({ effects: readOnly.reconfigure(readOnlyOf(isReadOnly)) });
}

function readOnlyOf(isReadOnly: boolean): Extension {
  return [
    EditorState.readOnly.of(isReadOnly),
    EditorView.contentAttributes.of({ "aria-readonly": String(isReadOnly) }),
  ];
}

/** By the tokens of the style sheet, so that light and dark need nothing more. */
const theme = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--text)",
    backgroundColor: "var(--surface)",
    fontSize: "var(--text-xs)",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-gutters": {
    backgroundColor: "var(--surface)",
    color: "var(--text-subtle)",
    borderRight: "1px solid var(--border)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--selection-bg)" },
  ".cm-activeLineGutter": { color: "var(--text)" },
  ".cm-selectionMatch": { backgroundColor: "var(--surface-active)" },
  ".cm-searchMatch": { backgroundColor: "var(--warning-bg)", outline: "1px solid var(--warning-border)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--accent-bg)", outlineColor: "var(--accent)" },
  ".cm-matchingBracket": { backgroundColor: "var(--surface-active)", color: "inherit" },
  ".cm-foldPlaceholder": {
    border: "1px solid var(--border-strong)",
    backgroundColor: "var(--surface-sunken)",
    color: "var(--text-muted)",
  },
  ".cm-panels": { backgroundColor: "var(--surface)", color: "var(--text)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--border)" },
  ".cm-panel.cm-search": { padding: "var(--space-2) var(--space-3)", fontSize: "var(--text-xs)" },
  ".cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label": { fontSize: "inherit" },
  ".cm-textfield": {
    width: "auto",
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    border: "1px solid var(--border-field)",
    borderRadius: "var(--radius-sm)",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--surface-raised)",
    color: "var(--text)",
    border: "1px solid var(--border-strong)",
    borderRadius: "var(--radius-sm)",
  },
  ".cm-tooltip": {
    maxWidth: "420px",
    border: "1px solid var(--border-strong)",
    borderRadius: "var(--radius-md)",
    backgroundColor: "var(--surface-raised)",
    color: "var(--text)",
    boxShadow: "var(--shadow-2)",
    fontFamily: "var(--font-sans)",
  },
  ".cm-diagnostic": { padding: "6px 10px" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--danger)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--info)" },
  ".tok-propertyName": { color: "var(--cat-interact)" },
  ".tok-string": { color: "var(--cat-integrate)" },
  ".tok-number": { color: "var(--cat-logic)" },
  ".tok-bool, .tok-null": { color: "var(--cat-set)" },
  ".tok-punctuation, .tok-separator": { color: "var(--text-muted)" },
});
