import { useEffect, useState } from "preact/hooks";
import * as edits from "../../command/edits";
import { holds, needOf } from "../../model/catalogue";
import type { Json } from "../../model/json";
import type { Op } from "../../model/op";
import type { Block, FlowReader } from "../../model/types";
import type { Diagnostic } from "../../sync/types";
import type { Designer } from "../designer";
import { Field } from "./fields";
import type { ActionForms, Group, Parameter } from "./forms.gen";
import { GenericForm } from "./generic-form";
import { formsOf } from "./schema";
import { pathOf } from "./value";

export interface FormProps {
  readonly designer: Designer;
  readonly block: Block;
  readonly findings: readonly Diagnostic[];
}

/** The settings of a block: the catalogue's form where there is one, else one over the JSON. */
export function BlockForm(props: FormProps) {
  const action = formsOf(props.block.type);
  const paths = action?.forms[props.block.kind.key] ?? [];
  if (!action || paths.length === 0) return <GenericForm {...props} />;
  return <CatalogueForm {...props} action={action} paths={paths} />;
}

interface CatalogueFormProps extends FormProps {
  readonly action: ActionForms;
  readonly paths: readonly string[];
}

function CatalogueForm(props: CatalogueFormProps) {
  const { action, paths, designer, block } = props;
  const parameters = designer.session.flow.actionJson(block.id)?.get("Parameters");
  const groups = choicesOf(action, parameters);
  const shownGroups = new Set<Group>();
  return (
    <>
      {paths.map((path) => {
        const parameter = action.parameters.find((one) => one.path === path);
        if (!parameter) return null;
        const group = groups.find((one) => one.paths.some((member) => isWithin(path, member)));
        if (!group) return <ParameterField key={path} {...props} parameter={parameter} />;
        if (shownGroups.has(group)) return null;
        shownGroups.add(group);
        return <GroupField key={group.label} {...props} group={group} />;
      })}
    </>
  );
}

/**
 * The groups of which at most one may be set: a choice between them. Of
 * several with one label the first that the parameters allow counts.
 */
function choicesOf(action: ActionForms, parameters: Json | undefined): Group[] {
  const byLabel = new Map<string, Group>();
  for (const group of action.one_of ?? []) {
    const isChoice = group.max === 1 && group.paths.length > 1;
    if (isChoice && !byLabel.has(group.label) && holds(group.when, parameters))
      byLabel.set(group.label, group);
  }
  return [...byLabel.values()];
}

function isWithin(path: string, owner: string): boolean {
  return path === owner || path.startsWith(`${owner}.`);
}

interface GroupFieldProps extends CatalogueFormProps {
  readonly group: Group;
}

/** A choice of which parameter to set, then the field of the one that was chosen. */
function GroupField(props: GroupFieldProps) {
  const { group, action, paths, designer, block } = props;
  const { flow } = designer.session;
  const present = group.paths.find((path) => flow.parameter(block.id, pathOf(path)) !== undefined);
  // Emptying a field clears its parameter. It must not take the field from under the cursor.
  const [kept, setKept] = useState("");
  useEffect(() => {
    if (present !== undefined) setKept(present);
  }, [present]);
  const chosen = present ?? (kept === "" ? undefined : kept);
  const label = (path: string) => action.parameters.find((one) => one.path === path)?.label ?? path;
  const choose = (path: string) => {
    const ops: Op[] = [];
    if (present !== undefined) ops.push({ op: "clear_parameter", id: block.id, path: pathOf(present) });
    if (path !== "")
      ops.push({ op: "set_parameter", id: block.id, path: pathOf(path), value: emptyOf(action, path) });
    setKept(path);
    designer.edit(ops, `Change ${group.label.toLowerCase()}`);
  };
  return (
    <fieldset class="group-field">
      <legend>{group.label}</legend>
      <select
        aria-label={group.label}
        value={chosen ?? ""}
        disabled={!designer.editable}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {(group.min === 0 || chosen === undefined) && (
          <option value="">{group.min === 0 ? "Not set" : "Choose…"}</option>
        )}
        {group.paths.map((path) => (
          <option key={path} value={path}>
            {label(path)}
          </option>
        ))}
      </select>
      {chosen !== undefined &&
        paths
          .filter((path) => isWithin(path, chosen))
          .map((path) => action.parameters.find((one) => one.path === path))
          .map(
            (parameter) =>
              parameter && (
                <ParameterField
                  key={parameter.path}
                  {...props}
                  parameter={parameter}
                  isChosen={parameter.path === chosen}
                />
              ),
          )}
    </fieldset>
  );
}

/** What a parameter holds right after it was chosen, before anything was typed. */
function emptyOf(action: ActionForms, path: string): Json {
  const parameter = action.parameters.find((one) => one.path === path);
  if (parameter?.kind === "object" || parameter?.kind === "map") return new Map();
  if (parameter?.kind === "list") return [];
  return parameter?.default ?? "";
}

interface ParameterFieldProps extends CatalogueFormProps {
  readonly parameter: Parameter;
  /** It was chosen among alternatives, so it has to be filled in. */
  readonly isChosen?: boolean;
}

function ParameterField(props: ParameterFieldProps) {
  const { designer, block, parameter, findings, action, paths, isChosen = false } = props;
  const { flow } = designer.session;
  const path = pathOf(parameter.path);
  const parameters = flow.actionJson(block.id)?.get("Parameters");
  const need = needOf(parameter, parameters);
  const value = flow.parameter(block.id, path);
  if (need === "refused" && value === undefined) return null;
  const hasOwnFields = action.parameters.some(
    (one) => one.path !== parameter.path && isWithin(one.path, parameter.path) && paths.includes(one.path),
  );
  if (hasOwnFields) return null;
  return (
    <Field
      name={`${block.id}/${parameter.path}`}
      parameter={parameter}
      value={value}
      required={isChosen || need === "required"}
      readOnly={!designer.editable}
      findings={findings.filter((finding) => finding.path.endsWith(`/Parameters/${path.join("/")}`))}
      onChange={(to) => setParameter(designer, block.id, path, to, parameter.label)}
    />
  );
}

/** Sets or clears one parameter; a value that is already so is no edit. */
export function setParameter(
  designer: Designer,
  id: string,
  path: string[],
  value: Json | undefined,
  label: string,
): void {
  const { flow } = designer.session;
  const before = flow.parameter(id, path);
  if (value === before) return;
  const ops =
    value === undefined
      ? edits.clearParameter(flow, id, withEmptyOwners(flow, id, path))
      : edits.setParameter(flow, id, path, value);
  designer.edit(ops, `Change ${label.toLowerCase()}`);
}

/** The path to clear so that no object stays behind empty: Connect refuses some of those. */
function withEmptyOwners(flow: FlowReader, id: string, path: string[]): string[] {
  let clear = path;
  while (clear.length > 1) {
    const owner = flow.parameter(id, clear.slice(0, -1));
    if (!(owner instanceof Map) || owner.size > 1) break;
    clear = clear.slice(0, -1);
  }
  return clear;
}
