/** The layer of wires: SVG paths of the wires in view, from a pool. */

import { isLong, type Wire } from "../geometry/shape";
import { pathData } from "../geometry/wire";
import { setFlag, svgElement } from "./dom";

const POOL = 300;

/** How a wire is marked besides its tone. */
export type WireMark = "selected" | "hover" | "shown" | "dim" | undefined;

/** What stands where a long wire ends. */
export interface WireEnd {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export class WireLayer {
  readonly el = svgElement("svg", "cv-wires");
  readonly #paths = new Map<Wire, SVGPathElement>();
  readonly #labels = new Map<Wire, SVGTextElement>();
  readonly #pool: SVGPathElement[] = [];
  readonly #markOf: (wire: Wire) => WireMark;
  readonly #endOf: (wire: Wire) => WireEnd | undefined;

  /** `endOf` says what stands at the far end of a wire that is long; undefined for nothing. */
  constructor(markOf: (wire: Wire) => WireMark, endOf: (wire: Wire) => WireEnd | undefined) {
    this.#markOf = markOf;
    this.#endOf = endOf;
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

  /** Says at the end of a long wire where it comes from. */
  #label(wire: Wire): void {
    this.#unlabel(wire);
    const end = isLong(wire) ? this.#endOf(wire) : undefined;
    if (!end) return;
    const el = label(end);
    this.#labels.set(wire, el);
    this.el.append(el);
  }

  #unlabel(wire: Wire): void {
    this.#labels.get(wire)?.remove();
    this.#labels.delete(wire);
  }
}

function label({ text, x, y }: WireEnd): SVGTextElement {
  const el = svgElement("text", "cv-wire-end");
  el.setAttribute("x", String(x));
  el.setAttribute("y", String(y));
  el.textContent = text.length > 34 ? `${text.slice(0, 33)}…` : text;
  return el;
}
