import { useState } from "preact/hooks";
import type { Op } from "../../model/op";
import type { Block, Output } from "../../model/types";
import type { Designer } from "../designer";
import { DraftInput } from "../draft-input";
import { Icon } from "../icon";
import { type ConditionProps, operandKind } from "./conditions";
import { operandsOf, restOf, rewriteOps, type ShareCondition, sharesOf, sharesProblem } from "./shares";

/** The shares of a block that distributes by percentage; undefined for other blocks, and for operands that are no shares. */
export function sharesIn(designer: Designer, block: Block): number[] | undefined {
  return operandKind(designer, block) === "share" ? sharesOf(conditionsOf(block)) : undefined;
}

function conditionsOf(block: Block): ShareCondition[] {
  return block.outputs
    .filter((one) => one.branch.kind === "condition")
    .map(({ branch }) => ({ operator: branch.operator ?? "", operands: branch.operands ?? [] }));
}

/** One share in percent. The others keep theirs: the rest takes the difference. */
export function ShareField({
  designer,
  block,
  output,
  shares,
}: ConditionProps & { readonly shares: number[] }) {
  const [problem, setProblem] = useState("");
  const conditions = block.outputs.filter((one) => one.branch.kind === "condition");
  const index = conditions.findIndex((one) => one.key === output.key);
  const readOnly = !designer.editable;
  const change = (text: string) => {
    const next = shares.with(index, /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN);
    const why = sharesProblem(next);
    setProblem(why);
    if (why !== "") return;
    designer.edit(rewriteOps(block.id, conditionsOf(block), operandsOf(next)), "Change a share");
  };
  const remove = () => {
    const left = shares.toSpliced(index, 1);
    const ops: Op[] = [{ op: "remove_condition", id: block.id, branch: output.branch }];
    ops.push(...rewriteOps(block.id, conditionsOf(block).toSpliced(index, 1), operandsOf(left)));
    designer.edit(ops, "Remove a share");
  };
  return (
    <div class="share">
      <DraftInput
        name={`${block.id}/share/${index}`}
        label={`Share ${index + 1} in percent`}
        value={String(shares[index] ?? "")}
        readOnly={readOnly}
        inputMode="numeric"
        onBlurOnly
        onCommit={change}
      />
      <span class="unit">%</span>
      {!readOnly && (
        <button
          type="button"
          class="button quiet icon-only small"
          aria-label={`Remove share ${index + 1}`}
          title={`Remove share ${index + 1}`}
          onClick={remove}
        >
          <Icon name="x" />
        </button>
      )}
      {problem !== "" && (
        <p class="field-finding severity-error" role="status">
          {problem}
        </p>
      )}
    </div>
  );
}

/** What the default branch of shares is called. */
export function RestLabel({
  output,
  shares,
}: {
  readonly output: Output;
  readonly shares: readonly number[];
}) {
  const rest = restOf(shares);
  return (
    <span>
      {output.label} <span class="unit">{rest} %, together 100 %</span>
    </span>
  );
}

/** Adds a share: half of what is left. */
export function AddShare({
  designer,
  block,
  shares,
}: Omit<ConditionProps, "output"> & { readonly shares: number[] }) {
  const rest = restOf(shares);
  const add = () => {
    const operand = operandsOf([...shares, Math.ceil(rest / 2)]).at(-1) ?? "";
    const operator = block.kind.action?.conditions.operators?.[0] ?? "NumberLessThan";
    designer.edit(
      [{ op: "add_condition", id: block.id, operator, operands: [operand], target: "" }],
      "Add a share",
    );
  };
  return (
    <button
      type="button"
      class="button small"
      disabled={rest < 1}
      title={rest < 1 ? "Nothing is left to share: lower another share first." : ""}
      onClick={add}
    >
      <Icon name="plus" /> Add share
    </button>
  );
}
