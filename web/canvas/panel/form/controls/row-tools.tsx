import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../../icon";

interface RowToolsProps {
  /** What the row is called: "Prompt 2". */
  readonly what: string;
  readonly index: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** Moves a row up and down, and takes it away. */
export function RowTools({ what, index, count, onMove, onRemove }: RowToolsProps) {
  return (
    <span class="row-tools">
      {count > 1 && (
        <>
          <Tool
            name="up"
            icon="arrow-up"
            label={`Move ${what} up`}
            disabled={index === 0}
            onClick={() => onMove(index - 1)}
          />
          <Tool
            name="down"
            icon="arrow-down"
            label={`Move ${what} down`}
            disabled={index === count - 1}
            onClick={() => onMove(index + 1)}
          />
        </>
      )}
      <Tool name="remove" icon="x" label={`Remove ${what}`} onClick={onRemove} />
    </span>
  );
}

interface ToolProps {
  readonly name: string;
  readonly icon: string;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Tool({ name, icon, label, disabled = false, onClick }: ToolProps) {
  return (
    <button
      type="button"
      class="button quiet icon-only small"
      data-tool={name}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

/**
 * Keeps the keyboard where the work is when rows come, go and move: what is
 * wanted gets the focus as soon as it is drawn. Of several selectors the first
 * that finds something enabled counts.
 */
export function useFocusNext<T extends HTMLElement>() {
  const root = useRef<T>(null);
  const wanted = useRef<readonly string[]>([]);
  useLayoutEffect(() => {
    if (wanted.current.length === 0) return;
    for (const selector of wanted.current) {
      const found = root.current?.querySelector<HTMLElement>(selector);
      if (!found || found.matches(":disabled")) continue;
      found.focus();
      break;
    }
    wanted.current = [];
  });
  return {
    root,
    want: (...selectors: string[]) => {
      wanted.current = selectors;
    },
  };
}

/** The tools of a row, for useFocusNext. */
export function toolOf(index: number, name: "up" | "down" | "remove"): string {
  return `:scope > [data-row="${index}"] [data-tool="${name}"]`;
}

/** The first field of a row, for useFocusNext. */
export function fieldOf(index: number): string {
  return `:scope > [data-row="${index}"] :is(input, select, textarea)`;
}
