import { useRef, useState } from "preact/hooks";
import type { Json, JsonObject } from "../../model/json";
import { DraftInput } from "../draft-input";
import { Icon } from "../icon";
import type { FieldProps } from "./fields";
import { entriesOf, textOf } from "./value";

/** Numbers for the rows: a row stays itself when its name is changed, also under the cursor. */
class Rows {
  private readonly numbers = new Map<string, number>();
  private last = 0;

  of(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, ++this.last);
    return this.last;
  }

  rename(from: string, to: string): void {
    this.numbers.set(to, this.of(from));
    this.numbers.delete(from);
  }
}

/** A table of names and texts: attributes, tags, inputs of a Lambda function. */
export function MapField({ id, name, value, readOnly, onChange }: FieldProps & { readonly id: string }) {
  const [adding, setAdding] = useState("");
  const rows = useRef(new Rows()).current;
  const entries = entriesOf(value);
  const put = (next: [string, Json][]) =>
    onChange(next.length === 0 ? undefined : (new Map(next) as JsonObject));
  const add = () => {
    const key = adding.trim();
    if (key === "" || entries.some(([existing]) => existing === key)) return;
    put([...entries, [key, ""]]);
    setAdding("");
  };
  return (
    <div class="map-field">
      {entries.map(([key, text], index) => (
        <div class="map-row" key={rows.of(key)}>
          <DraftInput
            name={`${name}#${key}#name`}
            label={`Name ${index + 1}`}
            value={key}
            readOnly={readOnly}
            onBlurOnly
            onCommit={(to) => {
              if (to === "" || entries.some(([existing]) => existing === to)) return;
              rows.rename(key, to);
              put(entries.map((entry, at) => (at === index ? [to, entry[1]] : entry)));
            }}
          />
          <DraftInput
            name={`${name}#${key}`}
            label={`Value of ${key}`}
            value={textOf(text)}
            readOnly={readOnly}
            placeholder="Text or $.Attributes.name"
            onCommit={(to) => put(entries.map((entry, at) => (at === index ? [entry[0], to] : entry)))}
          />
          {!readOnly && (
            <button
              type="button"
              class="button quiet icon-only small"
              aria-label={`Remove ${key}`}
              onClick={() => put(entries.filter((_, at) => at !== index))}
            >
              <Icon name="x" />
            </button>
          )}
        </div>
      ))}
      {!readOnly && (
        <div class="map-row">
          <input
            id={id}
            value={adding}
            placeholder="New name"
            aria-label="New name"
            onInput={(event) => setAdding(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") add();
            }}
          />
          <button type="button" class="button small" onClick={add} disabled={adding.trim() === ""}>
            Add
          </button>
        </div>
      )}
    </div>
  );
}
