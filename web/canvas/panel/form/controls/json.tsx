import { useState } from "preact/hooks";
import type { Json } from "../../../model/json";
import { DraftTextArea } from "../../draft-input";
import { LargeEditor } from "../../large-editor";
import { readJson, textOf } from "../value";
import type { ControlProps } from "./types";

/** Anything as JSON text; it is sent when it can be read. On request with more room. */
export function JsonText(props: ControlProps) {
  const { label } = props.parameter;
  return (
    <>
      <JsonField {...props} />
      <div class="field-foot">
        <LargeEditor title={label}>
          {() => <JsonField {...props} id={`${props.id}-large`} label={label} />}
        </LargeEditor>
      </div>
    </>
  );
}

function JsonField(props: ControlProps) {
  const { id, describedBy, label, name, value, readOnly, onChange } = props;
  const [problem, setProblem] = useState("");
  return (
    <>
      <DraftTextArea
        id={id}
        name={name}
        {...(label === undefined ? {} : { label })}
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
      {problem && (
        <p class="field-finding severity-error" role="status">
          {problem}
        </p>
      )}
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
