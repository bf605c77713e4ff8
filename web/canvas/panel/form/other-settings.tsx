import { useId, useState } from "preact/hooks";
import type { Json } from "../../model/json";
import { words } from "../../model/outputs";
import { Icon } from "../icon";
import { Field } from "./field";
import type { ActionForms, Parameter } from "./forms.gen";
import { nameOf, type Place, valueIn } from "./paths";
import { parameterOf } from "./schema";
import { useScope } from "./scope";

/** What the file has and no field of the form shows, as it is: text as text, the rest as JSON. */
export function OtherSettings({ places }: { readonly places: readonly Place[] }) {
  const { parameters, forms, readOnly, set } = useScope();
  return (
    <>
      {places.map((place) => {
        const name = nameOf(place);
        const value = valueIn(parameters, place);
        const parameter = wordsFor(forms, place, parameters);
        return (
          <div class="other-row" key={name}>
            <Field
              parameter={parameter}
              place={place}
              value={value}
              required
              onChange={(to) => {
                if (to !== undefined) set(place, to, `Change ${name}`);
              }}
            />
            {!readOnly && (
              <button
                type="button"
                class="button quiet icon-only small"
                aria-label={`Remove ${name}`}
                title={`Remove ${name}`}
                onClick={() => set(place, undefined, `Remove ${name}`, isInList(place) ? place.length : 0)}
              >
                <Icon name="x" />
              </button>
            )}
          </div>
        );
      })}
    </>
  );
}

/** The catalogue's words for a setting, with a control that fits whatever the file holds. */
function wordsFor(forms: ActionForms, place: Place, parameters: Json | undefined): Parameter {
  const known = parameterOf(forms, nameOf(place));
  return {
    path: nameOf(place),
    label: known?.label ?? wordsOf(place, parameters),
    kind: typeof valueIn(parameters, place) === "string" ? "text" : "json",
    need: "optional",
    ...(known?.help ? { help: known.help } : {}),
  };
}

/** "Messages › 2 › Odd": items are counted from 1, as the form counts them. */
function wordsOf(place: Place, parameters: Json | undefined): string {
  return place
    .map((step, at) =>
      Array.isArray(valueIn(parameters, place.slice(0, at))) ? String(Number(step) + 1) : step,
    )
    .join(" › ");
}

function isInList(place: Place): boolean {
  return place.some((step) => /^\d+$/.test(step));
}

/** Adds a setting by its name in the file. */
export function AddSetting() {
  const { forms, parameters, set } = useScope();
  const id = useId();
  const [typed, setTyped] = useState("");
  const name = typed.trim();
  const held = parameters instanceof Map ? parameters : new Map();
  const known = forms.parameters.filter((one) => !/[.[]/.test(one.path) && !held.has(one.path));
  const isTaken = held.has(name);
  const add = () => {
    if (name === "" || isTaken) return;
    set([name], "", `Add ${words(name).toLowerCase()}`);
    setTyped("");
  };
  return (
    <div class="row">
      <input
        list={id}
        aria-label="Name of a new setting"
        placeholder="Name of a setting"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") add();
        }}
      />
      <datalist id={id}>
        {known.map((one) => (
          <option key={one.path} value={one.path} label={one.label} />
        ))}
      </datalist>
      <button type="button" class="button small" disabled={name === "" || isTaken} onClick={add}>
        Add
      </button>
    </div>
  );
}
