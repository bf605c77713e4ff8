/** The layer of wires: SVG paths of the wires in view, from a pool. */

import type { Wire } from "../geometry/shape";
import { pathData } from "../geometry/wire";
import { setFlag, svgElement } from "./dom";

const POOL = 300;

/** How a wire is marked besides its tone. */
export type WireMark = "selected" | "hover" | "shown" | "dim" | undefined;

/** What stands at the ends of a wire that is too long to be followed by eye; "" for none. */
export interface WireEnds {
  readonly atSource: string;
  readonly atTarget: string;
}

/** A wire is long from this distance of its ends on, in canvas units. */
const LONG = 1400;

export class WireLayer {
  readonly el = svgElement("svg", "cv-wires");
  readonly #paths = new Map<Wire, SVGPathElement>();
  readonly #labels = new Map<Wire, SVGTextElement[]>();
  readonly #pool: SVGPathElement[] = [];
  readonly #markOf: (wire: Wire) => WireMark;
  readonly #endsOf: (wire: Wire) => WireEnds;

  constructor(markOf: (wire: Wire) => WireMark, endsOf: (wire: Wire) => WireEnds) {
    this.#markOf = markOf;
    this.#endsOf = endsOf;
    this.el.setAttribute("aria-hidden", "true");
  }

  get mounted(): number {
    return this.#paths.size;
  }

  /** Shows exactly these wires. */
  show(wires: readonly Wire[]): void {
    const wanted = new Set(wires);
    for (const wire of this.#paths.keys()) if (!wanted.has(wire)) this.drop(wire);
    const fragment = document.createDocumentFragment();
    for (const wire of wires) {
      if (this.#paths.has(wire) || !wire.course) continue;
      const path = this.#pool.pop() ?? svgElement("path", "cv-wire");
      this.#paths.set(wire, path);
      this.#fill(wire, path);
      fragment.append(path);
    }
    this.el.append(fragment);
  }

  /** Draws wires that are shown anew; those without a course go. */
  redraw(wires: Iterable<Wire>): void {
    for (const wire of wires) {
      const path = this.#paths.get(wire);
      if (!path) continue;
      if (wire.course) this.#fill(wire, path);
      else this.drop(wire);
    }
  }

  /** Shows the marks of some wires, or of all, anew. */
  remark(wires: Iterable<Wire> = this.#paths.keys()): void {
    for (const wire of wires) {
      const path = this.#paths.get(wire);
      if (path) setFlag(path, "mark", this.#markOf(wire));
    }
  }

  drop(wire: Wire): void {
    const path = this.#paths.get(wire);
    if (!path) return;
    this.#paths.delete(wire);
    this.#unlabel(wire);
    path.remove();
    if (this.#pool.length < POOL) this.#pool.push(path);
  }

  clear(): void {
    for (const wire of [...this.#paths.keys()]) this.drop(wire);
  }

  #fill(wire: Wire, path: SVGPathElement): void {
    path.setAttribute("d", pathData(wire.course!));
    setFlag(path, "tone", wire.tone);
    setFlag(path, "mark", this.#markOf(wire));
    setFlag(path, "from", wire.source);
    setFlag(path, "key", wire.key);
    this.#label(wire);
  }

  /** Names the other end at each end of a long wire. */
  #label(wire: Wire): void {
    this.#unlabel(wire);
    const course = wire.course!;
    const from = { x: course[0]!, y: course[1]! };
    const to = { x: course[course.length - 2]!, y: course[course.length - 1]! };
    if (Math.abs(to.x - from.x) + Math.abs(to.y - from.y) < LONG) return;
    const { atSource, atTarget } = this.#endsOf(wire);
    const labels = [
      label(atSource, from.x + 12, from.y - 6, "start"),
      label(atTarget, to.x - 12, to.y - 6, "end"),
    ].filter((one) => one !== undefined);
    this.#labels.set(wire, labels);
    this.el.append(...labels);
  }

  #unlabel(wire: Wire): void {
    for (const one of this.#labels.get(wire) ?? []) one.remove();
    this.#labels.delete(wire);
  }
}

function label(text: string, x: number, y: number, anchor: "start" | "end"): SVGTextElement | undefined {
  if (text === "") return undefined;
  const el = svgElement("text", "cv-wire-end");
  el.setAttribute("x", String(x));
  el.setAttribute("y", String(y));
  el.setAttribute("text-anchor", anchor);
  el.textContent = text.length > 24 ? `${text.slice(0, 23)}…` : text;
  return el;
}
