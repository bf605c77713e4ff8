/** Small flows for tests, in a notation that fits on a line, through the real model. */

import { Flow } from "../model/flow";

interface Spec {
  /** Position in the document. */
  readonly at: readonly [number, number];
  /** Success goes here. */
  readonly next?: string;
  /** The error branch goes here. */
  readonly error?: string;
}

/** A flow of Play prompt blocks (blocks without `next` disconnect). The first one is the start. */
export function flowOf(specs: Readonly<Record<string, Spec>>): Flow {
  const positions: Record<string, unknown> = {};
  const actions = Object.entries(specs).map(([id, { at, next, error }]) => {
    positions[id] = { position: { x: at[0], y: at[1] } };
    if (next === undefined)
      return { Identifier: id, Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
    const errors = [{ ErrorType: "NoMatchingError", NextAction: error ?? "" }];
    const transitions = { NextAction: next, Errors: errors };
    return { Identifier: id, Type: "MessageParticipant", Parameters: { Text: id }, Transitions: transitions };
  });
  const metadata = { entryPointPosition: { x: -200, y: 0 }, ActionMetadata: positions };
  const start = Object.keys(specs)[0] ?? "";
  return Flow.parse(
    JSON.stringify({ Version: "2019-10-30", StartAction: start, Metadata: metadata, Actions: actions }),
  );
}

/** A column of `n` blocks whose errors all end in one Disconnect far away, named "end". */
export function hubFlow(n: number): Flow {
  const specs: Record<string, Spec> = {};
  for (let i = 0; i < n; i++)
    specs[`b${i}`] = { at: [0, i * 300], next: i + 1 < n ? `b${i + 1}` : "", error: "end" };
  return flowOf({ ...specs, end: { at: [3000, 0] } });
}

/** Repeatable numbers from 0 to 1 (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
