import { useId } from "preact/hooks";
import type { Json } from "../../model/json";
import type { Block } from "../../model/types";
import type { Designer } from "../designer";
import { Control, isGroup } from "../form/controls/control";
import type { Parameter } from "../form/forms.gen";
import { nameOf } from "../form/paths";
import { formsOf } from "../form/schema";
import { FlowContext, type Scope, ScopeContext } from "../form/scope";
import { textOf } from "../form/value";
import { count } from "../words";
import { type Common, commonOf, setAllOps } from "./common";

interface SeveralProps {
  readonly designer: Designer;
  readonly blocks: readonly Block[];
}

/** The settings that several blocks have in common: what is set is set in all of them. */
export function SeveralProperties({ designer, blocks }: SeveralProps) {
  const { flow } = designer.session;
  const common = commonOf(flow, blocks);
  if (common.length === 0) {
    return (
      <section>
        <p class="empty">
          These blocks have no settings in common. Select blocks of one kind to change them at once.
        </p>
      </section>
    );
  }
  const ids = blocks.map((block) => designer.keyOf(block.id)).join("\n");
  return (
    <FlowContext.Provider value={flow}>
      <ScopeContext.Provider value={scopeOf(designer, blocks)}>
        <section>
          <h3>Settings in common</h3>
          {common.map((one) => (
            <CommonField
              key={`${ids}\n${one.parameter.path}`}
              designer={designer}
              blocks={blocks}
              common={one}
            />
          ))}
        </section>
      </ScopeContext.Provider>
    </FlowContext.Provider>
  );
}

/** What controls see around them: the first of the blocks. Nothing of it is edited alone. */
function scopeOf(designer: Designer, [block]: readonly Block[]): Scope | undefined {
  if (!block) return undefined;
  return {
    designer,
    block,
    forms: formsOf(block.type) ?? { type: block.type, forms: {}, parameters: [] },
    parameters: designer.session.flow.actionJson(block.id)?.get("Parameters"),
    readOnly: !designer.editable,
    found: () => [],
    isWrong: () => false,
    edit: () => {},
    set: () => {},
  };
}

function CommonField({ designer, blocks, common }: SeveralProps & { readonly common: Common }) {
  const { place, required, canClear, isMixed, values } = common;
  const id = useId();
  const readOnly = !designer.editable;
  const parameter = asOneField(common.parameter, isMixed);
  const value = isMixed ? undefined : values[0];
  const set = (to: Json | undefined) => {
    const ops = setAllOps(designer.session.flow, blocks, common, to);
    const label = `Change ${parameter.label.toLowerCase()} of ${count(blocks.length, "block")}`;
    if (ops.length > 0) designer.edit(ops, label);
  };
  return (
    <div class="field" data-path={nameOf(place)} data-kind={parameter.kind}>
      <div class="field-head">
        {isGroup(parameter, value) ? (
          <span class="label">{parameter.label}</span>
        ) : (
          <label for={id}>{parameter.label}</label>
        )}
        {isMixed ? (
          <span class="badge">Mixed</span>
        ) : (
          !required && <span class="field-optional">optional</span>
        )}
      </div>
      <Control
        id={id}
        name={`${blocks.map((block) => block.id).join("|")}/${nameOf(place)}`}
        describedBy={`${id}-help`}
        parameter={parameter}
        place={place}
        value={value}
        required={required}
        readOnly={readOnly}
        invalid={false}
        onChange={set}
        onTyping={() => {}}
      />
      <div class="field-help" id={`${id}-help`}>
        {isMixed && (
          <p>
            {said(values)}{" "}
            {canClear && !readOnly && (
              <button type="button" class="linklike" onClick={() => set(undefined)}>
                Clear in all
              </button>
            )}
          </p>
        )}
        {parameter.help && <p>{parameter.help}</p>}
      </div>
    </div>
  );
}

/** A resource is named by its ARN here: the picker works on one block. Where values differ, the field says so. */
function asOneField(parameter: Parameter, isMixed: boolean): Parameter {
  const kind = parameter.kind === "resource" ? "text" : parameter.kind;
  return { ...parameter, kind, ...(isMixed ? { default: "Mixed" } : {}) };
}

/** Different values named at most. */
const namedAtMost = 3;
/** Characters of each. */
const charactersAtMost = 40;

/** "Now: “5”, “8”, not set." */
function said(values: readonly (Json | undefined)[]): string {
  const texts = [
    ...new Set(values.map((value) => (value === undefined ? "not set" : `“${clip(textOf(value))}”`))),
  ];
  const more = texts.length > namedAtMost ? ` and ${texts.length - namedAtMost} more` : "";
  return `Now: ${texts.slice(0, namedAtMost).join(", ")}${more}.`;
}

function clip(text: string): string {
  return text.length <= charactersAtMost ? text : `${text.slice(0, charactersAtMost - 1).trimEnd()}…`;
}
