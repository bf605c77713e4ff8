/** Copy, cut and paste through the browser's own events: they work on plain http, where navigator.clipboard does not. */
import { land } from "../command/commands";
import { blocks, edit } from "../command/context";
import { deleteBlocks } from "../command/edits";
import { takesText } from "../command/keys";
import type { CommandContext } from "../command/types";
import type { Point } from "../model/types";
import { copyText } from "./copy";
import { type PastePlace, pasteOps } from "./paste";
import { readPasted } from "./read";

/** Where a paste goes: the pointer's place on the canvas, or undefined when it is not over it. */
export type PointerPlace = () => Point | undefined;

/** Puts the selection on the clipboard as text. False when there is nothing to copy. */
export function copySelection(context: CommandContext, put: (text: string) => void): boolean {
  const text = copyText(context.session.flow, context.selection.ids.value);
  if (text === "") return false;
  put(text);
  return true;
}

/** Copies, then deletes what was copied. */
export function cutSelection(context: CommandContext, put: (text: string) => void): boolean {
  if (!context.session.canEdit.value) {
    context.panels.notify("This flow is read only here.");
    return false;
  }
  if (!copySelection(context, put)) return false;
  const ids = [...context.selection.ids.value];
  const done = edit(context, deleteBlocks(context.session.flow, ids), `Cut ${blocks(ids.length)}`);
  if (done) context.selection.clear();
  return true;
}

/** Puts pasted text into the flow, or tells why that cannot be. */
export function pasteText(context: CommandContext, text: string, place: PastePlace): void {
  if (!context.session.canEdit.value) {
    context.panels.notify("This flow is read only here.");
    return;
  }
  const pasted = readPasted(text);
  if ("problem" in pasted) {
    context.panels.notify(pasted.problem);
    return;
  }
  land(context, pasteOps(context.session.flow, pasted, place), "Paste");
}

/** Listens on the document; returns what ends it. Fields keep their own clipboard, as does selected text. */
export function listenClipboard(
  root: Document,
  context: () => CommandContext,
  pointer: PointerPlace,
): () => void {
  const ours = (event: ClipboardEvent): boolean => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (takesText(target) || target?.closest("dialog, [role=dialog]")) return false;
    return event.type === "paste" || (root.getSelection()?.toString() ?? "") === "";
  };
  const put = (event: ClipboardEvent) => (text: string) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  const onCopy = (event: ClipboardEvent): void => {
    if (ours(event)) copySelection(context(), put(event));
  };
  const onCut = (event: ClipboardEvent): void => {
    if (ours(event)) cutSelection(context(), put(event));
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (!ours(event)) return;
    event.preventDefault();
    pasteText(context(), event.clipboardData?.getData("text/plain") ?? "", pointer() ?? "beside");
  };
  root.addEventListener("copy", onCopy);
  root.addEventListener("cut", onCut);
  root.addEventListener("paste", onPaste);
  return () => {
    root.removeEventListener("copy", onCopy);
    root.removeEventListener("cut", onCut);
    root.removeEventListener("paste", onPaste);
  };
}
