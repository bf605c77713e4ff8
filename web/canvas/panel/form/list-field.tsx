import { DraftTextArea } from "../draft-input";
import type { FieldProps } from "./fields";
import { itemsOf } from "./value";

/** A list: boxes to tick where Connect names the items, else one item a line. */
export function ListField(props: FieldProps & { readonly id: string; readonly describedBy: string }) {
  const { id, describedBy, name, parameter, value, readOnly, onChange } = props;
  const items = itemsOf(value);
  const put = (next: string[]) => onChange(next.length === 0 ? undefined : next);
  if (!parameter.enum || parameter.enum.length === 0) {
    return (
      <DraftTextArea
        id={id}
        name={name}
        describedBy={describedBy}
        value={items.join("\n")}
        readOnly={readOnly}
        onCommit={(text) => put(text.split("\n").filter((line) => line !== ""))}
      />
    );
  }
  return (
    <fieldset class="choices" id={id} aria-describedby={describedBy} aria-label={parameter.label}>
      {parameter.enum.map((choice) => (
        <label key={choice.value} class="check">
          <input
            type="checkbox"
            checked={items.includes(choice.value)}
            disabled={readOnly}
            onChange={(event) =>
              put(
                event.currentTarget.checked
                  ? [...items, choice.value]
                  : items.filter((item) => item !== choice.value),
              )
            }
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
