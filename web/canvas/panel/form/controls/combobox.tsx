import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** One line of a list below a field. */
export interface Option {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
}

interface ComboboxProps {
  /** The field's id; those of the list and its options are made from it. */
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly isOpen: boolean;
  /** Whether the first option is chosen before an arrow was pressed. */
  readonly first: boolean;
  readonly onAccept: (option: Option) => void;
  readonly onClose: () => void;
}

export interface Combobox {
  /** What the field says of its list to assistive technology. */
  readonly attributes: {
    readonly "aria-autocomplete": "list";
    readonly "aria-haspopup": "listbox";
    readonly "aria-controls"?: string;
    readonly "aria-activedescendant"?: string;
  };
  /** Takes the keys of the list; true when the key was one. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  readonly list: ComponentChildren;
}

/**
 * A list of suggestions below a field: arrows go through it, Enter and Tab take
 * one, Escape closes it and leaves the field as it is. The focus stays in the
 * field (WAI-ARIA combobox pattern).
 */
export function useCombobox(props: ComboboxProps): Combobox {
  const { id, options, first, onAccept, onClose } = props;
  const isOpen = props.isOpen && options.length > 0;
  const start = first ? 0 : -1;
  const [at, setAt] = useState(start);
  const keys = options.map((option) => option.key).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins anew.
  useEffect(() => setAt(start), [keys, isOpen, start]);
  const chosen = isOpen ? options[Math.min(at, options.length - 1)] : undefined;
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "ArrowDown") setAt((at + 1) % options.length);
    else if (event.key === "ArrowUp") setAt(at <= 0 ? options.length - 1 : at - 1);
    else if (event.key === "Escape") onClose();
    else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && chosen) onAccept(chosen);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return {
    onKeyDown,
    attributes: {
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      ...(isOpen ? { "aria-controls": `${id}-list` } : {}),
      ...(chosen ? { "aria-activedescendant": `${id}-option-${options.indexOf(chosen)}` } : {}),
    },
    list: isOpen && <List {...props} chosen={chosen} />,
  };
}

function List({
  id,
  label,
  options,
  chosen,
  onAccept,
}: ComboboxProps & { readonly chosen: Option | undefined }) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.scrollIntoView({ block: "nearest" }), []);
  useEffect(() => {
    if (chosen) root.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <div class="suggestions" role="listbox" id={`${id}-list`} aria-label={label} ref={root}>
      {options.map((option, index) => (
        <div
          key={option.key}
          id={`${id}-option-${index}`}
          role="option"
          class="suggestion"
          tabIndex={-1}
          aria-selected={option === chosen}
          // The field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onPointerUp={() => onAccept(option)}
        >
          <span class="suggestion-title">{option.title}</span>
          {option.detail !== "" && <span class="suggestion-detail">{option.detail}</span>}
        </div>
      ))}
    </div>
  );
}
