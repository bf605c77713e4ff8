import { useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useDraft } from "../../draft-input";
import { accepted, matching, type Token, tokenAt } from "../completion";
import { useFlow } from "../scope";
import { suggestionsFor } from "../suggestions";
import { useCombobox } from "./combobox";

export interface ReferenceInputProps {
  readonly id?: string;
  /** Unique in the flow: the block and the place. */
  readonly name: string;
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly value: string;
  readonly readOnly: boolean;
  readonly placeholder?: string;
  readonly invalid?: boolean;
  /** Several lines; else one. */
  readonly long?: boolean;
  /** Markup: monospaced, not spell-checked. */
  readonly code?: boolean;
  readonly inputMode?: "text" | "numeric" | "tel";
  /** Sends when the focus leaves or Enter is pressed, not while typing. */
  readonly onBlurOnly?: boolean;
  /** Told what stands in the field while somebody types, null when that is over. */
  readonly onTyping?: (text: string | null) => void;
  readonly onCommit: (text: string) => void;
}

/** Where the list is open: what it completes. */
interface Completing {
  readonly token: Token;
  readonly typed: string;
}

/**
 * A text that may hold references: "$" opens a list of what can be read, and
 * so does Ctrl+Space anywhere.
 */
export function ReferenceInput(props: ReferenceInputProps) {
  const { label, describedBy, readOnly, placeholder, long, code, onTyping } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  const draft = useDraft(props, props.onBlurOnly);
  const [completing, setCompleting] = useState<Completing | null>(null);
  const element = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null || !element.current) return;
    element.current.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const flow = useFlow();
  const isOpen = completing !== null;
  const all = useMemo(() => (isOpen ? suggestionsFor(flow) : []), [isOpen, flow]);
  const options = useMemo(
    () =>
      completing === null
        ? []
        : matching(all, completing.typed).map(({ path, about }) => ({
            key: path,
            title: path,
            detail: about,
          })),
    [all, completing],
  );
  const type = (text: string) => {
    draft.onInput(text);
    onTyping?.(text);
  };
  const look = (text: string, at: number) => {
    const token = tokenAt(text, at);
    setCompleting(token ? { token, typed: token.typed } : null);
  };
  const box = useCombobox({
    id,
    label: "Attributes",
    options,
    isOpen,
    first: true,
    onClose: () => setCompleting(null),
    onAccept: (option) => {
      if (!completing) return;
      const next = accepted(draft.text, completing.token, option.key);
      caret.current = next.caret;
      type(next.text);
      if (option.key.endsWith(".")) look(next.text, next.caret);
      else setCompleting(null);
    },
  });
  const common = {
    id,
    ref: element,
    spellcheck: long === true && code !== true,
    "aria-label": label,
    "aria-describedby": describedBy,
    "aria-invalid": props.invalid === true,
    placeholder,
    readOnly,
    value: draft.text,
    ...box.attributes,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      const { value, selectionStart } = event.currentTarget;
      type(value);
      look(value, selectionStart ?? value.length);
    },
    onClick: () => setCompleting(null),
    onBlur: () => {
      setCompleting(null);
      draft.onBlur();
      onTyping?.(null);
    },
    onKeyDown: (event: KeyboardEvent & { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      if (readOnly || box.onKeyDown(event)) return;
      if (event.key === " " && event.ctrlKey) {
        event.preventDefault();
        const at = event.currentTarget.selectionStart ?? draft.text.length;
        const token = tokenAt(draft.text, at) ?? { from: at, to: at, typed: "$" };
        setCompleting({ token, typed: token.typed });
      } else if (event.key === "Enter" && !long) event.currentTarget.blur();
    },
  };
  return (
    <div class="with-suggestions">
      {long ? (
        <textarea {...common} class={code ? "code" : undefined} rows={linesOf(draft.text)} />
      ) : (
        <input
          {...common}
          type="text"
          role="combobox"
          aria-expanded={isOpen && options.length > 0}
          autocomplete="off"
          inputMode={props.inputMode ?? "text"}
        />
      )}
      {box.list}
    </div>
  );
}

function linesOf(text: string): number {
  return Math.min(14, Math.max(2, text.split("\n").length, Math.ceil(text.length / 42)));
}
