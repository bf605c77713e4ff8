import type { Json } from "../../model/json";
import { ChoiceField } from "./choice-field";
import { NameTable } from "./controls/map";
import { Field, Findings } from "./field";
import { Items } from "./items";
import type { Node } from "./layout";
import { itemDepth, nameOf, placeOf, valueIn } from "./paths";
import { useScope } from "./scope";
import { keysBelow } from "./shown";
import { Table } from "./table";
import { isRequired, isShown } from "./visibility";

export interface NodesProps {
  readonly nodes: readonly Node[];
  /** Indexes and names of the items that these nodes stand in. */
  readonly keys: readonly string[];
  /** The path that was chosen among alternatives: it has to be filled in. */
  readonly chosen?: string;
}

/** The parts of a form, in the catalogue's order. */
export function Nodes({ nodes, keys, chosen = "" }: NodesProps) {
  return (
    <>
      {nodes.map((node) =>
        node.kind === "choice" ? (
          <ChoiceField key={node.label} node={node} keys={keys} />
        ) : (
          <NodeView key={node.parameter.path} node={node} keys={keys} chosen={chosen} />
        ),
      )}
    </>
  );
}

interface NodeProps {
  readonly node: Exclude<Node, { kind: "choice" }>;
  readonly keys: readonly string[];
  readonly chosen: string;
}

function NodeView({ node, keys, chosen }: NodeProps) {
  const { parameters, forms } = useScope();
  const { parameter } = node;
  if (node.kind === "rest") return <Rest node={node} keys={keys} />;
  if (!isShown(parameter, parameters, keys)) return null;
  const value = valueIn(parameters, placeOf(parameter.path, keys));
  const required = parameter.path === chosen || isRequired(forms, parameter, parameters, keys);
  if (node.kind === "field" || !fits(node.kind, value))
    return <ParameterField node={node} keys={keys} required={required} />;
  if (node.kind === "list") return <Items node={node} keys={keys} required={required} />;
  if (node.kind === "table") return <Table node={node} keys={keys} required={required} />;
  return <ObjectFields node={node} keys={keys} required={required} />;
}

/** Whether the file has what a part of the form draws; else it is edited as it is. */
function fits(kind: "object" | "list" | "table", value: Json | undefined): boolean {
  if (value === undefined) return true;
  return kind === "list" ? Array.isArray(value) : value instanceof Map;
}

type Drawn = Extract<Node, { parameter: unknown }>;

export interface PartProps {
  readonly node: Drawn;
  readonly keys: readonly string[];
  readonly required: boolean;
}

function ParameterField({ node: { parameter }, keys, required }: PartProps) {
  const { parameters, set } = useScope();
  const place = placeOf(parameter.path, keys);
  return (
    <Field
      parameter={parameter}
      place={place}
      value={valueIn(parameters, place)}
      required={required}
      onChange={(to) => set(place, to, `Change ${parameter.label.toLowerCase()}`, itemDepth(parameter.path))}
    />
  );
}

/** The members of an object, under its name. */
function ObjectFields({ node, keys, required }: PartProps) {
  const { found } = useScope();
  if (node.kind !== "object") return null;
  const { parameter, nodes } = node;
  const name = nameOf(placeOf(parameter.path, keys));
  return (
    <fieldset class="form-object" data-path={name} data-kind="object">
      <legend>
        {parameter.label} {!required && <span class="field-optional">optional</span>}
      </legend>
      {parameter.help && <p class="field-help">{parameter.help}</p>}
      <Findings findings={found(name)} />
      <Nodes nodes={nodes} keys={keys} />
    </fieldset>
  );
}

/** The members of an object that the form does not name. */
function Rest({ node, keys }: { readonly node: Drawn; readonly keys: readonly string[] }) {
  const { block, parameters, readOnly, found } = useScope();
  if (node.kind !== "rest") return null;
  const { parameter, named } = node;
  const place = placeOf(parameter.path, keys);
  const owner = place.slice(0, -1);
  const name = nameOf(place);
  return (
    <div class="field" data-path={name} data-kind="map">
      <div class="field-head">
        <span class="label">{parameter.label}</span>
        <span class="field-optional">optional</span>
      </div>
      <NameTable
        id={`rest-${name}`}
        describedBy=""
        name={`${block.id}/${name}`}
        parameter={parameter}
        place={place}
        value={undefined}
        required={false}
        readOnly={readOnly}
        invalid={false}
        onChange={() => {}}
        onTyping={() => {}}
        owner={owner}
        names={keysBelow(valueIn(parameters, owner)).filter((key) => !named.has(key))}
        item={parameter}
        within={[]}
      />
      {parameter.help && <p class="field-help">{parameter.help}</p>}
      <Findings findings={found(name)} />
    </div>
  );
}
