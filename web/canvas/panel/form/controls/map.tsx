import { useRef, useState } from "preact/hooks";
import type { Json } from "../../../model/json";
import { DraftInput } from "../../draft-input";
import { Icon } from "../../icon";
import type { Parameter } from "../forms.gen";
import { linesOf } from "../lines";
import { itemDepth, type Place, valueIn } from "../paths";
import { itemOf } from "../schema";
import { useScope } from "../scope";
import { Control } from "./control";
import { useFocusNext } from "./row-tools";
import type { ControlProps } from "./types";

/** Numbers for the rows: a row stays itself when its name is changed, also under the cursor. */
class RowNumbers {
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

/** A table of names and values: attributes, tags, inputs of a Lambda function. */
export function MapControl(props: ControlProps) {
  const { parameter, place, value } = props;
  return (
    <NameTable
      {...props}
      owner={place}
      names={value instanceof Map ? [...value.keys()] : []}
      item={itemOf({ ...parameter, path: `${parameter.path}.*` })}
      within={[]}
    />
  );
}

interface NameTableProps extends ControlProps {
  /** The object that holds the names. */
  readonly owner: Place;
  readonly names: readonly string[];
  readonly item: Parameter;
  /** From a name to the value that is edited: "Value" in {"name": {"Value": "x"}}. */
  readonly within: Place;
}

/** Names of the designer's own, each with a value. */
export function NameTable(props: NameTableProps) {
  const { id, describedBy, name, parameter, owner, names, item, within, readOnly } = props;
  const { parameters, isWrong, set } = useScope();
  const numbers = useRef(new RowNumbers()).current;
  const { root, want } = useFocusNext<HTMLFieldSetElement>();
  const depth = itemDepth(parameter.path);
  const what = parameter.label.toLowerCase();
  const addAll = (entries: readonly [string, string][]) => {
    const held = valueIn(parameters, owner);
    const next = new Map<string, Json>(held instanceof Map ? held : []);
    for (const [key, text] of entries)
      next.set(
        key,
        within.reduceRight<Json>((inner, step) => new Map([[step, inner]]), text),
      );
    set(owner, next, `Add to ${what}`);
  };
  return (
    <fieldset class="rows" id={id} aria-label={parameter.label} aria-describedby={describedBy} ref={root}>
      {names.map((key, index) => {
        const at = [...owner, key, ...within];
        return (
          <div class="row map-row" key={numbers.of(key)} data-row={index}>
            <Name
              {...{ name: `${name}#${key}#name`, label: `Name ${index + 1}`, value: key, readOnly }}
              taken={(to) => to !== key && hasName(parameters, owner, to)}
              onCommit={(to) => {
                numbers.rename(key, to);
                const held = valueIn(parameters, owner);
                if (!(held instanceof Map)) return;
                set(owner, new Map([...held].map(([k, v]) => [k === key ? to : k, v])), `Rename in ${what}`);
              }}
            />
            <Control
              {...props}
              id={`${id}-${index}`}
              label={`Value of ${key}`}
              name={`${name}#${key}`}
              parameter={item}
              place={at}
              value={valueIn(parameters, at)}
              required
              invalid={isWrong([...owner, key])}
              onChange={(to) => set(at, to ?? "", `Change ${what}`)}
            />
            {!readOnly && (
              <button
                type="button"
                class="button quiet icon-only small"
                data-tool="remove"
                aria-label={`Remove ${key}`}
                title={`Remove ${key}`}
                onClick={() => {
                  want(
                    `[data-row="${index}"] [data-tool]`,
                    `[data-row="${index - 1}"] [data-tool]`,
                    ".new-name",
                  );
                  set([...owner, key], undefined, `Remove from ${what}`, depth);
                }}
              >
                <Icon name="x" />
              </button>
            )}
          </div>
        );
      })}
      {!readOnly && (
        <NewName
          taken={(to) => hasName(parameters, owner, to)}
          onAdd={(entries) => {
            if (entries.length === 1)
              want(`[data-row="${names.length}"] > :nth-child(2) :is(input, select, textarea)`);
            addAll(entries);
          }}
        />
      )}
    </fieldset>
  );
}

function hasName(parameters: Json | undefined, owner: Place, name: string): boolean {
  const held = valueIn(parameters, owner);
  return held instanceof Map && held.has(name);
}

interface NameProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly taken: (name: string) => boolean;
  readonly onCommit: (name: string) => void;
}

export function Name({ taken, onCommit, ...rest }: NameProps) {
  const [problem, setProblem] = useState("");
  return (
    <span class="map-name" title={rest.value}>
      <DraftInput
        {...rest}
        onBlurOnly
        onCommit={(to) => {
          setProblem(taken(to) ? `“${to}” is there already: names are used once.` : "");
          if (to !== "" && to !== rest.value && !taken(to)) onCommit(to);
        }}
      />
      {problem !== "" && (
        <span class="field-finding severity-error" role="status">
          {problem}
        </span>
      )}
    </span>
  );
}

interface NewNameProps {
  readonly taken: (name: string) => boolean;
  readonly onAdd: (entries: [string, string][]) => void;
}

/** A new row. Lines of "name=value" that are pasted become a row each. */
export function NewName({ taken, onAdd }: NewNameProps) {
  const [typed, setTyped] = useState("");
  const key = typed.trim();
  const problem = key !== "" && taken(key) ? `“${key}” is there already: names are used once.` : "";
  const add = () => {
    if (key === "" || problem !== "") return;
    onAdd([[key, ""]]);
    setTyped("");
  };
  return (
    <>
      <div class="row">
        <input
          class="new-name"
          value={typed}
          placeholder="New name"
          aria-label="New name"
          aria-invalid={problem !== ""}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onPaste={(event) => {
            const entries = linesOf(event.clipboardData?.getData("text/plain") ?? "");
            if (entries.length === 0) return;
            event.preventDefault();
            onAdd(entries.filter(([name]) => !taken(name)));
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") add();
          }}
        />
        <button type="button" class="button small" onClick={add} disabled={key === "" || problem !== ""}>
          Add
        </button>
      </div>
      {problem !== "" && (
        <p class="field-finding severity-error" role="status">
          {problem}
        </p>
      )}
    </>
  );
}
