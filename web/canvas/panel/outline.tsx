import { useState } from "preact/hooks";
import type { Designer } from "./designer";
import { findBlocks } from "./find";
import { type OutlineEntry, outlineOf } from "./flow-order";
import { Icon } from "./icon";
import { useRoving } from "./roving";
import { count } from "./words";

/**
 * Every block of the flow as a tree, whatever the canvas shows: the way
 * through a flow for screen readers, search engines of the browser, and tests.
 * A search hides what it does not find.
 */
export function Outline({ designer }: { readonly designer: Designer }) {
  designer.change.value;
  const [query, setQuery] = useState("");
  const { flow } = designer.session;
  const list = useRoving<HTMLUListElement>({
    items: ".outline-item",
    open: designer.leftTab.value === "outline",
  });
  const entries = outlineOf([...flow.blocks()], flow.start());
  if (entries.length === 0) return <p class="empty">No blocks yet. Add the first from the Blocks tab.</p>;
  const wanted = query.trim();
  const found =
    wanted === "" ? undefined : new Set(findBlocks(flow, wanted, designer.findings.value.byBlock));
  const shown = found ? entries.filter(({ block }) => found.has(block.id)) : entries;
  return (
    <div class="outline-panel">
      <label class="search">
        <span class="visually-hidden">Search the outline</span>
        <Icon name="search" />
        <input
          type="search"
          placeholder="Search this flow"
          tabIndex={designer.leftTab.value === "outline" ? 0 : -1}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setQuery("");
            if (event.key !== "ArrowDown" && event.key !== "Enter") return;
            event.preventDefault();
            list.ref.current?.querySelector<HTMLElement>(".outline-item")?.focus();
          }}
        />
      </label>
      {shown.length === 0 && <p class="empty">Nothing in this flow matches “{wanted}”.</p>}
      <ul
        class="outline"
        aria-label="Outline"
        ref={list.ref}
        onFocusIn={list.onFocusIn}
        onKeyDown={list.onKeyDown}
      >
        {shown.map((entry) => (
          <OutlineItem key={entry.block.id} designer={designer} entry={entry} flat={found !== undefined} />
        ))}
      </ul>
    </div>
  );
}

/** Deeper levels are not drawn further in: the names need the room. */
const deepest = 6;

interface OutlineItemProps {
  readonly designer: Designer;
  readonly entry: OutlineEntry;
  /** Without levels and branches: what stood between was not found. */
  readonly flat: boolean;
}

function OutlineItem({ designer, entry, flat }: OutlineItemProps) {
  const { block, via } = entry;
  const level = flat ? 1 : entry.level;
  const findings = designer.findings.value.byBlock.get(block.id) ?? [];
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const name = designer.names.value.get(block.id) ?? block.title;
  const isNamed = block.title !== block.kind.name;
  const isSelected = designer.selection.ids.value.has(block.id);
  return (
    <li style={{ paddingLeft: `${(Math.min(level, deepest) - 1) * 12}px` }}>
      <a
        href={`#${encodeURIComponent(block.id)}`}
        class={isSelected ? "outline-item outline-selected" : "outline-item"}
        aria-current={isSelected ? "true" : undefined}
        aria-label={spokenName(entry, flat, name, errors)}
        data-block={block.id}
        data-testid="outline-item"
        onClick={(event) => {
          event.preventDefault();
          designer.selection.set([block.id]);
          designer.view.center(block.id);
        }}
      >
        <span class={`outline-icon cat-${block.kind.category.toLowerCase() || "unknown"}`}>
          <Icon name={block.kind.icon} />
        </span>
        <span class="outline-title" title={isNamed ? `${name}: ${block.kind.name}` : name}>
          {via && !flat && <span class={`outline-via tone-${via.tone}`}>{via.label}</span>} {name}
        </span>{" "}
        {errors > 0 && <span class="badge danger">{count(errors, "error")}</span>}
      </a>
    </li>
  );
}

/** "In hours: Menu, 1 error, Get customer input": what is seen, in its order, then the kind of block. */
function spokenName({ block, via }: OutlineEntry, flat: boolean, name: string, errors: number): string {
  const branch = via && !flat ? `${via.label}: ` : "";
  const parts = [`${branch}${name}`];
  if (errors > 0) parts.push(count(errors, "error"));
  if (block.title !== block.kind.name) parts.push(block.kind.name);
  return parts.join(", ");
}
