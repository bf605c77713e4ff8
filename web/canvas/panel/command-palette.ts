import { commands, enabled } from "../command/commands";
import { isMac } from "../command/keyboard";
import { keyLabel } from "../command/keys";
import type { Command } from "../command/types";
import type { Block } from "../model/types";
import type { Choice, ChooserRequest } from "./chooser";
import type { Designer } from "./designer";
import { similar } from "./search";

/** Every command by name, those that can run now first; with something typed, the flow's blocks too. */
export function commandPalette(designer: Designer): ChooserRequest {
  const { context } = designer;
  const mac = isMac();
  const can = commands.filter((command) => !command.unlisted && enabled(command, context));
  const cannot = commands.filter((command) => !command.unlisted && !enabled(command, context));
  const all = [
    ...can.map((command) => commandChoice(command, mac, false)),
    ...cannot.map((command) => commandChoice(command, mac, true)),
  ];
  return {
    label: "Commands and blocks",
    placeholder: "Type a command or the name of a block",
    find: (query) => (query === "" ? all : byTitle(query, [...all, ...blockChoices(designer)], mostFound)),
    choose: (key) => run(designer, key),
  };
}

const mostFound = 24;
const blockPrefix = "block ";
const commandPrefix = "command ";

function commandChoice(command: Command, mac: boolean, disabled: boolean): Choice {
  const [keys] = command.keys;
  return {
    key: commandPrefix + command.id,
    title: command.title,
    detail: command.group,
    disabled,
    ...(keys === undefined ? {} : { keys: keyLabel(keys, mac) }),
  };
}

function blockChoices(designer: Designer): Choice[] {
  return [...designer.session.flow.blocks()].map((block) => blockChoice(designer, block, blockPrefix));
}

/** A block as a choice; the prefix keeps its key apart from those of other choices. */
export function blockChoice(designer: Designer, block: Block, prefix: string): Choice {
  return {
    key: prefix + block.id,
    title: designer.names.value.get(block.id) ?? block.title,
    detail: block.kind.name,
    icon: block.kind.icon,
    tint: block.kind.category.toLowerCase() || "unknown",
  };
}

/** The choices whose title has the letters of a query, best first. */
export function byTitle(query: string, choices: readonly Choice[], limit: number): Choice[] {
  return similar(query, choices, [(choice) => choice.title], limit);
}

function run(designer: Designer, key: string): void {
  if (key.startsWith(blockPrefix)) {
    const id = key.slice(blockPrefix.length);
    designer.selection.set([id]);
    designer.view.center(id);
    designer.view.focus(id);
    return;
  }
  const id = key.slice(commandPrefix.length);
  const command = commands.find((one) => one.id === id);
  if (command && enabled(command, designer.context)) command.run(designer.context);
}
