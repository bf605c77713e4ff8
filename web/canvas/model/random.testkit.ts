/** Seeded randomness and random edits, for tests. */
import { type Json, object } from "./json";
import { type Branch, conditionBranch, errorBranch, nextBranch, type Op } from "./op";
import type { FlowReader } from "./types";

/** Numbers from a seed (mulberry32), so that a failure can be had again. */
export class Random {
  constructor(private state: number) {}

  /** 0 ≤ x < 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** 0 ≤ n < below. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error("nothing to pick from");
    return list[this.below(list.length)] as T;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }
}

/** A flow of so many blocks, with branches of every kind, as text. */
export function sampleFlow(count: number, seed = 1): string {
  const random = new Random(seed);
  const id = (i: number): string => `block-${i}`;
  const somewhere = (): string => (count === 0 || random.chance(0.1) ? "" : id(random.below(count)));
  const actions = Array.from({ length: count }, (_, i) => ({
    Parameters: { Text: `Say ${i}`, Media: { Uri: "s3://a" }, List: ["a", "b"] },
    Identifier: id(i),
    Type: i % 3 === 0 ? "GetParticipantInput" : i % 3 === 1 ? "MessageParticipant" : "Compare",
    Transitions: {
      NextAction: somewhere(),
      Errors: [
        { NextAction: somewhere(), ErrorType: "NoMatchingError" },
        { NextAction: somewhere(), ErrorType: "NoMatchingCondition" },
      ],
      Conditions: [
        { NextAction: somewhere(), Condition: { Operator: "Equals", Operands: ["1"] } },
        { NextAction: somewhere(), Condition: { Operator: "Equals", Operands: ["2"] } },
      ],
    },
  }));
  const metadata = Object.fromEntries(
    actions.map((action, i) => [
      action.Identifier,
      { position: { x: (i % 40) * 280, y: Math.floor(i / 40) * 220 } },
    ]),
  );
  return JSON.stringify({
    Version: "2019-10-30",
    StartAction: count === 0 ? "" : id(0),
    Metadata: {
      entryPointPosition: { x: 0, y: 0 },
      ActionMetadata: metadata,
      Annotations: [{ id: "note-0", type: "default", content: "first", actionId: count === 0 ? "" : id(0) }],
    },
    Actions: actions,
  });
}

/** Blocks and nothing else: nearly every edit has to make the container that it writes into. */
export function bareFlow(count: number): string {
  const actions = Array.from({ length: count }, (_, i) => ({ Identifier: `block-${i}`, Type: "Compare" }));
  return JSON.stringify({ StartAction: "", Actions: actions });
}

/** One or a few operations that mostly fit the flow; now and then one that does not. */
export function randomOps(flow: FlowReader, random: Random, fresh: () => string): Op[] {
  const count = random.chance(0.8) ? 1 : 1 + random.below(4);
  return Array.from({ length: count }, () => randomOp(flow, random, fresh));
}

function randomOp(flow: FlowReader, random: Random, fresh: () => string): Op {
  const ids = [...flow.blocks()].map((block) => block.id);
  const id = ids.length === 0 || random.chance(0.02) ? "nobody" : random.pick(ids);
  const target = ids.length === 0 || random.chance(0.2) ? "" : random.pick(ids);
  const branch = randomBranch(flow, id, random);
  const path = [
    random.pick(["Text", "Media", "Attributes", "__proto__"]),
    random.pick(["Uri", "a", "constructor"]),
  ];
  const makers: (() => Op)[] = [
    () => addOp(fresh(), target, random, ids.length),
    () => ({ op: "remove_blocks", ids: some(ids, random) }),
    () => ({ op: "rename_block", id, to: fresh() }),
    () => ({ op: "set_type", id, type: random.pick(["Compare", "Loop", "Unheard"]) }),
    () => ({ op: "set_parameter", id, path: path.slice(0, 1 + random.below(2)), value: randomValue(random) }),
    () => ({ op: "clear_parameter", id, path: path.slice(0, 1) }),
    () => ({ op: "set_target", id, branch, target, mirror: random.chance(0.5) }),
    () => ({ op: "set_target", id, branch, target }),
    () => ({ op: "remove_branch", id, branch }),
    () => ({
      op: "add_condition",
      id,
      operator: "Equals",
      operands: [String(random.below(4))],
      target,
      index: random.below(3),
    }),
    () => ({ op: "set_condition", id, branch, operator: "Equals", operands: [String(random.below(4))] }),
    () => ({ op: "move_condition", id, branch, index: random.below(3) }),
    () => ({ op: "remove_condition", id, branch }),
    () => ({ op: "move_block", id, x: random.below(2000), y: random.below(2000) }),
    () => ({ op: "move_block", x: random.below(50), y: random.below(50) }),
    () => ({ op: "set_start", target }),
    () => ({ op: "set_metadata", id, path: ["extra", "deep"], value: random.below(9) }),
    () => ({ op: "clear_metadata", id, path: ["extra"] }),
    () => noteOp(flow, random, fresh),
  ];
  return random.pick(makers)();
}

function addOp(id: string, target: string, random: Random, size: number): Op {
  return {
    op: "add_block",
    id,
    action: object(
      ["Identifier", id],
      ["Type", "MessageParticipant"],
      ["Parameters", object(["Text", "new"])],
      ["Transitions", object(["NextAction", target], ["Errors", []], ["Conditions", []])],
    ),
    metadata: object(["position", object(["x", random.below(1000)], ["y", random.below(1000)])]),
    index: random.below(size + 1),
  };
}

function noteOp(flow: FlowReader, random: Random, fresh: () => string): Op {
  const notes = flow.notes();
  const note = notes.length === 0 ? "none" : random.pick(notes).id;
  const id = fresh();
  const value = object(["id", id], ["content", "x"], ["actionId", random.chance(0.5) ? note : ""]);
  return random.pick<Op>([
    { op: "add_note", id, value },
    { op: "set_note", id: note, path: ["content"], value: "changed" },
    { op: "remove_note", id: note },
  ]);
}

function randomBranch(flow: FlowReader, id: string, random: Random): Branch {
  const outputs = flow.outputs(id);
  if (outputs.length > 0 && random.chance(0.8)) return random.pick(outputs).branch;
  return random.pick([nextBranch, errorBranch("NoMatchingError"), conditionBranch("Equals", ["1"])]);
}

function randomValue(random: Random): Json {
  return random.pick<Json>([
    "text",
    1.5,
    true,
    null,
    ["a", 1],
    object(["Uri", "x"]),
    object(["__proto__", "y"]),
  ]);
}

function some(ids: readonly string[], random: Random): string[] {
  const picked = ids.filter(() => random.chance(0.15)).slice(0, 3);
  return picked.length > 0 ? picked : ids.slice(0, 1);
}
