/**
 * Dragging a new block out of the palette. It works with pointer events, so
 * mouse, pen and touch are one path, and it looks the same everywhere.
 */

import type { WireName } from "../command/types";
import type { Point } from "../geometry/rect";
import type { CanvasView } from "../view/canvas";

const THRESHOLD = 5;

export interface PaletteDragOptions {
  readonly canvas: CanvasView;
  /** Text of the ghost that follows the pointer. */
  readonly label: string;
  /** The block was dropped on the canvas; `at` is its place in the document, `wire` the one under it. */
  readonly onDrop: (at: Point, wire: WireName | undefined) => void;
}

/**
 * Call it on pointerdown over a palette entry. Until the pointer moved some
 * pixels nothing happens, so that clicks and double-clicks stay what they are.
 * Escape cancels.
 */
export function startPaletteDrag(down: PointerEvent, options: PaletteDragOptions): void {
  if (down.button !== 0) return;
  const listeners = new AbortController();
  const { signal } = listeners;
  let ghost: HTMLElement | undefined;

  const stop = () => {
    listeners.abort();
    ghost?.remove();
    options.canvas.showDrop();
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return;
    const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
    if (!ghost && far < THRESHOLD) return;
    event.preventDefault();
    ghost ??= newGhost(options.label);
    ghost.style.transform = `translate(${event.clientX + 10}px,${event.clientY + 10}px)`;
    ghost.dataset.over = options.canvas.isOver(event.clientX, event.clientY) ? "canvas" : "nothing";
    options.canvas.showDrop(event);
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return;
    const dragged = ghost !== undefined;
    stop();
    if (!dragged || !options.canvas.isOver(event.clientX, event.clientY)) return;
    const { clientX, clientY } = event;
    options.onDrop(options.canvas.dropAt(clientX, clientY), options.canvas.wireAt(clientX, clientY));
  };
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", up, { signal });
  window.addEventListener("pointercancel", stop, { signal });
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !ghost) return;
      event.preventDefault();
      event.stopPropagation();
      stop();
    },
    { signal, capture: true },
  );
  // The browser's own drag of the element would end the pointer events.
  window.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
}

function newGhost(label: string): HTMLElement {
  const ghost = document.createElement("div");
  ghost.className = "cv-drag-ghost";
  ghost.textContent = label;
  document.body.append(ghost);
  return ghost;
}
