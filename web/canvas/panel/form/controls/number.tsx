import { useState } from "preact/hooks";
import { useDraft } from "../../draft-input";
import { shownIn, unitOf, unitsFor, wireIn } from "../duration";
import { wireOf } from "../schema";
import { textOf } from "../value";
import { OrAttribute } from "./choice";
import type { ControlProps } from "./types";

/** A whole number. */
export function Whole(props: ControlProps) {
  const { parameter, value, onChange, onTyping } = props;
  return (
    <OrAttribute {...props}>
      <NumberInput
        {...props}
        text={textOf(value)}
        placeholder={parameter.default ?? ""}
        onType={onTyping}
        onCommit={(text) => onChange(text.trim() === "" ? undefined : wireOf(parameter, value, text.trim()))}
      />
    </OrAttribute>
  );
}

/** A number and its unit; the wire keeps the unit that it has. */
export function Duration(props: ControlProps) {
  const { parameter, value, readOnly, onChange, onTyping, label } = props;
  const units = unitsFor(parameter);
  const wire = textOf(value);
  const [chosen, setChosen] = useState(() => unitOf(units, wire === "" ? (parameter.default ?? "") : wire));
  // Others may set a time that the chosen unit cannot show.
  const unit = Number.isInteger(Number(shownIn(chosen, wire))) ? chosen : unitOf(units, wire);
  const commit = (text: string) => {
    const to = wireIn(unit, text);
    onChange(to === "" ? undefined : wireOf(parameter, value, to));
  };
  return (
    <OrAttribute {...props}>
      <div class="with-unit">
        <NumberInput
          {...props}
          text={shownIn(unit, wire)}
          placeholder={shownIn(unit, parameter.default ?? "")}
          onType={(text) => onTyping(text === null ? null : wireIn(unit, text))}
          onCommit={commit}
        />
        {units.length === 1 ? (
          <span class="unit">{unit.name}</span>
        ) : (
          <select
            class="unit-choice"
            aria-label={`Unit of ${(label ?? parameter.label).toLowerCase()}`}
            value={unit.name}
            disabled={readOnly}
            onChange={({ currentTarget }) => {
              const to = units.find((one) => one.name === currentTarget.value) ?? unit;
              setChosen(to);
              const amount = shownIn(unit, wire);
              if (wire !== "") onChange(wireOf(parameter, value, wireIn(to, amount)));
            }}
          >
            {units.map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </div>
    </OrAttribute>
  );
}

interface NumberInputProps extends ControlProps {
  readonly text: string;
  readonly placeholder: string;
  readonly onType: (text: string | null) => void;
  readonly onCommit: (text: string) => void;
}

function NumberInput(props: NumberInputProps) {
  const { id, label, describedBy, readOnly, invalid, placeholder, onType } = props;
  const draft = useDraft({ name: props.name, value: props.text, onCommit: props.onCommit });
  return (
    <input
      id={id}
      class="number"
      type="text"
      inputMode="numeric"
      autocomplete="off"
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      placeholder={placeholder}
      readOnly={readOnly}
      value={draft.text}
      onInput={({ currentTarget: { value } }) => {
        draft.onInput(value);
        onType(value);
      }}
      onBlur={() => {
        draft.onBlur();
        onType(null);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}
