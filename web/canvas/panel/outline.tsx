import type { Block } from "../model/types";
import type { Designer } from "./designer";
import { inFlowOrder } from "./flow-order";
import { Icon } from "./icon";
import { useRoving } from "./roving";
import { count } from "./words";

/**
 * Every block of the flow as a list, whatever the canvas shows: the way
 * through a flow for screen readers, search engines of the browser, and tests.
 */
export function Outline({ designer }: { readonly designer: Designer }) {
  designer.change.value;
  const { flow } = designer.session;
  const list = useRoving<HTMLUListElement>({
    items: ".outline-item",
    open: designer.leftTab.value === "outline",
  });
  const blocks = inFlowOrder([...flow.blocks()], flow.start());
  if (blocks.length === 0) return <p class="empty">No blocks yet. Add the first from the Blocks tab.</p>;
  return (
    <ul
      class="outline"
      aria-label="Outline"
      ref={list.ref}
      onFocusIn={list.onFocusIn}
      onKeyDown={list.onKeyDown}
    >
      {blocks.map((block) => (
        <OutlineItem key={block.id} designer={designer} block={block} />
      ))}
    </ul>
  );
}

function OutlineItem({ designer, block }: { readonly designer: Designer; readonly block: Block }) {
  const findings = designer.findings.value.byBlock.get(block.id) ?? [];
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const name = designer.names.value.get(block.id) ?? block.title;
  const isSelected = designer.selection.ids.value.has(block.id);
  return (
    <li>
      <a
        href={`#${encodeURIComponent(block.id)}`}
        class={isSelected ? "outline-item outline-selected" : "outline-item"}
        aria-current={isSelected ? "true" : undefined}
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
        <span class="outline-title" title={name}>
          {name}
        </span>
        {block.title !== block.kind.name && <span class="outline-kind">{block.kind.name}</span>}
        {errors > 0 && <span class="badge danger">{count(errors, "error")}</span>}
      </a>
    </li>
  );
}
