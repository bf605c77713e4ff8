import { useEffect, useState } from "preact/hooks";
import { parseJson } from "../model/json";
import type { Op } from "../model/op";
import type { Block } from "../model/types";
import { ApiProblem, getJson } from "./api";
import type { Designer } from "./designer";
import { Icon } from "./icon";
import { type Declared, type DeclaredValue, type Module, moduleQuery } from "./modules";

interface CallProps {
  readonly designer: Designer;
  readonly block: Block;
}

/** Of a block that invokes a module: which module that is here, what it takes, and what is not given yet. */
export function ModuleCall({ designer, block }: CallProps) {
  const query = moduleQuery(designer.session.flow, block.id);
  const module = useModule(designer.page.urls.modules, query);
  if (query === undefined || module === undefined) return null;
  if (module === null) {
    return (
      <p class="note" data-testid="module-call">
        Switchyard has no module of this id or name, so what the block gives it is not checked.
      </p>
    );
  }
  return (
    <section class="module-call" aria-label={`The module ${module.name}`} data-testid="module-call">
      <h3>
        <Icon name="package" />
        <span>{module.name}</span>
        {module.archived && <span class="badge">Archived</span>}
        <a href={`${module.url}?from=${designer.page.flow.id}`}>Open module</a>
      </h3>
      {module.declares ? (
        <Declares designer={designer} block={block} declares={module.declares} />
      ) : (
        <p class="quiet">
          It is not known what this module declares. <a href={`${module.url}/contract`}>Module settings</a>
        </p>
      )}
    </section>
  );
}

function Declares({ designer, block, declares }: CallProps & { readonly declares: Declared }) {
  const { flow } = designer.session;
  const missing = declares.input.filter(
    ({ name }) => flow.parameter(block.id, ["Input", name]) === undefined,
  );
  const branches = missingBranches(block, declares);
  return (
    <>
      {declares.input.length === 0 && <p class="quiet">The module takes no input.</p>}
      {declares.input.length > 0 && (
        <ul aria-label="Inputs of the module">
          {declares.input.map((value) => (
            <InputRow key={value.name} value={value} given={!missing.includes(value)} />
          ))}
        </ul>
      )}
      {designer.editable && (missing.length > 0 || branches.length > 0) && (
        <div class="module-call-actions">
          {missing.length > 0 && (
            <button
              type="button"
              class="button small"
              onClick={() => designer.edit(addInputs(block.id, missing), "Add the module’s inputs")}
            >
              <Icon name="plus" />
              {missing.length === 1 ? `Add input “${missing[0]?.name}”` : "Add the missing inputs"}
            </button>
          )}
          {branches.map(({ label, op }) => (
            <button
              key={label}
              type="button"
              class="button small"
              onClick={() => designer.edit([op], "Add a branch")}
            >
              <Icon name="plus" /> Add branch “{label}”
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function InputRow({ value, given }: { readonly value: DeclaredValue; readonly given: boolean }) {
  return (
    <li data-testid="module-input">
      <span class="module-input-name">{value.name}</span>{" "}
      <span class="quiet">
        {value.type || "any type"}
        {value.required && ", required"}
        {!given && ", not given"}
      </span>
      {value.description && <p class="quiet">{value.description}</p>}
    </li>
  );
}

/** Gives each input a value with nothing in it, to be filled in. */
function addInputs(id: string, missing: readonly DeclaredValue[]): Op[] {
  return missing.map(({ name, empty }) => ({
    op: "set_parameter",
    id,
    path: ["Input", name],
    value: parseJson(empty),
  }));
}

interface MissingBranch {
  readonly label: string;
  readonly op: Op;
}

/** The module's own branches that the block does not have; with them it needs “No match” too. */
function missingBranches({ id, outputs }: Block, { branches }: Declared): MissingBranch[] {
  const operands = outputs.flatMap(({ branch }) =>
    branch.kind === "condition" ? (branch.operands ?? []) : [],
  );
  const missing = branches
    .filter(({ name }) => !operands.includes(name))
    .map(
      ({ name }): MissingBranch => ({
        label: name,
        op: { op: "add_condition", id, operator: "Equals", operands: [name], target: "" },
      }),
    );
  const noMatch = { kind: "error", error: "NoMatchingCondition" } as const;
  if (branches.length > 0 && !outputs.some(({ branch }) => branch.error === noMatch.error)) {
    missing.push({ label: "No match", op: { op: "set_target", id, branch: noMatch, target: "" } });
  }
  return missing;
}

/**
 * The module that a query finds: null when there is none, undefined until the
 * server answered. Whoever comes back to the page, from the module's own, sees
 * what it declares by then.
 */
function useModule(url: string, query: string | undefined): Module | null | undefined {
  const [found, setFound] = useState<{ readonly query: string; readonly module: Module | null }>();
  useEffect(() => {
    if (query === undefined) return;
    let wanted = true;
    const ask = () => {
      getJson<{ readonly items: readonly Module[] }>(`${url}?${query}`)
        .then(({ items }) => {
          if (wanted) setFound({ query, module: items[0] ?? null });
        })
        .catch((reason: unknown) => {
          // Nothing is shown without an answer; the findings still tell what is wrong.
          if (!(reason instanceof ApiProblem)) throw reason;
        });
    };
    ask();
    window.addEventListener("focus", ask);
    return () => {
      wanted = false;
      window.removeEventListener("focus", ask);
    };
  }, [url, query]);
  return found !== undefined && found.query === query ? found.module : undefined;
}
