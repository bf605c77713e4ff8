/** What tools share: the bench they work at, and the shape of a gesture. */

import type { WireName } from "../command/types";
import type { FlowSource } from "../geometry/source";
import type { Op } from "../model/op";
import type { Stage } from "../view/stage";

/** Everything a tool may use. Operations are its only way to change the flow. */
export interface Bench {
  readonly stage: Stage;
  readonly flow: FlowSource;
  readonly readOnly: () => boolean;
  readonly edit: (ops: Op[], label: string) => void;
  /** Opens the properties of a block. */
  readonly open: (id: string) => void;
  /** A frame is to be folded, or to get another name. */
  readonly frame: (id: string, wish: "fold" | "name") => void;
  /** Tells those who do not see it what a key did, beside the name of the block that gets the focus. */
  readonly say: (text: string) => void;
  /** A wire was drawn from a branch and dropped over nothing: a block is to be chosen there. */
  readonly dropped: (wire: WireName, at: { clientX: number; clientY: number }) => void;
  /** A context menu was asked for; `id` is "" over nothing. */
  readonly menu: (id: string, at: { clientX: number; clientY: number }) => void;
}

/** Where a pointer is, and the keys held with it. */
export interface At {
  readonly clientX: number;
  readonly clientY: number;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** A drag from its threshold to its end. `cancel` leaves everything as it was. */
export interface Gesture {
  /** What the cursor says. */
  readonly tool: "panning" | "move" | "connect" | "marquee" | "cut";
  /** Whether the view follows when the pointer comes to its edge. */
  readonly follows: boolean;
  move(at: At): void;
  end(at: At): void;
  cancel(): void;
}

/** Whether a click adds to the selection. */
export function adds(at: At): boolean {
  return at.shiftKey || at.ctrlKey || at.metaKey;
}
