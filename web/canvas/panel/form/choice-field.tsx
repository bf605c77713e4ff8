import { useEffect, useState } from "preact/hooks";
import type { Op } from "../../model/op";
import { clearOps } from "./edit";
import { Findings } from "./field";
import type { ChoiceNode } from "./layout";
import { Nodes } from "./nodes";
import { itemDepth, placeOf } from "./paths";
import { startOf } from "./schema";
import { useScope } from "./scope";
import { choiceName, groupOf, setOptions } from "./shown";

/** A choice of which parameter to set, then the fields of the one that was chosen. */
export function ChoiceField({ node, keys }: { readonly node: ChoiceNode; readonly keys: readonly string[] }) {
  const scope = useScope();
  const { parameters, readOnly, found, forms } = scope;
  const group = groupOf(node, parameters, keys);
  const present = setOptions(node, parameters, keys);
  const [first] = present;
  // Emptying a field clears its parameter. It must not take the field from under the cursor.
  const [kept, setKept] = useState("");
  const firstPath = first?.path;
  useEffect(() => {
    if (firstPath !== undefined) setKept(firstPath);
  }, [firstPath]);
  if (!group) return <Nodes nodes={node.options.flatMap((option) => option.nodes)} keys={keys} />;
  const chosen = first ?? node.options.find((option) => option.path === kept);
  // The file may have several although Connect takes one: they are all shown.
  const drawn = present.length > 1 ? present : chosen ? [chosen] : [];
  const name = choiceName(node, keys);
  const choose = (path: string) => {
    const { flow } = scope.designer.session;
    const ops: Op[] = present.flatMap((option) =>
      clearOps(flow, scope.block.id, placeOf(option.path, keys), itemDepth(option.path)),
    );
    if (path !== "") {
      const place = [...placeOf(path, keys)];
      ops.push({ op: "set_parameter", id: scope.block.id, path: place, value: startOf(forms, path) });
    }
    setKept(path);
    scope.edit(ops, `Change ${node.label.toLowerCase()}`);
  };
  return (
    <fieldset class="field group-field" data-path={name} data-kind="choice">
      <legend>{node.label}</legend>
      <select
        aria-label={node.label}
        value={chosen?.path ?? ""}
        disabled={readOnly}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {(group.min === 0 || chosen === undefined) && (
          <option value="">{group.min === 0 ? "Not set" : "Choose…"}</option>
        )}
        {node.options.map((option) => (
          <option key={option.path} value={option.path}>
            {option.label}
          </option>
        ))}
      </select>
      <Findings findings={found(name)} />
      {drawn.map((option) => (
        <Nodes key={option.path} nodes={option.nodes} keys={keys} chosen={option.path} />
      ))}
    </fieldset>
  );
}
