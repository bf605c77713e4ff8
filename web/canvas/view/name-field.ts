/** A name that is typed where it stands. */

import type { FoldedFlow } from "../geometry/folded";
import type { Point } from "../geometry/rect";
import type { CanvasView } from "./canvas";
import { element, moveTo } from "./dom";

interface NameFieldOptions {
  /** Where it stands in its host. */
  readonly at: Point;
  readonly label: string;
  readonly atMost: number;
  /** Gets the name, or undefined when it stays, and whether the keyboard left with Enter or Escape. */
  readonly done: (name: string | undefined, byKey: boolean) => void;
}

/** Lets a name be typed over what an element shows. Enter and leaving the field take it, Escape does not. */
function nameField(host: HTMLElement, name: string, options: NameFieldOptions): void {
  const { at, label, atMost, done } = options;
  const field = element("input", "cv-name-field");
  field.value = name;
  field.maxLength = atMost;
  field.dir = "auto";
  field.setAttribute("aria-label", label);
  moveTo(field, at.x, at.y);
  let isOver = false;
  const end = (text: string | undefined, byKey: boolean) => {
    if (isOver) return;
    isOver = true;
    field.remove();
    const given = text?.trim() ?? "";
    done(given === "" || given === name ? undefined : given, byKey);
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") end(undefined, true);
    else if (event.key === "Enter") end(field.value, true);
    else return;
    event.preventDefault();
  });
  // Presses in the field are its own: nothing is dragged from here.
  for (const type of ["pointerdown", "dblclick"])
    field.addEventListener(type, (event) => event.stopPropagation());
  field.addEventListener("blur", () => end(field.value, false));
  host.append(field);
  field.focus({ preventScroll: true });
  field.select();
}

/** Lets the name of a group be typed where it stands; `done` gets it when it is another. */
export function nameGroup(
  canvas: CanvasView,
  drawn: FoldedFlow,
  id: string,
  atMost: number,
  done: (name: string) => void,
): void {
  const { stage } = canvas;
  const group = drawn.nameOf(id);
  const frame = stage.scene.frames().find((one) => one.id === id);
  const rect = frame?.rect ?? stage.scene.shapes.get(group?.drawn ?? "")?.rect;
  if (!group || !rect) return;
  if (stage.isFar) stage.centre(frame ? group.first : group.drawn);
  else stage.revealRect({ ...rect, h: Math.min(rect.h, 80), w: Math.min(rect.w, 240) });
  nameField(stage.world, group.name, {
    at: { x: rect.x + (frame ? 6 : 34), y: rect.y + (frame ? 2 : 10) },
    label: "Name of the group",
    atMost,
    done: (name, byKey) => {
      if (name !== undefined) done(name);
      if (byKey) stage.focus(drawn.shown(group.first));
    },
  });
}
