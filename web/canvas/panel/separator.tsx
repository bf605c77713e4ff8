import { useCallback, useEffect, useState } from "preact/hooks";
import { limits, type PanelLayout, type PanelName } from "./panel-layout";

interface SeparatorProps {
  readonly layout: PanelLayout;
  readonly name: PanelName;
  /** What it makes larger and smaller: "Properties". */
  readonly label: string;
  /** Where its panel is in the page: a selector. */
  readonly panel: string;
  /** The edge of the panel that it stands on. */
  readonly edge: "left" | "right" | "top";
}

const step = 16;
const largeStep = 64;

/**
 * The edge of a panel, to be dragged. By keyboard: arrows, with Shift further,
 * Home and End; Enter and a double click give the usual size again.
 */
export function Separator({ layout, name, label, panel, edge }: SeparatorProps) {
  const size = layout.sizes[name].value;
  const [shown, setShown] = useState(size ?? 0);
  const [least, most] = limits[name];
  const isTop = edge === "top";
  /** How a move to the right, or down, changes the size. */
  const direction = edge === "right" ? 1 : -1;
  const measured = useCallback(() => {
    const box = document.querySelector(panel)?.getBoundingClientRect();
    return Math.round((isTop ? box?.height : box?.width) ?? 0);
  }, [panel, isTop]);
  useEffect(() => {
    const found = document.querySelector(panel);
    if (!found) return;
    const observer = new ResizeObserver(() => setShown(measured()));
    observer.observe(found);
    return () => observer.disconnect();
  }, [panel, measured]);
  /** What a key makes of the size; undefined where it means nothing here. */
  const sizeBy = (key: string, far: boolean): { size: number | undefined } | undefined => {
    const by = (far ? largeStep : step) * direction;
    if (key === (isTop ? "ArrowUp" : "ArrowLeft")) return { size: measured() - by };
    if (key === (isTop ? "ArrowDown" : "ArrowRight")) return { size: measured() + by };
    if (key === "Home") return { size: least };
    if (key === "End") return { size: most };
    return key === "Enter" ? { size: undefined } : undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const wanted = sizeBy(event.key, event.shiftKey);
    if (!wanted) return;
    event.preventDefault();
    event.stopPropagation();
    layout.resize(name, wanted.size);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const bar = event.currentTarget as HTMLElement;
    const from = isTop ? event.clientY : event.clientX;
    const before = measured();
    bar.setPointerCapture(event.pointerId);
    const move = (next: PointerEvent) => {
      layout.resize(name, before + ((isTop ? next.clientY : next.clientX) - from) * direction);
    };
    const end = () => {
      bar.removeEventListener("pointermove", move);
      bar.removeEventListener("pointerup", end);
      bar.removeEventListener("pointercancel", end);
    };
    bar.addEventListener("pointermove", move);
    bar.addEventListener("pointerup", end);
    bar.addEventListener("pointercancel", end);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be dragged.
    <div
      class={`separator separator-${edge}`}
      role="separator"
      tabIndex={0}
      aria-label={`Size of ${label}`}
      aria-orientation={isTop ? "horizontal" : "vertical"}
      aria-valuenow={shown}
      aria-valuemin={least}
      aria-valuemax={most}
      title="Drag, or use the arrow keys. Double-click or Enter: the usual size"
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDblClick={() => layout.resize(name, undefined)}
    />
  );
}
