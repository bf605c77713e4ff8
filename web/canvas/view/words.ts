/** What the canvas says about a block, to eyes and to screen readers. */

import type { Scene } from "../geometry/scene";
import type { Shape } from "../geometry/shape";
import { isGroup } from "../geometry/source";

/** How many findings of each kind a block has. */
export interface Findings {
  readonly errors: number;
  readonly warnings: number;
}

export const noFindings: Findings = { errors: 0, warnings: 0 };

/** "2 errors", "1 warning": the graver kind only; "" without findings. */
export function badgeText(findings: Findings): string {
  if (findings.errors > 0) return count(findings.errors, "error");
  if (findings.warnings > 0) return count(findings.warnings, "warning");
  return "";
}

/** "2 errors" and "1 warning", of each kind that there is. */
export function findingWords({ errors, warnings }: Findings): string[] {
  const words = [count(errors, "error"), count(warnings, "warning")];
  return words.filter((_, kind) => (kind === 0 ? errors : warnings) > 0);
}

/** "1 error", "3 branches". */
export function count(n: number, word: string): string {
  const plural = word.endsWith("ch") ? `${word}es` : `${word}s`;
  return `${n} ${n === 1 ? word : plural}`;
}

/**
 * The name of a block for assistive technology: "Play prompt, Welcome, 2
 * branches, 1 error, connects to Menu and Goodbye".
 */
export function blockLabel(scene: Scene, shape: Shape, findings: Findings): string {
  const block = shape.block;
  if (!block) return ["Entry point", ...connections(scene, shape)].join(", ");
  const parts = [block.kind.status === "known" ? block.kind.name : `Unknown block ${block.type}`];
  if (block.title !== block.kind.name && block.title !== block.type) parts.push(block.title);
  if (isGroup(block)) parts.push(block.summary[0]?.value ?? "");
  else parts.push(block.outputs.length === 0 ? "ends the flow" : count(block.outputs.length, "branch"));
  parts.push(...findingWords(findings));
  if (!scene.isReached(shape.id)) parts.push("not reached");
  return [...parts, ...connections(scene, shape)].join(", ");
}

/** Targets that are named: more take too long to hear. */
const namedAtMost = 4;

/** "connects to Menu, Queue and 3 more", each target once; nothing where no branch leads to a block. */
function connections(scene: Scene, { wires }: Shape): string[] {
  const targets = new Set(wires.map((wire) => wire.target).filter((id) => id !== "" && scene.shapes.has(id)));
  const titles = [...targets].map((id) => titleOf(scene, id));
  if (titles.length === 0) return [];
  const named = titles.length > namedAtMost ? titles.slice(0, namedAtMost - 1) : titles;
  const more = titles.length - named.length;
  return [`connects to ${listed(more > 0 ? [...named, `${more} more`] : named)}`];
}

/** "a", "a and b", "a, b and c". */
function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** Which branch was followed, where there are several: "In hours, branch 1 of 3". "" where it is the only one. */
export function stepWords(
  scene: Scene,
  { from, key }: { readonly from: string; readonly key: string },
): string {
  const wires = scene.shapes.get(from)?.wires ?? [];
  const at = wires.findIndex((wire) => wire.key === key);
  const label = wires[at]?.output?.label;
  return wires.length < 2 || label === undefined ? "" : `${label}, branch ${at + 1} of ${wires.length}`;
}

/** The title of the block with this identifier, as branches name it. */
export function titleOf(scene: Scene, id: string): string {
  return scene.shapes.get(id)?.block?.title ?? id;
}
