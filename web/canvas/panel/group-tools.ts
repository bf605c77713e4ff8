/** What the designer asks of the part of the program that knows of groups of blocks. */
import type { GroupWish } from "../command/types";
import { Later } from "./later";

export interface GroupTools {
  can(wish: GroupWish): boolean;
  run(wish: GroupWish): void;
  /** The names of the folded groups that are selected whole; "" for none. */
  chosen(): string;
  /** Unfolds a group, as it is drawn. */
  open(drawn: string): void;
  /** The fold button of a frame, or a wish for another name. */
  frame(id: string, wish: "fold" | "name"): void;
  /** Shows a block that is hidden, here only. */
  uncover(block: string): void;
}

/** Fetched with the first group, or when there is time. */
export const groupsPart = new Later(() => import("./groups-part"));
