import type { ComponentChildren } from "preact";
import { LargeEditor } from "../../large-editor";
import { wireOf } from "../schema";
import { markupProblem } from "../speech";
import { textOf } from "../value";
import { Play } from "./play";
import { ReferenceInput } from "./reference-input";
import type { ControlProps } from "./types";

/** One line: names, phone numbers, references. */
export function ShortText(props: ControlProps) {
  const { parameter, value, onChange } = props;
  return (
    <ReferenceInput
      {...props}
      value={textOf(value)}
      placeholder={placeholders[parameter.kind] ?? parameter.default ?? ""}
      inputMode={parameter.kind === "phone" && parameter.dynamic !== true ? "tel" : "text"}
      onCommit={(text) => onChange(text === "" ? undefined : wireOf(parameter, value, text))}
    />
  );
}

const placeholders: Partial<Record<string, string>> = {
  jsonpath: "$.Attributes.name",
  phone: "+442071838750",
};

/** Several lines, with a count where Connect has a limit; on request with more room. */
export function LongText(props: ControlProps) {
  const { label } = props.parameter;
  return (
    <LongField {...props}>
      <LargeEditor title={label}>
        {() => <LongField {...props} id={`${props.id}-large`} label={label} />}
      </LargeEditor>
    </LongField>
  );
}

function LongField(props: ControlProps & { readonly children?: ComponentChildren }) {
  const { parameter, value, onChange, children } = props;
  const text = textOf(value);
  const isSsml = parameter.kind === "ssml";
  const isSpoken = isSsml || spoken.test(parameter.path);
  const most = parameter.max_len ?? 0;
  const isCounted = most >= 500 || (most > 0 && text.length > most * 0.8);
  const note = isSsml ? markupProblem(text) : "";
  return (
    <>
      <ReferenceInput
        {...props}
        value={text}
        long
        code={isSsml}
        placeholder={parameter.default ?? ""}
        onCommit={(typed) => onChange(typed === "" ? undefined : wireOf(parameter, value, typed))}
      />
      <div class="field-foot">
        {isSpoken && <Play text={text} isSsml={isSsml} />}
        {isCounted && (
          <span class="field-count">
            {[...text].length.toLocaleString("en")} of {most.toLocaleString("en")}
          </span>
        )}
        {children}
      </div>
      {note !== "" && <p class="field-note">{note}</p>}
    </>
  );
}

/** Texts of this name are said to participants (MessageParticipant and all that take its parameters). */
const spoken = /(^|\.)Text$/;

/** A short text where the catalogue says nothing of a length, a longer one else. */
export function Text(props: ControlProps) {
  const { parameter, value } = props;
  const isLong = spoken.test(parameter.path) || (parameter.max_len ?? 0) >= 500 || textOf(value).length > 60;
  return isLong || textOf(value).includes("\n") ? <LongText {...props} /> : <ShortText {...props} />;
}
