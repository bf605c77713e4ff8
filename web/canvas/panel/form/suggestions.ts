/** What references in a flow can read: what the flow sets, what it reads elsewhere, and what Connect gives. */
import type { Json } from "../../model/json";
import type { FlowReader } from "../../model/types";
import { referenceTo, type Suggestion } from "./completion";
import { attributes } from "./forms.gen";

/** Parameters that set attributes, and the namespace that they set. */
const setters: readonly { readonly parameter: string; readonly space: string; readonly type: string }[] = [
  { type: "UpdateContactAttributes", parameter: "Attributes", space: "Attributes" },
  { type: "UpdateFlowAttributes", parameter: "FlowAttributes", space: "FlowAttributes" },
];

/** The namespaces whose names are the designer's own: what is read of them somewhere can be read again. */
const readAgain =
  /\$\.(Attributes|FlowAttributes|External|Lex\.(?:Slots|SessionAttributes)|Loop|Modules\.(?:Input|ResultData)|DataTables|Customer\.Attributes)\.(?:([\w-]+)|\['([^']+)'\])/g;

/** Every suggestion for a flow: its own names first. */
export function suggestionsFor(flow: FlowReader): Suggestion[] {
  const own = new Map<string, Suggestion>();
  const add = (path: string, about: string) => {
    if (!own.has(path)) own.set(path, { path, about });
  };
  const reads: string[] = [];
  for (const block of flow.actions()) {
    const parameters = flow.actionJson(block.id)?.get("Parameters");
    for (const { type, parameter, space } of setters) {
      const names = block.type === type && parameters instanceof Map ? parameters.get(parameter) : undefined;
      if (!(names instanceof Map)) continue;
      for (const name of names.keys()) add(referenceTo(space, name), `Set by ${block.title}`);
    }
    gather(parameters, reads);
  }
  for (const text of reads) {
    for (const [, space = "", plain, quoted] of text.matchAll(readAgain))
      add(referenceTo(space, plain ?? quoted ?? ""), "Read elsewhere in this flow");
  }
  return [...[...own.values()].sort((a, b) => a.path.localeCompare(b.path)), ...attributes];
}

function gather(value: Json | undefined, texts: string[]): void {
  if (typeof value === "string") {
    if (value.includes("$.")) texts.push(value);
    return;
  }
  if (Array.isArray(value)) for (const item of value) gather(item, texts);
  else if (value instanceof Map) for (const item of value.values()) gather(item, texts);
}
