/** The few DOM steps that the canvas repeats. Text is always set as text. */

const SVG = "http://www.w3.org/2000/svg";

/** A new element with a class. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
): HTMLElementTagNameMap[K] {
  const el = document.createElement(tag);
  el.className = className;
  return el;
}

/** A new SVG element with a class. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  className: string,
): SVGElementTagNameMap[K] {
  const el = document.createElementNS(SVG, tag);
  el.setAttribute("class", className);
  return el;
}

/** Sets text, and the title that shows it whole, only when it changes. */
export function setText(el: HTMLElement, text: string, title = ""): void {
  if (el.textContent !== text) el.textContent = text;
  if (el.title !== title) el.title = title;
}

/** Sets or removes a data attribute. */
export function setFlag(el: HTMLElement | SVGElement, name: string, value: string | undefined): void {
  if (el.dataset[name] === value) return;
  if (value === undefined) delete el.dataset[name];
  else el.dataset[name] = value;
}

/** Moves an element of the world to a canvas point. */
export function moveTo(el: HTMLElement, x: number, y: number): void {
  el.style.transform = `translate(${x}px,${y}px)`;
}
