import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type CatalogueAction, type CatalogueBlock, type Category, catalogue } from "../model/catalogue";
import type { Designer } from "./designer";
import { Icon } from "./icon";
import { matching } from "./palette-search";
import { useRoving } from "./roving";

/** One entry of the palette: a block and the action that it writes. */
export interface PaletteItem {
  readonly action: CatalogueAction;
  readonly block: CatalogueBlock;
  /** Why it does not fit this flow's type; "" when it does. */
  readonly misfit: string;
}

interface PaletteProps {
  readonly designer: Designer;
  /** Adds a block where there is room: double-click, Enter. */
  readonly onAdd: (item: PaletteItem) => void;
  /** Begins to drag a block onto the canvas. */
  readonly onDrag: (item: PaletteItem, event: PointerEvent) => void;
}

/** The blocks by category, with search. */
export function Palette({ designer, onAdd, onDrag }: PaletteProps) {
  const [query, setQuery] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const items = useMemo(
    () => paletteItems(designer.page.flow.type, designer.page.flow.type_name),
    [designer.page.flow.type, designer.page.flow.type_name],
  );
  const requests = designer.searchRequests.value;
  useEffect(() => {
    if (requests > 0) search.current?.select();
  }, [requests]);
  const found = query.trim() === "" ? items : matching(items, query.trim());
  const disabled = !designer.editable;
  const list = useRoving<HTMLDivElement>({
    items: ".palette-item, summary",
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
            const first = found.find((item) => item.misfit === "");
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
              Show all
            </button>
          </p>
        )}
        {categoriesOf(found, query !== "").map((category) => (
          <Group
            key={category}
            category={category}
            items={found.filter((item) => item.block.category === category)}
            disabled={disabled}
            onAdd={onAdd}
            onDrag={onDrag}
          />
        ))}
      </div>
    </div>
  );
}

interface GroupProps extends Pick<PaletteProps, "onAdd" | "onDrag"> {
  readonly category: Category;
  readonly items: readonly PaletteItem[];
  readonly disabled: boolean;
}

function Group({ category, items, disabled, onAdd, onDrag }: GroupProps) {
  if (items.length === 0) return null;
  return (
    <details class={`palette-group cat-${category.toLowerCase()}`} open>
      <summary>
        {category} <span class="palette-count">{items.length}</span>
      </summary>
      <ul>
        {items.map((item) => (
          <li key={item.block.key}>
            <button
              type="button"
              class="palette-item"
              data-testid="palette-item"
              data-block-key={item.block.key}
              title={item.misfit || item.block.summary}
              disabled={disabled}
              aria-disabled={item.misfit !== ""}
              onPointerDown={(event) => {
                if (!disabled && event.button === 0) onDrag(item, event);
              }}
              onDblClick={() => onAdd(item)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" && event.key !== " ") return;
                event.preventDefault();
                onAdd(item);
              }}
            >
              <Icon name={item.block.icon} />
              <span class="palette-name">
                {item.block.name}
                {item.misfit && <span class="palette-misfit">not in this flow type</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The categories in their own order; while searching, that of the best find first. */
function categoriesOf(found: readonly PaletteItem[], searching: boolean): readonly Category[] {
  if (!searching) return catalogue.categories;
  return [...new Set(found.map((item) => item.block.category))];
}

function paletteItems(type: string, typeName: string): PaletteItem[] {
  return catalogue.actions.flatMap((action) =>
    action.blocks
      .filter((block) => !block.retired)
      .map((block) => ({ action, block, misfit: misfitOf(action, type, typeName) })),
  );
}

function misfitOf(action: CatalogueAction, type: string, typeName: string): string {
  const fits =
    type === "" ||
    type === "MODULE" ||
    action.flow_types.length === 0 ||
    action.flow_types.includes(type) ||
    (action.flow_types_disputed ?? []).includes(type);
  return fits ? "" : `Amazon Connect does not allow this block in flows of the type “${typeName}”.`;
}
