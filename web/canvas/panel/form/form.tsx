import { useMemo } from "preact/hooks";
import type { Part } from "../../model/catalogue";
import { parseJson, toCanonical } from "../../model/json";
import { partsOf } from "../../model/parts";
import type { Block, FlowReader } from "../../model/types";
import type { Diagnostic } from "../../sync/types";
import type { Designer } from "../designer";
import { claim, placed } from "./claims";
import { setOps } from "./edit";
import { Findings } from "./field";
import type { ActionForms } from "./forms.gen";
import { layoutOf } from "./layout";
import { Nodes } from "./nodes";
import { AddSetting, OtherSettings } from "./other-settings";
import { othersOf } from "./others";
import { nameOf } from "./paths";
import { formsOf } from "./schema";
import { type Scope, ScopeContext } from "./scope";
import { shownNames } from "./shown";

/** Whether a parameter only says which block this is: the panel's head says it. */
function tellsKind({ kind }: Block, path: string): boolean {
  return kind.action?.blocks.some(({ when }) => when?.path === path && when.equals !== undefined) ?? false;
}

export interface FormProps {
  readonly designer: Designer;
  readonly block: Block;
  readonly findings: readonly Diagnostic[];
}

/** What an action type has that the catalogue does not know: whatever the file holds. */
const unknownForms: ActionForms = { type: "", forms: {}, parameters: [], open: true };

/** The settings of a block; of one that is several actions those of each, under what it is for. */
export function BlockForm(props: FormProps) {
  const { designer, block, findings } = props;
  const { flow } = designer.session;
  if (block.members.length === 1) return <ActionForm {...props} />;
  const actions = block.members.flatMap((id) => flow.action(id) ?? []);
  const parts = partsOf(actions);
  return (
    <>
      {actions.map((action, at) => {
        const part = parts[at];
        if (part && isAsMade(flow, action, part)) return null;
        const own = findings.filter((finding) => finding.block === action.id);
        return (
          <fieldset class="form-object" key={designer.keyOf(action.id)} data-testid="form-of-part">
            <legend>
              <strong>{part?.label ?? action.kind.name}</strong>
            </legend>
            <ActionForm {...props} block={action} part={part} findings={own} />
          </fieldset>
        );
      })}
    </>
  );
}

interface ActionFormProps extends FormProps {
  readonly part?: Part | undefined;
}

/** The parameters of a part: those that it is made with; undefined for a block's own action, which has all. */
function pathsOf(part: Part | undefined): string[] | undefined {
  const defaults = part?.defaults === undefined ? undefined : parseJson(part.defaults);
  return defaults instanceof Map ? [...defaults.keys()] : undefined;
}

/** Whether there is nothing to set: the action always holds what it was made with, and does here. */
function isAsMade(flow: FlowReader, action: Block, part: Part): boolean {
  if (part.fixed !== true) return false;
  const parameters = flow.actionJson(action.id)?.get("Parameters") ?? new Map();
  return toCanonical(parameters) === toCanonical(parseJson(part.defaults ?? "{}"));
}

/** The settings of an action: the catalogue's form, then whatever else the file has. */
function ActionForm({ designer, block, part, findings }: ActionFormProps) {
  const forms = formsOf(block.type) ?? unknownForms;
  const ofPart = useMemo(() => pathsOf(part), [part]);
  const paths = ofPart ?? forms.forms[block.kind.key];
  const nodes = useMemo(() => layoutOf(forms, paths ?? []), [forms, paths]);
  const { flow } = designer.session;
  const parameters = flow.actionJson(block.id)?.get("Parameters");
  const others = othersOf(nodes, parameters).filter((place) => !tellsKind(block, nameOf(place)));
  const about = placed(findings);
  const claimed = claim(about, shownNames(nodes, others, parameters));
  const edit: Scope["edit"] = (ops, label) => {
    if (ops.length > 0) designer.edit(ops, label);
  };
  const scope: Scope = {
    designer,
    block,
    forms,
    parameters,
    readOnly: !designer.editable,
    found: (name) => claimed.get(name) ?? [],
    isWrong: (place) =>
      about.some(
        (one) => one.finding.severity === "error" && place.every((step, at) => one.place[at] === step),
      ),
    edit,
    set: (place, value, label, depth) => edit(setOps(flow, block.id, place, value, depth), label),
  };
  const isFormed = nodes.length > 0;
  const takesMore =
    !scope.readOnly && !ofPart && (forms.open === true || (!isFormed && forms.parameters.length > 0));
  return (
    <ScopeContext.Provider value={scope}>
      <Findings findings={claimed.get("") ?? []} />
      <Nodes nodes={nodes} keys={[]} />
      {!isFormed && others.length === 0 && <p class="empty">This block has no settings in the file.</p>}
      {(others.length > 0 || takesMore) && (
        <div class="other-settings">
          {isFormed && <h4>Other settings in the file</h4>}
          <OtherSettings places={others} />
          {takesMore && <AddSetting />}
        </div>
      )}
    </ScopeContext.Provider>
  );
}
