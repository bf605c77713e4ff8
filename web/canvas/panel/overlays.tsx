import { useEffect } from "preact/hooks";
import type { Designer } from "./designer";
import { Later } from "./later";
import { LaterFailed } from "./later-failed";

/** What opens over the canvas on request: dialogs, menus, lists that ask, find in flow. */
export const overlays = new Later(() => import("./overlays-part"));

export type OverlaysPart = typeof import("./overlays-part");

interface OverlayProps {
  readonly designer: Designer;
}

/** Dialogs, menus and lists, as soon as they are asked for and there. */
export function Overlays({ designer }: OverlayProps) {
  const { menu, chooser, dialog } = designer;
  const isAsked = menu.value !== null || chooser.value !== null || dialog.value !== null;
  const part = useOverlays(isAsked);
  if (!isAsked) return null;
  return part ? <part.OpenOverlays designer={designer} /> : <Missing />;
}

/** Find in flow, likewise. */
export function FindOverlay({ designer }: OverlayProps) {
  const isAsked = designer.find.value !== null;
  const part = useOverlays(isAsked);
  if (!isAsked) return null;
  return part ? <part.FindBar designer={designer} /> : <Missing />;
}

function useOverlays(isAsked: boolean): OverlaysPart | undefined {
  useEffect(() => {
    if (isAsked) void overlays.load();
  }, [isAsked]);
  return overlays.part.value;
}

function Missing() {
  if (!overlays.failed.value) return null;
  return <LaterFailed what="This part of the designer" retry={() => void overlays.load()} />;
}
