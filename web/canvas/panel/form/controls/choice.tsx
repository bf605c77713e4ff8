import { useState } from "preact/hooks";
import { wireOf } from "../schema";
import { isDynamic, textOf } from "../value";
import { ShortText } from "./text";
import type { ControlProps } from "./types";

/** A fixed choice of several; where Connect allows it, an attribute instead. */
export function Choice(props: ControlProps) {
  const { id, describedBy, label, value, readOnly, invalid, onChange, parameter, required } = props;
  const text = textOf(value);
  const choices = parameter.enum ?? [];
  const isKnown = text === "" || choices.some((choice) => choice.value === text);
  return (
    <OrAttribute {...props}>
      <select
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        value={text}
        disabled={readOnly}
        onChange={({ currentTarget: { value: to } }) =>
          onChange(to === "" ? undefined : wireOf(parameter, value, to))
        }
      >
        {(!required || text === "") && <option value="">{required ? "Choose…" : "Not set"}</option>}
        {!isKnown && <option value={text}>{text} (not known to Connect)</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </OrAttribute>
  );
}

/** One of two. The file may spell them otherwise: "true" is "True". */
export function TwoWay(props: ControlProps) {
  const { id, describedBy, label, name, value, readOnly, onChange, parameter, required } = props;
  const text = textOf(value);
  const same = (one: string) => one.toLowerCase() === text.toLowerCase();
  const choices = parameter.enum ?? [];
  if (choices.length !== 2 || (text !== "" && !isDynamic(value) && !choices.some((one) => same(one.value))))
    return <Choice {...props} />;
  const options = required || text === "" ? choices : [...choices, { value: "", label: "Not set" }];
  return (
    <OrAttribute {...props}>
      <div
        class="two-way"
        id={id}
        role="radiogroup"
        aria-label={label ?? parameter.label}
        aria-describedby={describedBy}
      >
        {options.map((choice) => (
          <label key={choice.value}>
            <input
              type="radio"
              name={name}
              checked={text !== "" && same(choice.value)}
              disabled={readOnly}
              onChange={() =>
                onChange(choice.value === "" ? undefined : wireOf(parameter, value, choice.value))
              }
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </OrAttribute>
  );
}

/** Lets a fixed control give way to a reference, where Connect takes one. */
export function OrAttribute(props: ControlProps & { readonly children: preact.ComponentChildren }) {
  const { parameter, value, readOnly, children } = props;
  const [wantsAttribute, setWantsAttribute] = useState(isDynamic(value));
  const isAttribute = isDynamic(value) || (wantsAttribute && value === undefined);
  const toggle = () => {
    setWantsAttribute(!isAttribute);
    if (value !== undefined) props.onChange(undefined);
  };
  return (
    <>
      {isAttribute ? <ShortText {...props} parameter={{ ...parameter, kind: "jsonpath" }} /> : children}
      {parameter.dynamic && !readOnly && (
        <button type="button" class="linklike field-mode" onClick={toggle}>
          {isAttribute ? "Choose a fixed value" : "Use an attribute"}
        </button>
      )}
    </>
  );
}
