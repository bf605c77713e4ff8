import { useId, useState } from "preact/hooks";
import type { Json } from "../../model/json";
import type { Diagnostic } from "../../sync/types";
import { DraftInput, DraftTextArea } from "../draft-input";
import type { Parameter } from "./forms.gen";
import { ListField } from "./list-field";
import { MapField } from "./map-field";
import { isDynamic, readJson, textOf } from "./value";

export interface FieldProps {
  /** Unique in the flow: the block and the path. */
  readonly name: string;
  readonly parameter: Parameter;
  readonly value: Json | undefined;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly findings: readonly Diagnostic[];
  /** undefined clears the parameter. */
  readonly onChange: (value: Json | undefined) => void;
}

/** One parameter of a block: label, control, what it expects, and what the linter found. */
export function Field(props: FieldProps) {
  const { parameter, required, findings } = props;
  const id = useId();
  const hint = `${id}-hint`;
  const found = `${id}-found`;
  return (
    <div class={findings.length > 0 ? "field field-wrong" : "field"} data-path={parameter.path}>
      <div class="field-head">
        <label for={id}>{parameter.label}</label>
        {!required && <span class="field-optional">optional</span>}
      </div>
      <Control {...props} id={id} describedBy={`${hint} ${found}`} />
      {parameter.help && (
        <p class="field-help" id={hint}>
          {parameter.help}
        </p>
      )}
      <div id={found}>
        {findings.map((finding) => (
          <p
            key={finding.code}
            class={`field-finding severity-${finding.severity}`}
            data-testid="field-finding"
          >
            {finding.message}
          </p>
        ))}
      </div>
    </div>
  );
}

interface ControlProps extends FieldProps {
  readonly id: string;
  readonly describedBy: string;
}

type Control = (props: ControlProps) => preact.JSX.Element;

/** One control for each kind of parameter; kinds without one are edited as text. */
const controls: Partial<Record<Parameter["kind"], Control>> = {
  text: LongText,
  ssml: LongText,
  enum: Choice,
  bool: Choice,
  integer: Whole,
  duration: Whole,
  map: MapField,
  list: ListField,
  json: JsonText,
  object: JsonText,
};

function Control(props: ControlProps) {
  const { value, parameter } = props;
  const plain =
    value === undefined ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean";
  const fits = plain || parameter.kind === "map" || parameter.kind === "list";
  const Kind = fits ? (controls[parameter.kind] ?? ShortText) : JsonText;
  return <Kind {...props} />;
}

function fromText(text: string): Json | undefined {
  return text === "" ? undefined : text;
}

function ShortText({ id, describedBy, name, value, readOnly, onChange, parameter }: ControlProps) {
  return (
    <DraftInput
      id={id}
      name={name}
      describedBy={describedBy}
      value={textOf(value)}
      readOnly={readOnly}
      placeholder={placeholderOf(parameter)}
      onCommit={(text) => onChange(fromText(text))}
    />
  );
}

function LongText({ id, describedBy, name, value, readOnly, onChange, parameter }: ControlProps) {
  return (
    <DraftTextArea
      id={id}
      name={name}
      describedBy={describedBy}
      value={textOf(value)}
      readOnly={readOnly}
      code={parameter.kind === "ssml"}
      onCommit={(text) => onChange(fromText(text))}
    />
  );
}

function Whole({ id, describedBy, name, value, readOnly, onChange, parameter }: ControlProps) {
  return (
    <div class="with-unit">
      <DraftInput
        id={id}
        name={name}
        describedBy={describedBy}
        value={textOf(value)}
        readOnly={readOnly}
        inputMode={parameter.dynamic ? "text" : "numeric"}
        placeholder={placeholderOf(parameter)}
        onCommit={(text) => onChange(fromText(text.trim()))}
      />
      {parameter.kind === "duration" && <span class="unit">seconds</span>}
    </div>
  );
}

/** A fixed choice; where Connect allows it, an attribute instead. */
function Choice(props: ControlProps) {
  const { id, describedBy, value, readOnly, onChange, parameter, required } = props;
  const [attribute, setAttribute] = useState(isDynamic(value));
  const text = textOf(value);
  const choices = parameter.enum ?? [];
  const isKnown = text === "" || choices.some((choice) => choice.value === text);
  return (
    <>
      {attribute ? (
        <ShortText {...props} />
      ) : (
        <select
          id={id}
          aria-describedby={describedBy}
          value={text}
          disabled={readOnly}
          onChange={(event) => onChange(fromText(event.currentTarget.value))}
        >
          {(!required || text === "") && <option value="">{required ? "Choose…" : "Not set"}</option>}
          {!isKnown && <option value={text}>{text} (not known to Connect)</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
      {parameter.dynamic && !readOnly && (
        <button type="button" class="linklike field-mode" onClick={() => setAttribute(!attribute)}>
          {attribute ? "Choose a fixed value" : "Use an attribute"}
        </button>
      )}
    </>
  );
}

/** Anything as JSON text; it is sent when it can be read. */
export function JsonText({ id, describedBy, name, value, readOnly, onChange }: ControlProps) {
  const [problem, setProblem] = useState("");
  return (
    <>
      <DraftTextArea
        id={id}
        name={name}
        describedBy={describedBy}
        value={textOf(value)}
        readOnly={readOnly}
        code
        onCommit={(text) => {
          const read = readJsonOrText(text, value);
          setProblem("problem" in read ? read.problem : "");
          if ("value" in read) onChange(read.value);
        }}
      />
      {problem && <p class="field-finding severity-error">{problem}</p>}
    </>
  );
}

/** A parameter that held plain text is typed as plain text; anything else as JSON. */
function readJsonOrText(
  text: string,
  before: Json | undefined,
): { value: Json | undefined } | { problem: string } {
  if (text === "") return { value: undefined };
  const looksLikeJson = /^\s*[[{]/.test(text);
  if (typeof before === "string" || (before === undefined && !looksLikeJson)) return { value: text };
  return readJson(text);
}

function placeholderOf(parameter: Parameter): string {
  if (parameter.resource) return parameter.dynamic ? "ARN, or $.Attributes.name" : "ARN";
  if (parameter.kind === "jsonpath") return "$.Attributes.name";
  return parameter.default ?? "";
}
