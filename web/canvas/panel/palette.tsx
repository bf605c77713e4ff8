import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Category, catalogue } from "../model/catalogue";
import type { Designer } from "./designer";
import { Icon } from "./icon";
import { Entry, type EntryActions } from "./palette-entry";
import { type PaletteItem, paletteItems, typeNote, typesInWords } from "./palette-fit";
import { matching } from "./palette-search";
import { useRoving } from "./roving";
import { count } from "./words";

interface PaletteProps extends Pick<EntryActions, "onAdd" | "onDrag"> {
  readonly designer: Designer;
}

/**
 * The blocks by category, with search. What does not fit the flow's type is
 * listed below with the reason, unless all are shown: then it stands among the
 * others and can be added all the same.
 */
export function Palette({ designer, onAdd, onDrag }: PaletteProps) {
  const [query, setQuery] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const { type } = designer.page.flow;
  const items = useMemo(() => paletteItems(type), [type]);
  const [all, setAll] = useState(false);
  const requests = designer.searchRequests.value;
  useEffect(() => {
    if (requests > 0) search.current?.select();
  }, [requests]);
  const found = query.trim() === "" ? items : matching(items, query.trim());
  const shown = all ? found : found.filter((item) => item.misfit === "");
  const misfits = found.filter((item) => item.misfit !== "");
  const disabled = !designer.editable;
  const entries = {
    disabled,
    onAdd,
    onDrag,
    anyway: all,
    onRefused: (item: PaletteItem) =>
      designer.notify(`${item.misfit} Switch on “Show all blocks” to add it anyway.`),
  };
  const list = useRoving<HTMLDivElement>({
    items: ".palette-item, summary, .palette-all",
    open: designer.leftTab.value === "blocks",
  });
  /** What is typed in the list is searched for. The focus moves before the character arrives, so the field takes it. */
  const typeAhead = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[\p{L}\p{N}]$/u.test(event.key)) return;
    event.stopPropagation();
    search.current?.select();
  };
  return (
    <div class="palette">
      <label class="search">
        <span class="visually-hidden">Search blocks</span>
        <Icon name="search" />
        <input
          ref={search}
          type="search"
          placeholder="Search blocks"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = shown.find((item) => item.misfit === "");
            if (event.key === "Enter" && query.trim() !== "" && first && !disabled) onAdd(first);
            if (event.key === "ArrowDown") {
              event.preventDefault();
              list.ref.current?.querySelector<HTMLElement>(".palette-item:enabled")?.focus();
            }
            if (event.key === "Escape") {
              setQuery("");
              event.currentTarget.blur();
            }
          }}
        />
      </label>
      <div
        class="palette-groups"
        role="toolbar"
        aria-orientation="vertical"
        aria-label="Blocks by category"
        ref={list.ref}
        onFocusIn={list.onFocusIn}
        onKeyDown={(event) => {
          list.onKeyDown(event);
          if (!event.defaultPrevented) typeAhead(event);
        }}
      >
        {found.length === 0 && (
          <p class="empty">
            No block is called “{query}”.{" "}
            <button type="button" class="linklike" onClick={() => setQuery("")}>
              Show all blocks
            </button>
          </p>
        )}
        {typeNote(type) && <p class="palette-note">{typeNote(type)}</p>}
        {categoriesOf(shown, query !== "").map((category) => (
          <Group
            key={category}
            category={category}
            items={shown.filter((item) => item.block.category === category)}
            entries={entries}
          />
        ))}
        {!all && misfits.length > 0 && (
          <Misfits
            key={query === "" ? "listed" : "found"}
            title={`Not in ${typesInWords(type)}`}
            items={misfits}
            open={query !== ""}
            entries={entries}
          />
        )}
        {items.some((item) => item.misfit !== "") && (
          <button
            type="button"
            role="switch"
            class="palette-all"
            aria-checked={all}
            onClick={() => setAll(!all)}
          >
            <span class="palette-switch" aria-hidden="true" />
            Show all blocks
          </button>
        )}
      </div>
    </div>
  );
}

type Entries = Omit<Parameters<typeof Entry>[0], "item">;

interface GroupProps {
  readonly category: Category;
  readonly items: readonly PaletteItem[];
  readonly entries: Entries;
}

function Group({ category, items, entries }: GroupProps) {
  if (items.length === 0) return null;
  return (
    <details class={`palette-group cat-${category.toLowerCase()}`} open>
      <summary>
        {category} <span class="palette-count">{items.length}</span>
      </summary>
      <ul>
        {items.map((item) => (
          <Entry key={item.block.key} item={item} {...entries} />
        ))}
      </ul>
    </details>
  );
}

interface MisfitsProps {
  readonly title: string;
  readonly items: readonly PaletteItem[];
  readonly open: boolean;
  readonly entries: Entries;
}

/** What does not fit, below all that does. It is drawn when it is opened. */
function Misfits({ title, items, open, entries }: MisfitsProps) {
  const [isOpen, setOpen] = useState(open);
  return (
    <details
      class="palette-group cat-unknown"
      data-testid="palette-misfits"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary aria-label={`${title}: ${count(items.length, "block")}`}>
        {title} <span class="palette-count">{items.length}</span>
      </summary>
      {isOpen && (
        <ul>
          {items.map((item) => (
            <Entry key={item.block.key} item={item} {...entries} />
          ))}
        </ul>
      )}
    </details>
  );
}

/** The categories in their own order; while searching, that of the best find first. */
function categoriesOf(found: readonly PaletteItem[], searching: boolean): readonly Category[] {
  if (!searching) return catalogue.categories;
  return [...new Set(found.map((item) => item.block.category))];
}
