/** What commands have in common: when they can run, and how they edit. */
import type { Op } from "../model/op";
import type { CommandContext } from "./types";

/** Whether this person may change the flow now. */
export function canEdit({ session }: CommandContext): boolean {
  return session.canEdit.value;
}

export function hasBlocks({ selection }: CommandContext): boolean {
  return selection.ids.value.size > 0;
}

/** Whether there are blocks to change, and they may be. */
export function canChange(context: CommandContext): boolean {
  return canEdit(context) && hasBlocks(context);
}

/** The one selected block; undefined when none or several are. */
export function single({ selection }: CommandContext): string | undefined {
  const [id] = selection.ids.value;
  return selection.ids.value.size === 1 ? id : undefined;
}

/** Applies operations and tells the person when that was refused. False when nothing happened. */
export function edit({ session, panels }: CommandContext, ops: Op[], label: string): boolean {
  if (ops.length === 0) return false;
  const rejection = session.edit(ops, label);
  if (rejection !== undefined) panels.notify(rejection.message);
  return rejection === undefined;
}

/** "1 block", "3 blocks". */
export function blocks(count: number): string {
  return count === 1 ? "1 block" : `${count} blocks`;
}
