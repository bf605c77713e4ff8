import type { Ref } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { Drafts } from "./drafts";

export interface DraftProps {
  /** Unique in the flow: the block and what of it. */
  readonly name: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly onCommit: (text: string) => void;
  readonly id?: string;
  readonly label?: string;
  readonly describedBy?: string;
  readonly placeholder?: string;
}

/**
 * A field whose text is sent after a pause, when the focus leaves, and when
 * the page goes. While somebody types, what others change does not overwrite it.
 */
export function useDraft(
  { name, value, onCommit }: Pick<DraftProps, "name" | "value" | "onCommit">,
  onBlurOnly = false,
) {
  const drafts = useContext(Drafts);
  const [typed, setTyped] = useState<string | null>(null);
  const commit = useRef(onCommit);
  commit.current = onCommit;
  const type = (text: string) => {
    setTyped(text);
    drafts.type(name, text, (last) => commit.current(last), onBlurOnly);
  };
  const typeAgain = useRef(type);
  typeAgain.current = type;
  useEffect(() => {
    const left = drafts.recovered(name);
    if (left !== undefined) typeAgain.current(left);
    return () => drafts.flush(name);
  }, [drafts, name]);
  return {
    text: typed ?? value,
    onInput: type,
    onBlur: () => {
      drafts.flush(name);
      setTyped(null);
    },
  };
}

interface InputProps extends DraftProps {
  readonly inputMode?: "text" | "numeric";
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Sends when the focus leaves or Enter is pressed, not while typing. */
  readonly onBlurOnly?: boolean;
  /** Enter was pressed, and what was typed is sent. */
  readonly onEnter?: () => void;
}

export function DraftInput(props: InputProps) {
  const draft = useDraft(props, props.onBlurOnly);
  return (
    <input
      ref={props.inputRef ?? null}
      id={props.id}
      type="text"
      autocomplete="off"
      spellcheck={false}
      inputMode={props.inputMode ?? "text"}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      placeholder={props.placeholder}
      readOnly={props.readOnly}
      value={draft.text}
      onInput={(event) => draft.onInput(event.currentTarget.value)}
      onBlur={draft.onBlur}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        draft.onBlur();
        props.onEnter?.();
      }}
    />
  );
}

interface TextAreaProps extends DraftProps {
  readonly code?: boolean;
}

export function DraftTextArea(props: TextAreaProps) {
  const draft = useDraft(props);
  const lines = Math.min(14, Math.max(2, draft.text.split("\n").length, Math.ceil(draft.text.length / 42)));
  return (
    <textarea
      id={props.id}
      class={props.code ? "code" : undefined}
      rows={lines}
      spellcheck={!props.code}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      placeholder={props.placeholder}
      readOnly={props.readOnly}
      value={draft.text}
      onInput={(event) => draft.onInput(event.currentTarget.value)}
      onBlur={draft.onBlur}
    />
  );
}
