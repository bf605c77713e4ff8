/**
 * Shares of Distribute by percentage. On the wire each condition is "less than
 * 1 plus the shares so far": 3 %, 6 % and 8 % are 4, 10 and 18, and what is
 * left goes to the default branch (refusals.md, condition facts).
 */
import type { Op } from "../../model/op";
import { conditionBranch } from "../../model/op";

/** A condition as the file has it. */
export interface ShareCondition {
  readonly operator: string;
  readonly operands: readonly string[];
}

/** The shares in percent, in order; undefined where the operands are no rising whole numbers from 1 to 101. */
export function sharesOf(conditions: readonly ShareCondition[]): number[] | undefined {
  const shares: number[] = [];
  let last = 1;
  for (const { operands } of conditions) {
    const [operand = ""] = operands;
    const at = Number(operand);
    if (operands.length !== 1 || !/^\d+$/.test(operand) || at < last || at > 101) return undefined;
    shares.push(at - last);
    last = at;
  }
  return shares;
}

export function restOf(shares: readonly number[]): number {
  return 100 - shares.reduce((sum, share) => sum + share, 0);
}

/** Why shares cannot be so, in one sentence; "" when they can. */
export function sharesProblem(shares: readonly number[]): string {
  if (shares.some((share) => !Number.isInteger(share) || share < 1))
    return "Type a whole number from 1 to 100.";
  const sum = 100 - restOf(shares);
  return sum > 100 ? `Together that is ${sum} %. Lower another share first.` : "";
}

/** The operands of shares. */
export function operandsOf(shares: readonly number[]): string[] {
  return shares.map((_, at) => String(shares.slice(0, at + 1).reduce((sum, share) => sum + share, 1)));
}

/**
 * The operations that give the conditions these operands. Each names its
 * condition as it stands when it is applied, so that operands that pass
 * through equal values on the way are not mixed up.
 */
export function rewriteOps(
  id: string,
  conditions: readonly ShareCondition[],
  operands: readonly string[],
): Op[] {
  const now = conditions.map((one) => ({ operator: one.operator, operands: [...one.operands] }));
  const ops: Op[] = [];
  now.forEach((condition, at) => {
    const to = operands[at];
    if (to === undefined || (condition.operands.length === 1 && condition.operands[0] === to)) return;
    const same = (one: ShareCondition) =>
      one.operator === condition.operator && String(one.operands) === String(condition.operands);
    const nth = now.slice(0, at).filter(same).length;
    ops.push({
      op: "set_condition",
      id,
      branch: conditionBranch(condition.operator, condition.operands, nth),
      operator: condition.operator,
      operands: [to],
    });
    condition.operands = [to];
  });
  return ops;
}
