import { holds } from "../../model/catalogue";
import type { Op } from "../../model/op";
import type { Block, Output } from "../../model/types";
import type { Designer } from "../designer";
import { Icon } from "../icon";
import { ReferenceInput } from "./controls/reference-input";
import { shownIn, wireIn } from "./duration";
import type { OperandKind } from "./forms.gen";
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

/** The age of a contact is compared in milliseconds (refusals.md, condition facts); people think in seconds. */
const seconds = { name: "seconds", wire: 1000 };

/** How the operands of a block's conditions are edited; undefined: as text. */
export function operandKind(designer: Designer, block: Block): OperandKind | undefined {
  const operands = formsOf(block.type)?.operands;
  const parameters = designer.session.flow.actionJson(block.id)?.get("Parameters");
  return holds(operands?.when, parameters) ? operands?.kind : undefined;
}

export interface ConditionProps {
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
  const unit = operandKind(designer, block) === "milliseconds" ? seconds : undefined;
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
      <ReferenceInput
        key={output.key}
        name={`${block.id}/condition/${output.key}`}
        label={`Value of condition ${index + 1}`}
        value={unit ? shownIn(unit, operand) : operand}
        readOnly={readOnly}
        onBlurOnly
        placeholder={unit ? "" : (formsOf(block.type)?.operands?.hint ?? "")}
        onCommit={(text) => {
          const to = unit ? wireIn(unit, text) : text;
          if (to !== operand) change(operator, [to]);
        }}
      />
      {unit && <span class="unit">{unit.name}</span>}
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
