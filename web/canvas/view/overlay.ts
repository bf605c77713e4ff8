/** What gestures show for their time only: a ghost wire, a marquee, the block that a drop would reach. */

import type { Camera } from "../geometry/camera";
import { toScreen } from "../geometry/camera";
import type { Point, Rect } from "../geometry/rect";
import { type Course, pathData } from "../geometry/wire";
import { element, setFlag, svgElement } from "./dom";

export class Overlay {
  /** In canvas units, above the blocks. */
  readonly world = svgElement("svg", "cv-overlay");
  /** In pixels, above everything. */
  readonly screen = element("div", "cv-marquee");
  readonly #ghost = svgElement("path", "cv-ghost");
  readonly #target = svgElement("rect", "cv-target");
  readonly #stroke = svgElement("path", "cv-cut-stroke");
  readonly #cut = svgElement("path", "cv-cut");
  readonly #guides = svgElement("path", "cv-guides");
  #marquee: Rect | undefined;

  constructor() {
    this.world.append(this.#guides, this.#target, this.#ghost, this.#cut, this.#stroke);
    this.world.setAttribute("aria-hidden", "true");
    this.#target.setAttribute("rx", "10");
    this.screen.hidden = true;
  }

  /** Shows a wire that is being drawn; `undefined` takes it away. */
  ghost(course: Course | undefined, linked = false): void {
    if (course) this.#ghost.setAttribute("d", pathData(course));
    else this.#ghost.removeAttribute("d");
    setFlag(this.#ghost, "linked", linked ? "" : undefined);
  }

  /** Shows the line that cuts wires, and the wires that it crossed; nothing takes it away. */
  cut(stroke: readonly Point[], crossed: readonly Course[]): void {
    const line = stroke.map(({ x, y }) => `${x} ${y}`).join("L");
    this.#stroke.setAttribute("d", line === "" ? "" : `M${line}`);
    this.#cut.setAttribute("d", crossed.map(pathData).join(""));
  }

  /** Shows the lines that a dragged block holds to. */
  guides(lines: readonly { readonly from: Point; readonly to: Point }[]): void {
    this.#guides.setAttribute(
      "d",
      lines.map(({ from, to }) => `M${from.x} ${from.y}L${to.x} ${to.y}`).join(""),
    );
  }

  /** Frames the block that a drop would reach. */
  target(rect: Rect | undefined): void {
    for (const [name, value] of [
      ["x", (rect?.x ?? 0) - 4],
      ["y", (rect?.y ?? 0) - 4],
      ["width", rect ? rect.w + 8 : 0],
      ["height", rect ? rect.h + 8 : 0],
    ] as const) {
      this.#target.setAttribute(name, String(value));
    }
  }

  /** Shows a marquee, in canvas units. */
  marquee(rect: Rect | undefined): void {
    this.#marquee = rect;
    this.screen.hidden = rect === undefined;
  }

  /** Follows the camera. */
  present(camera: Camera): void {
    const rect = this.#marquee;
    if (!rect) return;
    const at = toScreen(camera, rect);
    this.screen.style.transform = `translate(${at.x}px,${at.y}px)`;
    this.screen.style.width = `${rect.w * camera.k}px`;
    this.screen.style.height = `${rect.h * camera.k}px`;
  }
}
