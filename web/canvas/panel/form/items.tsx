import { useRef } from "preact/hooks";
import { Icon } from "../icon";
import { fieldOf, RowTools, toolOf, useFocusNext } from "./controls/row-tools";
import { moveItemOps, removeItemOps } from "./edit";
import { Findings } from "./field";
import { Nodes, type PartProps } from "./nodes";
import { itemDepth, nameOf, placeOf, valueIn } from "./paths";
import { requiredMembers } from "./schema";
import { useScope } from "./scope";
import { one } from "./words";

/** Numbers for the items of a list, which have no names: an item stays itself when it is moved here. */
class ItemNumbers {
  private numbers: number[] = [];
  private last = 0;

  of(length: number): readonly number[] {
    while (this.numbers.length < length) this.numbers.push(++this.last);
    this.numbers.length = length;
    return this.numbers;
  }

  move(from: number, to: number): void {
    this.numbers.splice(to, 0, ...this.numbers.splice(from, 1));
  }

  remove(index: number): void {
    this.numbers.splice(index, 1);
  }
}

/** A list of objects: a sub-form for each. */
export function Items({ node, keys, required }: PartProps) {
  const { designer, block, parameters, forms, readOnly, found, edit, set } = useScope();
  const numbers = useRef(new ItemNumbers()).current;
  const { root, want } = useFocusNext<HTMLDivElement>();
  if (node.kind !== "list") return null;
  const { parameter, nodes } = node;
  const { flow } = designer.session;
  const place = placeOf(parameter.path, keys);
  const value = valueIn(parameters, place);
  const items = Array.isArray(value) ? value : [];
  const what = (index: number) => `${one(parameter.label)} ${index + 1}`;
  const add = () => {
    want(fieldOf(items.length));
    const item = requiredMembers(forms, `${parameter.path}[]`);
    // The way to a place is made of objects: a list has to be set as one.
    if (Array.isArray(value))
      set([...place, String(items.length)], item, `Add ${what(items.length).toLowerCase()}`);
    else set(place, [item], `Add ${what(0).toLowerCase()}`);
  };
  return (
    <fieldset class="form-list" data-path={nameOf(place)} data-kind="list">
      <legend>
        {parameter.label} {!required && <span class="field-optional">optional</span>}
      </legend>
      {parameter.help && <p class="field-help">{parameter.help}</p>}
      <Findings findings={found(nameOf(place))} />
      <div class="rows" ref={root}>
        {numbers.of(items.length).map((number, index) => (
          <fieldset
            class="form-item"
            key={number}
            data-row={index}
            data-path={nameOf([...place, String(index)])}
            data-kind="item"
          >
            <legend class="visually-hidden">{what(index)}</legend>
            <div class="form-item-head">
              <span aria-hidden="true">{what(index)}</span>
              {!readOnly && (
                <RowTools
                  what={what(index).toLowerCase()}
                  index={index}
                  count={items.length}
                  onMove={(to) => {
                    numbers.move(index, to);
                    want(toolOf(to, to < index ? "up" : "down"), toolOf(to, to < index ? "down" : "up"));
                    edit(
                      moveItemOps(flow, block.id, place, index, to),
                      `Reorder ${parameter.label.toLowerCase()}`,
                    );
                  }}
                  onRemove={() => {
                    numbers.remove(index);
                    want(toolOf(index, "remove"), toolOf(index - 1, "remove"), ":scope > .add");
                    edit(
                      removeItemOps(flow, block.id, place, index, itemDepth(parameter.path)),
                      `Remove ${what(index).toLowerCase()}`,
                    );
                  }}
                />
              )}
            </div>
            <Findings findings={found(nameOf([...place, String(index)]))} />
            <Nodes nodes={nodes} keys={[...keys, String(index)]} />
          </fieldset>
        ))}
        {!readOnly && (
          <button type="button" class="button small add" onClick={add}>
            <Icon name="plus" /> Add {one(parameter.label).toLowerCase()}
          </button>
        )}
      </div>
    </fieldset>
  );
}
