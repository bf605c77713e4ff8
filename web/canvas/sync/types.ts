/** The words of the live session that panels read. Keys follow the wire form. */
import type { Op } from "../model/op";
import type { Touched } from "../model/types";

export type Status = "connecting" | "saved" | "saving" | "offline" | "read-only" | "ended" | "gone";

export interface Fix {
  title: string;
  ops: Op[];
}

/** One finding of the linter. */
export interface Diagnostic {
  code: string;
  severity: "error" | "warning" | "info";
  message: string;
  /** Identifier of the block, or "" for the flow itself. */
  block: string;
  /** JSON pointer into the document. */
  path: string;
  line: number;
  column: number;
  docs: string;
  fixes: Fix[];
}

/** Findings of one rule at one block that somebody silenced, for a reason. */
export interface Silenced {
  code: string;
  /** Identifier of the block, or "" for the flow itself. */
  block: string;
  reason: string;
  /** Who silenced them, and when: an ISO time. */
  user: string;
  at: string;
  /** What it hides at present: nothing when that was mended since. */
  findings: Diagnostic[];
}

export interface Peer {
  client: string;
  id: string;
  name: string;
}

/** Something that a person should read, once. */
export interface Notice {
  /** Rejection code or "info". */
  code: string;
  message: string;
  /** What the person was doing ("Move 3 blocks"), "" when unknown. */
  label: string;
  /** The block that it is about, or "". */
  block: string;
}

/** An edit of this person's, as it was applied here. */
export interface OwnEdit {
  readonly kind: "edit" | "undo" | "redo";
  /** What was done, or what was taken back: "Move 3 blocks". */
  readonly label: string;
  readonly touched: Touched;
}

export interface FlowInfo {
  id: string;
  name: string;
  type: string;
  format: string;
}
