/**
 * One block in the DOM. A card is built once and filled again and again: the
 * pool hands it from block to block. Its parts have the sizes of
 * geometry/metrics.ts, so nothing is ever measured.
 */

import { MAX_SETTINGS } from "../geometry/metrics";
import type { Scene } from "../geometry/scene";
import { ENTRY, isLong, type Shape, type Wire } from "../geometry/shape";
import { isGroup, subtitleOf } from "../geometry/source";
import { element, moveTo, setFlag, setText } from "./dom";
import { iconElement } from "./icons";
import { badgeText, blockLabel, type Findings, noFindings, titleOf } from "./words";

/** What a card shows besides its block. */
export interface CardState {
  readonly scene: Scene;
  readonly findings: (id: string) => Findings;
  readonly selected: (id: string) => boolean;
  /** Whether it stands out, or nothing does. */
  readonly lit: (id: string) => boolean;
  /** The block that Tab enters the canvas on. */
  readonly current: string | undefined;
}

interface SettingRow {
  readonly el: HTMLElement;
  readonly label: HTMLElement;
  readonly value: HTMLElement;
}

interface BranchRow {
  readonly el: HTMLElement;
  readonly label: HTMLElement;
  readonly to: HTMLElement;
}

export class Card {
  readonly el = element("div", "cv-block");
  readonly #icon = element("span", "cv-icon");
  readonly #title = element("span", "cv-title");
  readonly #subtitle = element("span", "cv-subtitle");
  readonly #badge = element("span", "cv-badge");
  readonly #count = element("span", "cv-count");
  readonly #settings = element("div", "cv-settings");
  readonly #branches = element("div", "cv-branches");
  readonly #settingRows: SettingRow[] = [];
  readonly #branchRows: BranchRow[] = [];
  #iconName = "";

  constructor() {
    const head = element("div", "cv-head");
    const titles = element("span", "cv-titles");
    this.#title.dir = "auto";
    titles.append(this.#title, this.#subtitle);
    head.append(this.#icon, titles);
    this.el.append(
      head,
      this.#settings,
      this.#branches,
      element("span", "cv-port cv-port-in"),
      this.#count,
      this.#badge,
    );
    this.el.setAttribute("role", "group");
    this.el.setAttribute("aria-roledescription", "block");
    this.el.tabIndex = -1;
  }

  /** Shows a block, all of it. */
  fill(shape: Shape, state: CardState): void {
    const block = shape.block;
    this.el.dataset.block = shape.id;
    this.place(shape);
    this.el.style.height = `${shape.rect.h}px`;
    setFlag(this.el, "tint", shape.tint);
    setFlag(this.el, "status", block?.kind.status);
    setFlag(this.el, "group", isGroup(block) ? "" : undefined);
    this.#setIcon(shape.id === ENTRY ? "play" : (block?.kind.icon ?? ""));
    const title = block?.title ?? "Start";
    setText(this.#title, title, title);
    const subtitle = block ? subtitleOf(block) : "";
    setText(this.#subtitle, subtitle, subtitle);
    this.#fillSettings(shape);
    this.#fillBranches(shape, state);
    this.mark(shape, state);
  }

  /** Moves the card to where its block is. */
  place(shape: Shape): void {
    moveTo(this.el, shape.rect.x, shape.rect.y);
    this.el.style.zIndex = shape.layer === 0 ? "" : String(shape.layer);
  }

  /** Shows what others say of the block: findings, selection, focus, reach. */
  mark(shape: Shape, state: CardState): void {
    const findings = shape.id === ENTRY ? noFindings : state.findings(shape.id);
    const badge = badgeText(findings);
    setText(this.#badge, badge);
    setFlag(this.el, "findings", findings.errors > 0 ? "error" : badge === "" ? undefined : "warning");
    const reached = shape.id === ENTRY || state.scene.isReached(shape.id);
    setFlag(this.el, "unreached", reached ? undefined : "");
    setFlag(this.el, "entry", shape.id === ENTRY ? "" : undefined);
    setFlag(this.el, "dim", state.lit(shape.id) ? undefined : "");
    setFlag(this.el, "selected", state.selected(shape.id) ? "" : undefined);
    const inbound = state.scene.inbound(shape.id).size;
    const shared = shape.id !== ENTRY && state.scene.isShared(shape.id);
    setText(
      this.#count,
      shared ? String(inbound) : "",
      shared ? `${inbound} branches lead here: show their wires` : "",
    );
    setFlag(this.el, "wired", inbound > 0 ? "" : undefined);
    this.el.tabIndex = state.current === shape.id ? 0 : -1;
    if (state.selected(shape.id)) this.el.setAttribute("aria-current", "true");
    else this.el.removeAttribute("aria-current");
    const label = blockLabel(state.scene, shape, findings);
    if (this.el.getAttribute("aria-label") !== label) this.el.setAttribute("aria-label", label);
  }

  /** Shows a port as the one that a wire is being drawn from, or none. */
  hot(key: string | undefined): void {
    for (const row of this.#branchRows)
      setFlag(row.el, "hot", key !== undefined && row.el.dataset.key === key ? "" : undefined);
  }

  #setIcon(name: string): void {
    if (name === this.#iconName) return;
    this.#iconName = name;
    this.#icon.replaceChildren(iconElement(name));
  }

  #fillSettings(shape: Shape): void {
    const settings = shape.block?.summary.slice(0, MAX_SETTINGS) ?? [];
    const rows = fitRows(this.#settings, this.#settingRows, settings.length, newSettingRow);
    for (const [i, setting] of settings.entries()) {
      const row = rows[i]!;
      setText(row.label, setting.short, setting.label);
      setText(row.value, setting.value, `${setting.label}: ${setting.value}`);
    }
  }

  #fillBranches(shape: Shape, state: CardState): void {
    const rows = fitRows(this.#branches, this.#branchRows, shape.wires.length, newBranchRow);
    for (const [i, wire] of shape.wires.entries()) fillBranch(rows[i]!, wire, state.scene);
  }
}

function fillBranch(row: BranchRow, wire: Wire, scene: Scene): void {
  row.el.dataset.key = wire.key;
  setFlag(row.el, "tone", wire.tone);
  const wired = wire.target !== "" && scene.shapes.has(wire.target);
  setFlag(row.el, "wired", wired ? "" : wire.target === "" ? undefined : "lost");
  const label = wire.output?.label ?? "";
  setText(row.label, label, label);
  const to = wired && (wire.stub || isLong(wire)) ? titleOf(scene, wire.target) : "";
  const how = wire.stub ? "show its wires, or go there with a second click" : "go there";
  setText(row.to, to, to === "" ? "" : `Goes to ${to}: ${how}`);
  setFlag(row.to, "target", to === "" ? undefined : wire.target);
}

function newSettingRow(): SettingRow {
  const el = element("div", "cv-setting");
  const label = element("span", "cv-setting-label");
  const value = element("span", "cv-setting-value");
  value.dir = "auto";
  el.append(label, value);
  return { el, label, value };
}

function newBranchRow(): BranchRow {
  const el = element("div", "cv-branch");
  const label = element("span", "cv-branch-label");
  label.dir = "auto";
  const to = element("span", "cv-stub");
  to.dir = "auto";
  el.append(label, to, element("span", "cv-port"));
  return { el, label, to };
}

/** Makes a list hold exactly `n` rows, keeping the rows that it has. */
function fitRows<R extends { readonly el: HTMLElement }>(
  parent: HTMLElement,
  rows: R[],
  n: number,
  make: () => R,
): R[] {
  while (rows.length > n) rows.pop()!.el.remove();
  while (rows.length < n) {
    const row = make();
    rows.push(row);
    parent.append(row.el);
  }
  return rows;
}
