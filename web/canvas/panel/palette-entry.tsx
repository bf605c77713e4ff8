import { Icon } from "./icon";
import type { PaletteItem } from "./palette-fit";

export interface EntryActions {
  /** Nothing can be added: the flow is read-only here. */
  readonly disabled: boolean;
  /** Adds a block where there is room: double-click, Enter. */
  readonly onAdd: (item: PaletteItem) => void;
  /** Begins to drag a block onto the canvas. */
  readonly onDrag: (item: PaletteItem, event: PointerEvent) => void;
}

interface EntryProps extends EntryActions {
  readonly item: PaletteItem;
  /** Whether it can be added although it does not fit. */
  readonly anyway: boolean;
  /** What is said when it can't be added. */
  readonly onRefused: (item: PaletteItem) => void;
}

/** One block of the palette, with what speaks against it in words beneath. */
export function Entry({ item, anyway, disabled, onAdd, onDrag, onRefused }: EntryProps) {
  const { block, misfit, note, channels } = item;
  const addable = misfit === "" || anyway;
  const add = () => (addable ? onAdd(item) : onRefused(item));
  const said = [misfit || note ? `reason-${block.key}` : "", channels ? `channels-${block.key}` : ""].filter(
    (id) => id !== "",
  );
  return (
    <li class={misfit === "" ? "palette-row" : "palette-row misfit"}>
      <button
        type="button"
        class="palette-item"
        data-testid="palette-item"
        data-block-key={block.key}
        title={channels ? `${block.summary} (${channels})` : block.summary}
        disabled={disabled}
        aria-disabled={!addable}
        {...(said.length > 0 ? { "aria-describedby": said.join(" ") } : {})}
        onPointerDown={(event) => {
          if (!disabled && addable && event.button === 0) onDrag(item, event);
        }}
        onDblClick={add}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          add();
        }}
      >
        <Icon name={block.icon} />
        <span class="palette-name">{block.name}</span>
      </button>
      {channels && (
        <span
          class={channels.includes(",") ? "visually-hidden" : "palette-channels"}
          id={`channels-${block.key}`}
        >
          {channels}
        </span>
      )}
      {(misfit || note) && (
        <p class="palette-reason" id={`reason-${block.key}`} data-testid="palette-reason">
          {misfit || note}
        </p>
      )}
    </li>
  );
}
