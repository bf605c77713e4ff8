import { useRef } from "preact/hooks";
import { Icon } from "../icon";
import { Name, NameTable, NewName } from "./controls/map";
import { useFocusNext } from "./controls/row-tools";
import { Findings } from "./field";
import { Nodes, type PartProps } from "./nodes";
import { itemDepth, nameOf, placeOf, valueIn } from "./paths";
import { requiredMembers } from "./schema";
import { useScope } from "./scope";

/** A map of objects: names of the designer's own, with one value each, or a sub-form. */
export function Table({ node, keys, required }: PartProps) {
  const { block, parameters, readOnly, found } = useScope();
  if (node.kind !== "table") return null;
  const { parameter, nodes } = node;
  const place = placeOf(parameter.path, keys);
  const name = nameOf(place);
  const value = valueIn(parameters, place);
  const names =
    value instanceof Map ? [...value].filter(([, entry]) => entry instanceof Map).map(([key]) => key) : [];
  const [only] = nodes;
  const isSimple = nodes.length === 1 && only?.kind === "field";
  return (
    <div class="field" data-path={name} data-kind="map">
      <div class="field-head">
        <span class="label">{parameter.label}</span>
        {!required && <span class="field-optional">optional</span>}
      </div>
      {isSimple ? (
        <NameTable
          id={`table-${name}`}
          describedBy=""
          name={`${block.id}/${name}`}
          parameter={parameter}
          place={place}
          value={value}
          required={required}
          readOnly={readOnly}
          invalid={false}
          onChange={() => {}}
          onTyping={() => {}}
          owner={place}
          names={names}
          item={only.parameter}
          within={only.parameter.path.slice(parameter.path.length + 3).split(".")}
        />
      ) : (
        <Entries node={node} keys={keys} required={required} />
      )}
      {parameter.help && <p class="field-help">{parameter.help}</p>}
      <Findings
        findings={[name, ...names.map((key) => nameOf([...place, key]))].flatMap((one) => [...found(one)])}
      />
    </div>
  );
}

function Entries({ node, keys }: PartProps) {
  const { block, parameters, forms, readOnly, set } = useScope();
  const { root, want } = useFocusNext<HTMLDivElement>();
  const order = useRef(new Map<string, number>()).current;
  if (node.kind !== "table") return null;
  const { parameter, nodes } = node;
  const place = placeOf(parameter.path, keys);
  const value = valueIn(parameters, place);
  const held = value instanceof Map ? value : new Map();
  const what = parameter.label.toLowerCase();
  const numberOf = (key: string) => order.get(key) ?? order.set(key, order.size).size - 1;
  return (
    <div class="rows" ref={root}>
      {[...held.keys()].map((key: string, index) => (
        <fieldset class="form-item" key={numberOf(key)} data-row={index} data-kind="item">
          <legend class="visually-hidden">{key}</legend>
          <div class="form-item-head">
            <Name
              name={`${block.id}/${nameOf(place)}#${key}#name`}
              label={`Name ${index + 1}`}
              value={key}
              readOnly={readOnly}
              taken={(to) => to !== key && held.has(to)}
              onCommit={(to) => {
                order.set(to, numberOf(key));
                order.delete(key);
                set(place, new Map([...held].map(([k, v]) => [k === key ? to : k, v])), `Rename in ${what}`);
              }}
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
                  set([...place, key], undefined, `Remove from ${what}`, itemDepth(parameter.path));
                }}
              >
                <Icon name="x" />
              </button>
            )}
          </div>
          <Nodes nodes={nodes} keys={[...keys, key]} />
        </fieldset>
      ))}
      {!readOnly && (
        <NewName
          taken={(to) => held.has(to)}
          onAdd={(entries) => {
            const next = new Map(held);
            for (const [key] of entries) next.set(key, requiredMembers(forms, `${parameter.path}.*`));
            want(`[data-row="${next.size - 1}"] .field :is(input, select, textarea)`);
            set(place, next, `Add to ${what}`);
          }}
        />
      )}
    </div>
  );
}
