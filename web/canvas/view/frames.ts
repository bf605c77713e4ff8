/** The layer of frames: unfolded groups, drawn around their blocks and under everything. */

import type { FrameShape } from "../geometry/shape";
import { element, moveTo, setFlag, setText } from "./dom";
import { iconElement } from "./icons";
import { count, type Findings, findingWords } from "./words";

interface FrameCard {
  readonly el: HTMLElement;
  readonly name: HTMLElement;
  readonly count: HTMLElement;
}

export class FrameLayer {
  readonly el = element("div", "cv-frames");
  readonly #cards = new Map<string, FrameCard>();

  /** Shows these frames and no others. Groups are few: there is no culling. */
  show(frames: readonly FrameShape[], findings: (block: string) => Findings): void {
    const ids = new Set(frames.map(({ id }) => id));
    for (const [id, card] of this.#cards) {
      if (ids.has(id)) continue;
      card.el.remove();
      this.#cards.delete(id);
    }
    for (const frame of frames) fill(this.#card(frame.id), frame, findings);
  }

  /** Shows frames where their blocks are now. */
  place(frames: readonly FrameShape[]): void {
    for (const frame of frames) {
      const card = this.#cards.get(frame.id);
      if (card) place(card, frame);
    }
  }

  #card(id: string): FrameCard {
    const known = this.#cards.get(id);
    if (known) return known;
    const card = newCard(id);
    this.#cards.set(id, card);
    this.el.append(card.el);
    return card;
  }
}

function newCard(id: string): FrameCard {
  const el = element("div", "cv-frame");
  const head = element("div", "cv-frame-head");
  const name = element("span", "cv-frame-name");
  const size = element("span", "cv-frame-count");
  const fold = element("button", "cv-frame-fold");
  el.dataset.frame = id;
  el.setAttribute("role", "group");
  name.dir = "auto";
  fold.type = "button";
  fold.tabIndex = -1;
  fold.title = "Fold the group";
  fold.setAttribute("aria-label", fold.title);
  fold.append(iconElement("minus"));
  head.append(name, size, fold);
  el.append(head);
  return { el, name, count: size };
}

function fill(card: FrameCard, frame: FrameShape, findings: (block: string) => Findings): void {
  place(card, frame);
  setText(card.name, frame.name, frame.name);
  const size = count(frame.blocks.length, "block");
  const sum = { errors: 0, warnings: 0 };
  for (const id of frame.blocks) {
    const { errors, warnings } = findings(id);
    sum.errors += errors;
    sum.warnings += warnings;
  }
  const found = findingWords(sum);
  setText(card.count, [size, ...found.slice(0, 1)].join(" · "));
  setFlag(card.el, "findings", sum.errors > 0 ? "error" : undefined);
  card.el.setAttribute("aria-label", ["Group", frame.name, size, ...found].join(", "));
}

function place({ el }: FrameCard, { rect }: FrameShape): void {
  moveTo(el, rect.x, rect.y);
  el.style.width = `${rect.w}px`;
  el.style.height = `${rect.h}px`;
}
