/** Several actions as the one block that they are for people. */
import type { CatalogueBlock, Part } from "./catalogue";
import { blockOfTypes } from "./parts";
import type { Block, BlockInfo, Output, Setting } from "./types";

const order: Readonly<Record<Output["tone"], number>> = { default: 0, condition: 1, error: 2 };

/**
 * The ways out of a block of several actions: those that lead from one action
 * to the next are inside; an error branch that several have is one. Undefined
 * when one drawn branch could not stand for all of them: then the actions have
 * to be drawn by themselves.
 */
export function mergedOutputs(actions: readonly Block[]): Output[] | undefined {
  const byKey = new Map<string, Output>();
  for (const [i, action] of actions.entries()) {
    const next = actions[i + 1]?.id;
    for (const output of action.outputs) {
      if (output.target === next) continue;
      const own = { ...output, on: [action.id] };
      const other = byKey.get(output.key);
      const merged = other === undefined ? own : together(other, own);
      if (merged === undefined) return undefined;
      byKey.set(output.key, merged);
    }
  }
  return [...byKey.values()].sort((a, b) => order[a.tone] - order[b.tone]);
}

function together(a: Output, b: Output): Output | undefined {
  if (a.tone !== "error" || a.target !== b.target || a.mirror !== b.mirror) return undefined;
  return {
    ...a,
    required: a.required || b.required,
    present: a.present && b.present,
    on: [...(a.on ?? []), ...(b.on ?? [])],
  };
}

/** The block of several actions; undefined when they cannot be drawn as one. */
export function mergedBlock(actions: readonly Block[]): Block | undefined {
  const [head] = actions;
  const outputs = mergedOutputs(actions);
  if (head === undefined || outputs === undefined) return undefined;
  const known = blockOfTypes(actions.map((action) => action.type));
  const kind = known === undefined ? head.kind : infoOf(head.kind, known);
  return {
    ...head,
    title: head.title === head.kind.name ? kind.name : head.title,
    kind,
    summary: summaryOf(actions, known?.parts ?? []),
    outputs: known === undefined ? outputs : outputs.map((output) => labelled(output, actions, known)),
    members: actions.map((action) => action.id),
    terminal: false,
  };
}

function infoOf(head: BlockInfo, block: CatalogueBlock): BlockInfo {
  const { key, name, category, icon } = block;
  return { ...head, key, name, category, icon, block };
}

/** What is the same in every such block says nothing. */
function summaryOf(actions: readonly Block[], parts: readonly Part[]): Setting[] {
  return actions.flatMap((action, i) => (parts[i]?.fixed === true ? [] : action.summary));
}

/** A condition says what it is about where it is not the block's own: "Sentiment ≥ 0.7". */
function labelled(output: Output, actions: readonly Block[], block: CatalogueBlock): Output {
  if (output.tone !== "condition") return output;
  const at = actions.findIndex((action) => output.on?.includes(action.id));
  const name = at > 0 ? block.parts?.[at]?.label : undefined;
  return name === undefined ? output : { ...output, label: `${name} ${output.label}` };
}
