import { useState } from "preact/hooks";
import type { Json } from "../../model/json";
import { Icon } from "../icon";
import { Field } from "./fields";
import { type FormProps, setParameter } from "./form";
import type { Parameter } from "./forms.gen";
import { formsOf } from "./schema";
import { entriesOf } from "./value";

/** The parameters of a block as the file holds them: text as text, the rest as JSON. */
export function GenericForm({ designer, block, findings }: FormProps) {
  const { flow } = designer.session;
  const entries = entriesOf(flow.actionJson(block.id)?.get("Parameters"));
  return (
    <>
      {entries.length === 0 && <p class="empty">This block has no settings in the file.</p>}
      {entries.map(([name, value]) => (
        <div class="generic-row" key={name}>
          <Field
            name={`${block.id}/${name}`}
            parameter={parameterOf(formsOf(block.type)?.parameters ?? [], name, value)}
            value={value}
            required
            readOnly={!designer.editable}
            findings={findings.filter((finding) => finding.path.includes(`/Parameters/${name}`))}
            onChange={(to) => {
              if (to !== undefined) setParameter(designer, block.id, [name], to, name);
            }}
          />
          {designer.editable && (
            <button
              type="button"
              class="button quiet icon-only small"
              aria-label={`Remove ${name}`}
              title={`Remove ${name}`}
              onClick={() => setParameter(designer, block.id, [name], undefined, name)}
            >
              <Icon name="x" />
            </button>
          )}
        </div>
      ))}
      {designer.editable && (
        <AddParameter
          known={(formsOf(block.type)?.parameters ?? [])
            .map((one) => one.path)
            .filter((path) => !path.includes(".") && !entries.some(([name]) => name === path))}
          onAdd={(name) => setParameter(designer, block.id, [name], "", name)}
        />
      )}
    </>
  );
}

/** The catalogue's words for a parameter, with a control that fits whatever the file holds. */
function parameterOf(known: readonly Parameter[], name: string, value: Json): Parameter {
  const found = known.find((one) => one.path === name);
  const kind = typeof value === "string" ? "text" : "json";
  return {
    path: name,
    label: found?.label ?? name,
    kind,
    need: "optional",
    ...(found?.help ? { help: found.help } : {}),
  };
}

function AddParameter({
  known,
  onAdd,
}: {
  readonly known: readonly string[];
  readonly onAdd: (name: string) => void;
}) {
  const [name, setName] = useState("");
  const add = () => {
    if (name.trim() !== "") onAdd(name.trim());
    setName("");
  };
  return (
    <div class="map-row">
      <input
        list="known-parameters"
        aria-label="Name of a new setting"
        placeholder="Name of a setting"
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") add();
        }}
      />
      <datalist id="known-parameters">
        {known.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <button type="button" class="button small" disabled={name.trim() === ""} onClick={add}>
        Add
      </button>
    </div>
  );
}
