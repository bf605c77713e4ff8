/** A folded group as a block: its name, how many blocks it holds, and its ways out as ports. */

import type { Block, BlockInfo, Output } from "../model/types";
import { GROUP_KIND, type GroupOutput, type Way } from "./source";

/** More ways out than this are merged where they lead to one place; the rest of the places are one port without a wire. */
export const MOST_PORTS = 8;

const kind: BlockInfo = {
  key: GROUP_KIND,
  name: "Group",
  category: "",
  icon: "folder",
  status: "known",
};

/** A way out with what its block is called, and where it leads in the picture. */
interface Out extends Way {
  readonly title: string;
  readonly target: string;
  readonly targetTitle: string;
}

/** What is drawn for a block that a branch names, and what that is called. */
export type Shown = (target: string) => { readonly id: string; readonly title: string };

/** `blocks` are those of the group, of which there is one at least. */
export function groupBlock(id: string, name: string, blocks: readonly Block[], shown: Shown): Block {
  const size = blocks.length === 1 ? "1 block" : `${blocks.length} blocks`;
  const outputs = ports(waysOut(id, blocks, shown));
  return {
    id,
    // Moved, it is moved as one; tool/unfold-ops.ts says what that means.
    members: [id],
    type: GROUP_KIND,
    title: name,
    x: Math.min(...blocks.map((block) => block.x)),
    y: Math.min(...blocks.map((block) => block.y)),
    placed: true,
    kind,
    summary: [{ label: "Holds", short: "", value: size }],
    outputs,
    terminal: outputs.length === 0,
  };
}

function waysOut(id: string, blocks: readonly Block[], shown: Shown): Out[] {
  return blocks.flatMap((block) =>
    block.outputs.flatMap((output) => {
      if (output.target === "") return [];
      const to = shown(output.target);
      if (to.id === id) return [];
      return [{ source: block.id, output, title: block.title, target: to.id, targetTitle: to.title }];
    }),
  );
}

function ports(ways: readonly Out[]): GroupOutput[] {
  if (ways.length <= MOST_PORTS) return named(ways.map((way) => [way]));
  const places = new Map<string, Out[]>();
  for (const way of ways) {
    const list = places.get(way.target);
    if (list) list.push(way);
    else places.set(way.target, [way]);
  }
  const groups = [...places.values()];
  if (groups.length <= MOST_PORTS) return named(groups);
  const rest = groups.slice(MOST_PORTS - 1);
  return [...named(groups.slice(0, MOST_PORTS - 1)), more(rest.flat())];
}

/** One port for each list of ways; the names of those that would be called the same say whose they are. */
function named(lists: readonly (readonly Out[])[]): GroupOutput[] {
  const labels = lists.map(labelOf);
  return lists.map((ways, index) => {
    const label = labels[index]!;
    const isPlain = labels.filter((one) => one === label).length === 1;
    const of = ways.length === 1 ? ways[0]!.title : `to ${ways[0]!.targetTitle}`;
    return port(ways, isPlain ? label : `${label} · ${of}`);
  });
}

function labelOf(ways: readonly Out[]): string {
  const first = ways[0]!.output.label;
  if (ways.length === 1) return first;
  return ways.every(({ output }) => output.label === first)
    ? `${first} × ${ways.length}`
    : `${ways.length} branches`;
}

function port(ways: readonly Out[], label: string): GroupOutput {
  const { source, output, target } = ways[0]!;
  const isError = ways.every((way) => way.output.tone === "error");
  return {
    key: ways.length === 1 ? `${source} ${output.key}` : `to ${target}`,
    // An object of its own: an operation that names it means these ways.
    branch: { ...output.branch },
    label,
    target,
    required: false,
    present: true,
    tone: isError ? "error" : toneOf(ways),
    mirror: false,
    ways,
    leads: [],
  };
}

function toneOf(ways: readonly Out[]): Output["tone"] {
  const { tone } = ways[0]!.output;
  return ways.every((way) => way.output.tone === tone) ? tone : "default";
}

/** What there is no room for: unfolding the group shows it. */
function more(ways: readonly Out[]): GroupOutput {
  return {
    ...port(ways, `${ways.length} more`),
    key: "more",
    target: "",
    ways: [],
    leads: [...new Set(ways.map((way) => way.target))],
  };
}
