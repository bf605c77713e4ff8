import { type Signal, signal } from "@preact/signals";
import { Later } from "./later";

/** A place in the flow's JSON that somebody asked for, by a JSON pointer; asking again counts up. */
export interface WantedPlace {
  readonly pointer: string;
  readonly asked: number;
}

/** The parts of the designer that stand beside or over the canvas on request, and are fetched then. */
export class Parts {
  readonly jsonOpen: Signal<boolean> = signal(false);
  readonly promptsOpen: Signal<boolean> = signal(false);
  readonly prompts = new Later(() => import("./prompts/part"));
  readonly json = new Later(() => import("./json/part"));
  /** The JSON of the selected block is unfolded: of the next one, too. */
  readonly sourceOpen: Signal<boolean> = signal(false);
  /** What the JSON is to show. */
  readonly place: Signal<WantedPlace | undefined> = signal(undefined);
  /** The block in whose text the cursor of the JSON stands; "" for none. */
  cursorBlock: () => string = () => "";

  /** The JSON, if it is open, shows a place. */
  showPlace(pointer: string): void {
    if (this.jsonOpen.value) this.place.value = { pointer, asked: (this.place.value?.asked ?? 0) + 1 };
  }
}
