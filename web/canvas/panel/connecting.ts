/** Connecting by keyboard: choose a branch of a block, then where it leads. */
import { connect, disconnect } from "../command/edits";
import type { Block, Output } from "../model/types";
import type { Choice, ChooserRequest } from "./chooser";
import { blockChoice, byTitle } from "./command-palette";
import type { Designer } from "./designer";

/** Asks for the branch where there are several, then for the block that it leads to. */
export function askToConnect(designer: Designer, id: string): void {
  const block = designer.session.flow.block(id);
  if (!block) return;
  const [only] = block.outputs;
  if (!only) {
    designer.notify(`${block.title} ends the flow: it has no branches.`);
    return;
  }
  designer.chooser.value =
    block.outputs.length === 1 ? targetChooser(designer, block, only) : branchChooser(designer, block);
}

function branchChooser(designer: Designer, block: Block): ChooserRequest {
  const choices = block.outputs.map((output) => branchChoice(designer, output));
  return {
    label: `Branch of ${block.title}`,
    placeholder: "Which branch?",
    find: (query) => (query === "" ? choices : byTitle(query, choices, choices.length)),
    choose: (key) => {
      const output = block.outputs.find((one) => one.key === key);
      if (output) designer.chooser.value = targetChooser(designer, block, output);
    },
  };
}

function branchChoice(designer: Designer, { key, label, target }: Output): Choice {
  const name = designer.names.value.get(target);
  return { key, title: label, detail: target === "" ? "leads nowhere" : `leads to ${name ?? target}` };
}

const nowhere: Choice = { key: "nowhere", title: "Nowhere: disconnect the branch", icon: "unplug" };
const blockPrefix = "block ";

function targetChooser(designer: Designer, block: Block, output: Output): ChooserRequest {
  const others = [...designer.session.flow.blocks()].filter((other) => other.id !== block.id);
  const choices = others.map((other) => blockChoice(designer, other, blockPrefix));
  if (output.target !== "") choices.push(nowhere);
  return {
    label: `${output.label} of ${block.title} leads to`,
    placeholder: "Which block?",
    find: (query) => (query === "" ? choices : byTitle(query, choices, choices.length)),
    choose: (key) => {
      const target = key.startsWith(blockPrefix) ? key.slice(blockPrefix.length) : "";
      const branch = `${output.label} of ${block.title}`;
      const name = designer.names.value.get(target) ?? target;
      if (target === "") designer.edit(disconnect(block.id, output), `Disconnect ${branch}`);
      else designer.edit(connect(block.id, output, target), `Connect ${branch} to ${name}`);
      designer.focusCanvas();
    },
  };
}
