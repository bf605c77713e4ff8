/**
 * The catalogue as the canvas reads it. Its data is generated from Go
 * (internal/catalog); these are the look-ups over it. Nothing here or
 * elsewhere on the canvas switches over action types.
 */
import {
  type Case,
  type CatalogueAction,
  type CatalogueBlock,
  catalogue,
  type Need,
  type When,
} from "../catalogue.gen";
import { type Json, valueAt } from "./json";

export type {
  BranchRef,
  Case,
  Catalogue,
  CatalogueAction,
  CatalogueBlock,
  Category,
  Choice,
  Conditions,
  ErrorRule,
  FixedBranch,
  FlowType,
  Kind,
  Need,
  Part,
  ShownParameter,
  When,
} from "../catalogue.gen";
export { catalogue };

const byType = new Map<string, CatalogueAction>(catalogue.actions.map((action) => [action.type, action]));

/** The catalogue's entry for an action type. */
export function lookup(type: string): CatalogueAction | undefined {
  return byType.get(type);
}

/** Whether a parameter says what a condition of the catalogue asks for. */
export function holds(when: When | undefined, parameters: Json | undefined): boolean {
  return when === undefined || meets(when, valueAt(parameters, when.path));
}

/** Whether the value at a condition's path is what the condition asks for. */
export function meets(when: When, value: Json | undefined): boolean {
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
