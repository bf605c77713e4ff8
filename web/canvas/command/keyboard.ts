/** The keyboard: from a key press to a command of the table. */
import { commands, enabled } from "./commands";
import { type KeyPress, type KeyTarget, matches, takesText } from "./keys";
import type { Command, CommandContext } from "./types";

/** A key press with the element that has the focus. */
export interface KeyInput extends KeyPress {
  readonly target: KeyTarget | null;
  readonly defaultPrevented?: boolean;
  readonly isComposing?: boolean;
}

/** The command that a key press means here and now. */
export function commandFor(press: KeyInput, context: CommandContext, mac: boolean): Command | undefined {
  if (press.defaultPrevented || press.isComposing) return undefined;
  if (press.target?.closest?.("dialog, [role=dialog], [role=menu], [role=listbox]")) return undefined;
  const inField = takesText(press.target);
  return commands.find(
    (command) =>
      !command.native &&
      (!inField || command.inFields === true) &&
      command.keys.some((keys) => matches(keys, press, mac)) &&
      !activates(press) &&
      enabled(command, context),
  );
}

/** Whether a key press means a command on blocks, whatever is selected. */
export function actsOnBlocks(press: KeyPress, mac: boolean): boolean {
  return commands.some((one) => one.onBlocks === true && one.keys.some((keys) => matches(keys, press, mac)));
}

/** Enter on a button or a link is theirs. */
function activates(press: KeyInput): boolean {
  if (press.key !== "Enter") return false;
  const tag = (press.target?.tagName ?? "").toUpperCase();
  return tag === "BUTTON" || tag === "A" || tag === "SUMMARY";
}

/** Listens on the document; returns what ends it. */
export function listenKeys(root: Document, context: () => CommandContext): () => void {
  const mac = isMac();
  const onKey = (event: KeyboardEvent): void => {
    const now = context();
    const found = commandFor(pressOf(event), now, mac);
    if (found === undefined) return;
    event.preventDefault();
    found.run(now);
  };
  root.addEventListener("keydown", onKey);
  return () => root.removeEventListener("keydown", onKey);
}

function pressOf(event: KeyboardEvent): KeyInput {
  return {
    key: event.key,
    code: event.code,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    shiftKey: event.shiftKey,
    altKey: event.altKey,
    target: event.target instanceof HTMLElement ? event.target : null,
    defaultPrevented: event.defaultPrevented,
    isComposing: event.isComposing,
  };
}

/** Whether Cmd stands for Ctrl here. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
