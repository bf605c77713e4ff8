import { useMemo, useState } from "preact/hooks";
import { useDraft } from "../../draft-input";
import { matching, type Suggestion } from "../completion";
import { resourceName, resourceOps, setOps } from "../edit";
import { isOpenValue } from "../limits";
import { useModulesHere } from "../modules-here";
import { itemDepth } from "../paths";
import { isIdentified, type Resource, readResource, resourcesIn, tailOf, titleOf } from "../resources";
import { useScope } from "../scope";
import { suggestionsFor } from "../suggestions";
import { textOf } from "../value";
import { type Option, useCombobox } from "./combobox";
import type { ControlProps } from "./types";

/**
 * A resource of the instance, by name or by ARN. It offers what the flow names
 * already; a name goes to where the console keeps it.
 */
export function ResourcePicker(props: ControlProps) {
  const { id, label, describedBy, parameter, place, value, readOnly, invalid } = props;
  const { designer, block, edit } = useScope();
  const { flow } = designer.session;
  const text = textOf(value);
  const name = resourceName(flow, block.id, place);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const here = useModulesHere(designer.page.urls.modules, isOpen && parameter.resource === "module");
  const known = useMemo(() => {
    const named = isOpen ? resourcesIn(flow, parameter.resource ?? "") : [];
    return [...here, ...named.filter((one) => !here.some((other) => other.value === one.value))];
  }, [isOpen, flow, parameter.resource, here]);
  const attributes = useMemo(
    () => (isOpen && parameter.dynamic ? suggestionsFor(flow) : []),
    [isOpen, flow, parameter.dynamic],
  );
  const put = (to: { value: string; name: string }) => {
    const ops =
      to.value === ""
        ? setOps(flow, block.id, place, undefined, itemDepth(parameter.path))
        : to.name === ""
          ? setOps(flow, block.id, place, to.value)
          : resourceOps(flow, block.id, place, to.value, to.name);
    edit(ops, `Change ${parameter.label.toLowerCase()}`);
  };
  const draft = useDraft(
    {
      name: props.name,
      value: name === "" ? text : name,
      onCommit: (last) => {
        // The name that stands for the value: what is behind it stays.
        if (last !== "" && last === resourceName(flow, block.id, place)) return;
        put(readResource(last, [...here, ...resourcesIn(flow, parameter.resource ?? "")]));
      },
    },
    true,
  );
  const options = useMemo(() => optionsFor(known, attributes, typed), [known, attributes, typed]);
  const box = useCombobox({
    id,
    label: parameter.label,
    options,
    isOpen: isOpen && !readOnly,
    first: typed.startsWith("$"),
    onClose: () => setOpen(false),
    onAccept: (option) => {
      const resource = known.find((one) => one.value === option.key);
      const isSpace = resource === undefined && option.key.endsWith(".");
      setTyped(option.key);
      setOpen(isSpace);
      draft.onInput(resource?.name || option.key);
      if (isSpace) return;
      put(resource ?? { value: option.key, name: "" });
      draft.onBlur();
    },
  });
  return (
    <div class="resource">
      <div class="with-suggestions">
        <input
          id={id}
          type="text"
          role="combobox"
          aria-expanded={isOpen && options.length > 0}
          aria-label={label}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          {...box.attributes}
          autocomplete="off"
          spellcheck={false}
          readOnly={readOnly}
          placeholder={parameter.dynamic ? "Name, ARN or $.Attributes.name" : "Name or ARN"}
          value={draft.text}
          onInput={({ currentTarget: { value: to } }) => {
            draft.onInput(to);
            props.onTyping(to);
            setTyped(to);
            setOpen(true);
          }}
          onClick={() => {
            setTyped("");
            setOpen(!isOpen);
          }}
          onBlur={() => {
            setOpen(false);
            draft.onBlur();
            props.onTyping(null);
          }}
          onKeyDown={(event) => {
            if (readOnly || box.onKeyDown(event)) return;
            if (event.key === "Enter") event.currentTarget.blur();
            if (event.key === "ArrowDown" || (event.key === " " && event.ctrlKey)) {
              event.preventDefault();
              setTyped("");
              setOpen(true);
            }
          }}
        />
        {box.list}
      </div>
      {explained(text, name)}
    </div>
  );
}

/** Below the field: the ARN of what goes by a name, or that there is none. */
function explained(value: string, name: string) {
  if (value !== "" && value !== name && name !== "")
    return (
      <p class="resource-id" title={value}>
        {value}
      </p>
    );
  if (name !== "" || (value !== "" && !isIdentified(value) && !isOpenValue(value)))
    return <p class="field-note">Known by its name only. Choose it, or paste its ARN.</p>;
  return null;
}

function optionsFor(known: readonly Resource[], attributes: readonly Suggestion[], typed: string): Option[] {
  if (typed.startsWith("$"))
    return matching(attributes, typed).map(({ path, about }) => ({ key: path, title: path, detail: about }));
  const wanted = typed.trim().toLowerCase();
  return known
    .filter((one) => `${one.name} ${one.value}`.toLowerCase().includes(wanted))
    .slice(0, 40)
    .map((one) => ({
      key: one.value,
      title: titleOf(one),
      detail: one.about ?? (one.name === "" ? one.value : tailOf(one.value)),
    }));
}
