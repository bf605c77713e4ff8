/** The modules of the installation, as the designer asks the server for them. */

import { textAt, valueAt } from "../model/json";
import type { FlowReader } from "../model/types";

/** A module, with what it declares; null where that is not known. */
export interface Module {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  readonly url: string;
  readonly declares: Declared | null;
}

export interface Declared {
  readonly input: readonly DeclaredValue[];
  readonly result: readonly DeclaredValue[];
  readonly branches: readonly { readonly name: string; readonly description: string }[];
}

export interface DeclaredValue {
  readonly name: string;
  /** A type of JSON Schema; "" where no single word names it. */
  readonly type: string;
  readonly description: string;
  readonly required: boolean;
  /** The JSON of a value with nothing in it. */
  readonly empty: string;
}

/**
 * How a block names the module that it invokes, as a query: its FlowModuleId
 * and the names in its metadata. Which module that is, the server says.
 * Undefined where the block names none, or only the running contact knows.
 */
export function moduleQuery(flow: FlowReader, id: string): string | undefined {
  const module = flow.parameter(id, ["FlowModuleId"]);
  const metadata = flow.metadata(id);
  const names = [
    textAt(valueAt(metadata, "parameters.FlowModuleId"), "displayName"),
    textAt(metadata, "contactFlowModuleName"),
  ].filter((name) => name !== "");
  const text = typeof module === "string" ? module : "";
  if ((text === "" && names.length === 0) || text.startsWith("$.")) return undefined;
  const query = new URLSearchParams({ id: text });
  for (const name of names) query.append("name", name);
  return query.toString();
}
