import { connect, ownerOf } from "../../command/edits";
import { type CatalogueAction, needOf } from "../../model/catalogue";
import type { Block, Output } from "../../model/types";
import type { Designer } from "../designer";
import { Icon } from "../icon";
import { ConditionFields } from "./conditions";
import { AddShare, RestLabel, ShareField, sharesIn } from "./share-fields";

interface BranchesProps {
  readonly designer: Designer;
  readonly block: Block;
}

/** Where each branch of a block leads, with the conditions that choose between them. */
export function Branches({ designer, block }: BranchesProps) {
  const shares = sharesIn(designer, block);
  if (block.terminal) return <p class="empty">The flow ends here: this block has no branches.</p>;
  return (
    <div class="branches">
      {block.outputs.map((output, index) => (
        <BranchRow
          key={rowKey(output, index)}
          designer={designer}
          block={block}
          output={output}
          shares={shares}
        />
      ))}
      {designer.editable &&
        canAddCondition(designer, block) &&
        (shares ? (
          <AddShare designer={designer} block={block} shares={shares} />
        ) : (
          <AddCondition designer={designer} block={block} />
        ))}
    </div>
  );
}

/** A condition's own key holds its value: under it the row would go while the value is changed. */
function rowKey({ branch, key }: Output, index: number): string {
  return branch.kind === "condition" ? `condition ${index}` : key;
}

interface RowProps extends BranchesProps {
  readonly output: Output;
  /** In percent, where the conditions are shares. */
  readonly shares: number[] | undefined;
}

function BranchRow({ designer, block, output, shares }: RowProps) {
  const { flow } = designer.session;
  const targets = [...flow.blocks()].filter((other) => other.id !== block.id);
  const isKnown = output.target === "" || flow.block(output.target) !== undefined;
  // The action that has the conditions, where the block is several.
  const owner = flow.action(ownerOf(block.id, output)) ?? block;
  const isFree = output.branch.kind === "condition" && !hasFixedConditions(owner.kind.action);
  return (
    <div class={`branch branch-${output.tone}`} data-testid="branch" data-branch={output.key}>
      <div class="branch-label">
        <span class={`branch-dot tone-${output.tone}`} aria-hidden="true" />
        {isFree && shares ? (
          <ShareField designer={designer} block={block} output={output} shares={shares} />
        ) : isFree ? (
          <ConditionFields designer={designer} block={owner} output={output} />
        ) : (
          <span>
            {shares && output.branch.error === "NoMatchingCondition" ? (
              <RestLabel output={output} shares={shares} />
            ) : (
              output.label
            )}
            {output.required && output.target === "" && <span class="field-needed"> needs a target</span>}
          </span>
        )}
      </div>
      <div class="branch-target">
        <Icon name="corner-down-right" />
        <select
          aria-label={`${output.label} leads to`}
          value={output.target}
          disabled={!designer.editable}
          onChange={(event) => {
            const target = event.currentTarget.value;
            const label = target === "" ? "Disconnect a branch" : "Connect a branch";
            designer.edit(connect(block.id, output, target), label);
          }}
        >
          <option value="">Not connected</option>
          {!isKnown && <option value={output.target}>{output.target} (no such block)</option>}
          {targets.map((other) => (
            <option key={other.id} value={other.id}>
              {other.title === other.kind.name
                ? (designer.names.value.get(other.id) ?? other.title)
                : `${other.title} — ${other.kind.name}`}
            </option>
          ))}
        </select>
        {output.target !== "" && isKnown && (
          <button
            type="button"
            class="button quiet icon-only small"
            aria-label={`Go to where ${output.label} leads`}
            onClick={() => {
              designer.selection.set([output.target]);
              designer.view.center(output.target);
            }}
          >
            <Icon name="arrow-right" />
          </button>
        )}
      </div>
    </div>
  );
}

function hasFixedConditions(action: CatalogueAction | undefined): boolean {
  return (action?.conditions.fixed ?? []).length > 0;
}

function canAddCondition(designer: Designer, block: Block): boolean {
  const action = block.kind.action;
  if (!action || hasFixedConditions(action)) return false;
  return (
    needOf(action.conditions, designer.session.flow.actionJson(block.id)?.get("Parameters")) !== "refused"
  );
}

/** Adds a condition with the next operand that is not taken yet, for the designer to change. */
function AddCondition({ designer, block }: BranchesProps) {
  const add = () => {
    const operator = block.kind.action?.conditions.operators?.[0] ?? "Equals";
    const taken = new Set(
      block.outputs.flatMap((output) =>
        output.branch.kind === "condition" ? (output.branch.operands ?? []) : [],
      ),
    );
    let next = 1;
    while (taken.has(String(next))) next++;
    designer.edit(
      [{ op: "add_condition", id: block.id, operator, operands: [String(next)], target: "" }],
      "Add a condition",
    );
  };
  return (
    <button type="button" class="button small" onClick={add}>
      <Icon name="plus" /> Add condition
    </button>
  );
}
