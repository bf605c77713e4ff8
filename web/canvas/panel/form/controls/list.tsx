import type { Json } from "../../../model/json";
import { Icon } from "../../icon";
import { moveItemOps, removeItemOps } from "../edit";
import { itemDepth } from "../paths";
import { itemOf } from "../schema";
import { useScope } from "../scope";
import { textOf } from "../value";
import { one } from "../words";
import { Control } from "./control";
import { fieldOf, RowTools, toolOf, useFocusNext } from "./row-tools";
import type { ControlProps } from "./types";

/** A list of scalars: boxes to tick where Connect names the items, else a row for each. */
export function ListControl(props: ControlProps) {
  return (props.parameter.enum ?? []).length > 0 ? <Boxes {...props} /> : <Rows {...props} />;
}

/** More boxes than this scroll by themselves. */
const scrolledFrom = 12;

/** Items that Connect does not know stay, and can be taken away. */
function Boxes({ id, describedBy, label, parameter, value, readOnly, onChange }: ControlProps) {
  const items: Json[] = Array.isArray(value) ? value : [];
  const choices = parameter.enum ?? [];
  const unknown = items
    .map(textOf)
    .filter((item) => !choices.some((choice) => choice.value === item))
    .map((item) => ({ value: item, label: `${item} (not known to Connect)` }));
  const tick = (item: string, isOn: boolean) => {
    const next = isOn ? [...items, item] : items.filter((one) => textOf(one) !== item);
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <fieldset
      class={choices.length > scrolledFrom ? "choices choices-many" : "choices"}
      id={id}
      aria-describedby={describedBy}
      aria-label={label ?? parameter.label}
    >
      {[...choices, ...unknown].map((choice) => (
        <label key={choice.value} class="check">
          <input
            type="checkbox"
            checked={items.some((item) => textOf(item) === choice.value)}
            disabled={readOnly}
            onChange={(event) => tick(choice.value, event.currentTarget.checked)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Rows(props: ControlProps) {
  const { id, describedBy, label, name, parameter, place, value, readOnly } = props;
  const { designer, block, isWrong, edit, set } = useScope();
  const { flow } = designer.session;
  const { root, want } = useFocusNext<HTMLFieldSetElement>();
  const items: Json[] = Array.isArray(value) ? value : [];
  const item = itemOf({ ...parameter, path: `${parameter.path}[]` });
  const what = (index: number) => `${one(parameter.label)} ${index + 1}`;
  const add = () => {
    want(fieldOf(items.length));
    set([...place, String(items.length)], "", `Add ${one(parameter.label).toLowerCase()}`);
  };
  // The way to a place is made of objects: a list has to be set as one.
  const addFirst = () => {
    want(fieldOf(0));
    set(place, [""], `Add ${one(parameter.label).toLowerCase()}`);
  };
  return (
    <fieldset
      class="rows"
      id={id}
      aria-label={label ?? parameter.label}
      aria-describedby={describedBy}
      ref={root}
    >
      {items.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no names of their own.
        <div class="row" key={index} data-row={index}>
          <Control
            {...props}
            id={`${id}-${index}`}
            label={what(index)}
            name={`${name}.${index}`}
            parameter={item}
            place={[...place, String(index)]}
            value={text}
            required
            invalid={isWrong([...place, String(index)])}
            onChange={(to) => set([...place, String(index)], to ?? "", `Change ${what(index).toLowerCase()}`)}
          />
          {!readOnly && (
            <RowTools
              what={what(index).toLowerCase()}
              index={index}
              count={items.length}
              onMove={(to) => {
                want(toolOf(to, to < index ? "up" : "down"), toolOf(to, to < index ? "down" : "up"));
                edit(moveItemOps(flow, block.id, place, index, to), "Reorder a list");
              }}
              onRemove={() => {
                want(toolOf(index, "remove"), toolOf(index - 1, "remove"), ":scope > .add");
                edit(
                  removeItemOps(flow, block.id, place, index, itemDepth(parameter.path)),
                  `Remove ${what(index).toLowerCase()}`,
                );
              }}
            />
          )}
        </div>
      ))}
      {!readOnly && (
        <button type="button" class="button small add" onClick={Array.isArray(value) ? add : addFirst}>
          <Icon name="plus" /> Add {one(parameter.label).toLowerCase()}
        </button>
      )}
    </fieldset>
  );
}
