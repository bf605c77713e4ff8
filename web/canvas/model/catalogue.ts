/**
 * The catalogue as the canvas reads it. Its data is generated from Go
 * (internal/catalog); these are the look-ups over it. Nothing here or
 * elsewhere on the canvas switches over action types.
 */
import { type Json, valueAt } from "./json";

export type Category = "Interact" | "Set" | "Check" | "Analyze" | "Logic" | "Integrate" | "Terminate";
export type Need = "required" | "optional" | "refused";

export interface When {
  path: string;
  equals?: string[];
}
export interface Case {
  when: When;
  need: Need;
}
export interface CatalogueBlock {
  key: string;
  name: string;
  category: Category;
  icon: string;
  summary: string;
  when?: When;
  defaults: string;
  shown?: string[];
  form?: string[];
  docs: string;
  retired?: boolean;
  new_conditions?: string[];
  new_errors: string[];
}
export interface ErrorRule {
  type: string;
  label: string;
  need: Need;
  cases?: Case[];
}
export interface BranchRef {
  error?: string;
  condition?: string;
}
export interface FixedBranch {
  operand: string;
  label: string;
  when?: When;
}
export interface Conditions {
  need: Need;
  cases?: Case[];
  operators?: string[];
  fixed?: FixedBranch[];
  all?: boolean;
  pattern?: string;
  hint?: string;
}
export interface Choice {
  value: string;
  label: string;
}
export interface Parameter {
  path: string;
  label: string;
  kind: string;
  need: Need;
  cases?: Case[];
  enum?: Choice[];
  min?: number;
  max?: number;
  max_len?: number;
  pattern?: string;
  dynamic?: boolean;
  native?: boolean;
  resource?: string;
  help?: string;
  default?: string;
}
export interface Group {
  paths: string[];
  min: number;
  max: number;
  when?: When;
  label: string;
}
export interface CatalogueAction {
  type: string;
  blocks: CatalogueBlock[];
  terminal?: boolean;
  next: Need;
  mirror?: BranchRef;
  errors: ErrorRule[];
  conditions: Conditions;
  parameters: Parameter[];
  one_of?: Group[];
  open?: boolean;
  flow_types: string[];
  flow_types_disputed?: string[];
  channels: string[];
  docs: string;
}
export interface Catalogue {
  actions: CatalogueAction[];
  /** In the palette's order. */
  categories: Category[];
}

export const catalogue: Catalogue = {
  actions: [],
  categories: ["Interact", "Set", "Check", "Analyze", "Logic", "Integrate", "Terminate"],
};

const byType = new Map<string, CatalogueAction>(catalogue.actions.map((action) => [action.type, action]));

/** The catalogue's entry for an action type. */
export function lookup(type: string): CatalogueAction | undefined {
  return byType.get(type);
}

/** Whether a parameter says what a condition of the catalogue asks for. */
export function holds(when: When | undefined, parameters: Json | undefined): boolean {
  if (when === undefined) return true;
  const value = valueAt(parameters, when.path);
  if (value === undefined) return false;
  const wanted = when.equals ?? [];
  return wanted.length === 0 || wanted.includes(typeof value === "string" ? value : JSON.stringify(value));
}

/** The block that an action is, by its parameters: the first whose condition holds. */
export function blockOf(action: CatalogueAction, parameters: Json | undefined): CatalogueBlock | undefined {
  return action.blocks.find((block) => holds(block.when, parameters)) ?? action.blocks.at(-1);
}

/** A need, after the parameters had their say. */
export function needOf(rule: { need: Need; cases?: Case[] }, parameters: Json | undefined): Need {
  return rule.cases?.find((one) => holds(one.when, parameters))?.need ?? rule.need;
}
