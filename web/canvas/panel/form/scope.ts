import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Json } from "../../model/json";
import type { Op } from "../../model/op";
import type { Block, FlowReader } from "../../model/types";
import type { Diagnostic } from "../../sync/types";
import type { Designer } from "../designer";
import type { ActionForms } from "./forms.gen";
import type { Place } from "./paths";

/** What every part of a form sees: the block that it is about. */
export interface Scope {
  readonly designer: Designer;
  readonly block: Block;
  readonly forms: ActionForms;
  readonly parameters: Json | undefined;
  readonly readOnly: boolean;
  /** What the linter found at the field of this name. */
  readonly found: (name: string) => readonly Diagnostic[];
  /** Whether the linter found an error at a place or below it. */
  readonly isWrong: (place: Place) => boolean;
  /** Edits as one step that can be undone; nothing when there is nothing to do. */
  readonly edit: (ops: readonly Op[], label: string) => void;
  /** Sets one value; undefined clears it. The first `depth` steps stay when they get empty. */
  readonly set: (place: Place, value: Json | undefined, label: string, depth?: number) => void;
}

/** The flow, for what completes references: also outside of the form of a block's parameters. */
export const FlowContext = createContext<FlowReader | undefined>(undefined);

export function useFlow(): FlowReader {
  const flow = useContext(FlowContext);
  if (!flow) throw new Error("This field stands outside of a flow.");
  return flow;
}

export const ScopeContext = createContext<Scope | undefined>(undefined);

export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error("This field stands outside of a form.");
  return scope;
}
