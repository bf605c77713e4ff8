import { useId, useState } from "preact/hooks";
import type { Json } from "../../model/json";
import type { Diagnostic } from "../../sync/types";
import { Control, isGroup } from "./controls/control";
import type { Parameter } from "./forms.gen";
import { limitedBy, limitsOf, problemOf } from "./limits";
import { nameOf, type Place } from "./paths";
import { useScope } from "./scope";
import { textOf } from "./value";

interface FieldProps {
  readonly parameter: Parameter;
  readonly place: Place;
  readonly value: Json | undefined;
  readonly required: boolean;
  readonly onChange: (value: Json | undefined) => void;
}

/** One parameter of a block: label, control, what it expects, and what the linter found. */
export function Field({ parameter: whole, place, value, required, onChange }: FieldProps) {
  const { block, readOnly, found, parameters } = useScope();
  const parameter = limitedBy(whole, parameters);
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const name = nameOf(place);
  const findings = found(name);
  const problem = typeof value === "object" ? "" : problemOf(parameter, typed ?? textOf(value));
  const isWrong = problem !== "" || findings.some((finding) => finding.severity === "error");
  const isGrouped = isGroup(parameter, value);
  return (
    <div class={isWrong ? "field field-wrong" : "field"} data-path={name} data-kind={parameter.kind}>
      <div class="field-head">
        {isGrouped ? <span class="label">{parameter.label}</span> : <label for={id}>{parameter.label}</label>}
        {!required && <span class="field-optional">optional</span>}
      </div>
      <Control
        id={id}
        name={`${block.id}/${name}`}
        describedBy={`${id}-help ${id}-found`}
        parameter={parameter}
        place={place}
        value={value}
        required={required}
        readOnly={readOnly}
        invalid={isWrong}
        onChange={onChange}
        onTyping={setTyped}
      />
      <Help id={`${id}-help`} parameter={parameter} />
      <div id={`${id}-found`} class="field-found">
        {findings.length === 0 && problem !== "" && (
          <p class="field-finding severity-error" data-testid="field-hint">
            {problem}
          </p>
        )}
        <Findings findings={findings} />
      </div>
    </div>
  );
}

/** What the field expects; its limits where the words do not say them. */
function Help({ id, parameter }: { readonly id: string; readonly parameter: Parameter }) {
  const limits = limitsOf(parameter);
  const isSaid = /\d/.test(parameter.help ?? "");
  const words = [parameter.help ?? "", limits !== "" && !isSaid ? `${limits}.` : ""].filter(
    (one) => one !== "",
  );
  if (words.length === 0) return null;
  return (
    <p class="field-help" id={id}>
      {words.join(" ")}
    </p>
  );
}

/** What was found, each sentence once: a list may have the same fault in several items. */
export function Findings({ findings }: { readonly findings: readonly Diagnostic[] }) {
  const said = new Map(findings.map((finding) => [`${finding.severity} ${finding.message}`, finding]));
  return (
    <>
      {[...said.values()].map((finding) => (
        <p
          key={`${finding.code} ${finding.path}`}
          class={`field-finding severity-${finding.severity}`}
          data-testid="field-finding"
        >
          {finding.message}
        </p>
      ))}
    </>
  );
}
