/** What the canvas says about a block, to eyes and to screen readers. */

import type { Scene } from "../geometry/scene";
import type { Shape } from "../geometry/shape";

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

/** "1 error", "3 branches". */
export function count(n: number, word: string): string {
  const plural = word.endsWith("ch") ? `${word}es` : `${word}s`;
  return `${n} ${n === 1 ? word : plural}`;
}

/** "Play prompt, Welcome, 2 branches, 1 error": the name of a block for assistive technology. */
export function blockLabel(shape: Shape, findings: Findings, reached: boolean): string {
  const block = shape.block;
  if (!block) return "Entry point";
  const parts = [block.kind.status === "known" ? block.kind.name : `Unknown block ${block.type}`];
  if (block.title !== block.kind.name && block.title !== block.type) parts.push(block.title);
  parts.push(block.outputs.length === 0 ? "ends the flow" : count(block.outputs.length, "branch"));
  if (findings.errors > 0) parts.push(count(findings.errors, "error"));
  if (findings.warnings > 0) parts.push(count(findings.warnings, "warning"));
  if (!reached) parts.push("not reached");
  return parts.join(", ");
}

/** The title of the block with this identifier, as branches name it. */
export function titleOf(scene: Scene, id: string): string {
  return scene.shapes.get(id)?.block?.title ?? id;
}
