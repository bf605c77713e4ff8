import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { catalogue } from "../model/catalogue";
import { Flow } from "../model/flow";
import { toCanonical } from "../model/json";
import { isRejected } from "../model/types";
import { newBlock } from "./new-block";
import { replaceBlock } from "./replace";

function find(key: string) {
  for (const action of catalogue.actions) {
    const block = action.blocks.find((one) => one.key === key);
    if (block) return { action, block };
  }
  assert.fail(`no block ${key}`);
}

/** start → b (of this kind) → end, where b is named and has a note. */
function flowWith(key: string): Flow {
  const flow = Flow.parse(
    JSON.stringify({
      Version: "2019-10-30",
      StartAction: "start",
      Actions: [
        {
          Identifier: "start",
          Type: "MessageParticipant",
          Parameters: { Text: "Hi" },
          Transitions: { NextAction: "b" },
        },
        { Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} },
      ],
      Metadata: {
        ActionMetadata: {},
        Annotations: [{ type: "default", id: "n", content: "!", actionId: "b" }],
      },
    }),
  );
  const { action, block } = find(key);
  assert.ok(!isRejected(flow.apply(newBlock(flow, action, block, { x: 5, y: 6 }, "b").ops)));
  return flow;
}

function replace(flow: Flow, key: string) {
  const { action, block } = find(key);
  const result = flow.apply(replaceBlock(flow, "b", action, block));
  if (isRejected(result)) assert.fail(result.rejected.message);
  return result;
}

/** All that one sees of the block. */
function told(flow: Flow) {
  const { type, title, outputs } = flow.block("b")!;
  const parameters = toCanonical(flow.actionJson("b")!.get("Parameters")!);
  return { type, title, outputs, parameters };
}

describe("replacing a block", () => {
  test("keeps place, name, wires in, notes, the text, and where it leads", () => {
    const flow = flowWith("play-prompt");
    flow.apply([
      { op: "set_parameter", id: "b", path: ["Text"], value: "Say it" },
      { op: "set_target", id: "b", branch: { kind: "next" }, target: "end" },
    ]);
    replace(flow, "get-customer-input");
    const block = flow.block("b")!;
    assert.deepEqual([block.x, block.y, block.kind.name], [5, 6, "Get customer input"]);
    assert.equal(flow.parameter("b", ["Text"]), "Say it");
    assert.equal(flow.inbound("b").length, 1);
    assert.equal(flow.notes()[0]?.block, "b");
    assert.ok(block.outputs.some((output) => output.target === "end" && output.tone !== "error"));
  });

  const pairs = [
    "play-prompt",
    "get-customer-input",
    "check-contact-attributes",
    "disconnect",
    "set-working-queue",
    "loop",
  ];
  for (const from of pairs) {
    for (const to of pairs) {
      test(`${from} by ${to} has the branches of a new one, and goes back with undo`, () => {
        const flow = flowWith(from);
        const before = told(flow);
        const done = replace(flow, to);
        const fresh = flowWith(to);
        const keys = (one: Flow) =>
          one
            .outputs("b")
            .map((output) => [output.key, output.present])
            .sort();
        assert.deepEqual(keys(flow), keys(fresh));
        const transitions = (one: Flow) => [
          ...((one.actionJson("b")!.get("Transitions") as Map<string, unknown>) ?? new Map()).keys(),
        ];
        assert.equal(transitions(flow).includes("NextAction"), transitions(fresh).includes("NextAction"));
        assert.ok(!isRejected(flow.apply(done.inverse)));
        assert.deepEqual(told(flow), before);
      });
    }
  }
});
