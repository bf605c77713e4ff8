import type { Op } from "../../model/op";
import type { Block, Output } from "../../model/types";
import type { Designer } from "../designer";
import { DraftInput } from "../draft-input";
import { Icon } from "../icon";
import { formsOf } from "./schema";

const operatorNames: Record<string, string> = {
  Equals: "equals",
  TextStartsWith: "starts with",
  TextEndsWith: "ends with",
  TextContains: "contains",
  NumberGreaterThan: "is greater than",
  NumberGreaterOrEqualTo: "is at least",
  NumberLessThan: "is less than",
  NumberLessOrEqualTo: "is at most",
  KeyExists: "exists",
};

interface ConditionProps {
  readonly designer: Designer;
  readonly block: Block;
  readonly output: Output;
}

/** Operator and operand of one condition, its place among the others, and its removal. */
export function ConditionFields({ designer, block, output }: ConditionProps) {
  const { branch } = output;
  const operator = branch.operator ?? "Equals";
  const operand = branch.operands?.[0] ?? "";
  const known = block.kind.action?.conditions.operators ?? ["Equals"];
  const readOnly = !designer.editable;
  const edit = (op: Op, label: string) => designer.edit([op], label);
  const change = (to: string, operands: string[]) =>
    edit({ op: "set_condition", id: block.id, branch, operator: to, operands }, "Change a condition");
  const conditions = block.outputs.filter((one) => one.branch.kind === "condition");
  const index = conditions.findIndex((one) => one.key === output.key);
  const move = (to: number) =>
    edit({ op: "move_condition", id: block.id, branch, index: to }, "Reorder conditions");
  return (
    <div class="condition">
      <select
        aria-label={`Operator of condition ${index + 1}`}
        value={operator}
        disabled={readOnly}
        onChange={(event) => change(event.currentTarget.value, branch.operands ?? [])}
      >
        {(known.includes(operator) ? known : [...known, operator]).map((one) => (
          <option key={one} value={one}>
            {operatorNames[one] ?? one}
          </option>
        ))}
      </select>
      <DraftInput
        key={output.key}
        name={`${block.id}/condition/${output.key}`}
        label={`Value of condition ${index + 1}`}
        value={operand}
        readOnly={readOnly}
        onBlurOnly
        placeholder={formsOf(block.type)?.operands?.hint ?? ""}
        onCommit={(text) => {
          if (text !== operand) change(operator, [text]);
        }}
      />
      {!readOnly && (
        <span class="condition-tools">
          <button
            type="button"
            class="button quiet icon-only small"
            aria-label={`Move condition ${index + 1} up`}
            disabled={index <= 0}
            onClick={() => move(index - 1)}
          >
            <Icon name="arrow-up" />
          </button>
          <button
            type="button"
            class="button quiet icon-only small"
            aria-label={`Move condition ${index + 1} down`}
            disabled={index === conditions.length - 1}
            onClick={() => move(index + 1)}
          >
            <Icon name="arrow-down" />
          </button>
          <button
            type="button"
            class="button quiet icon-only small"
            aria-label={`Remove condition ${index + 1}`}
            onClick={() => edit({ op: "remove_condition", id: block.id, branch }, "Remove a condition")}
          >
            <Icon name="x" />
          </button>
        </span>
      )}
    </div>
  );
}
