import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Flow } from "../model/flow";
import type { Op } from "../model/op";
import { isRejected } from "../model/types";
import { align, distribute } from "./arrange";

const size = { width: 100, height: 50 };
const sizeOf = () => size;

function flowAt(places: Record<string, [number, number]>): Flow {
  const ids = Object.keys(places);
  return Flow.parse(
    JSON.stringify({
      StartAction: ids[0],
      Actions: ids.map((id) => ({
        Identifier: id,
        Type: "DisconnectParticipant",
        Parameters: {},
        Transitions: {},
      })),
      Metadata: {
        ActionMetadata: Object.fromEntries(
          ids.map((id) => [id, { position: { x: places[id]![0], y: places[id]![1] } }]),
        ),
      },
    }),
  );
}

function placesAfter(flow: Flow, ops: Op[]): Record<string, [number, number]> {
  const result = flow.apply(ops);
  if (isRejected(result)) assert.fail(result.rejected.message);
  return Object.fromEntries([...flow.blocks()].map((block) => [block.id, [block.x, block.y]]));
}

describe("align", () => {
  const start = { a: [0, 0], b: [40, 100], c: [200, 300] } as Record<string, [number, number]>;
  for (const [edge, want] of [
    ["left", { a: [0, 0], b: [0, 100], c: [0, 300] }],
    ["right", { a: [200, 0], b: [200, 100], c: [200, 300] }],
    ["centre", { a: [100, 0], b: [100, 100], c: [100, 300] }],
    ["top", { a: [0, 0], b: [40, 0], c: [200, 0] }],
    ["bottom", { a: [0, 300], b: [40, 300], c: [200, 300] }],
    ["middle", { a: [0, 150], b: [40, 150], c: [200, 150] }],
  ] as const) {
    test(edge, () => {
      const flow = flowAt(start);
      assert.deepEqual(placesAfter(flow, align(flow, ["a", "b", "c"], sizeOf, edge)), want);
    });
  }

  test("twice is once", () => {
    const flow = flowAt(start);
    placesAfter(flow, align(flow, ["a", "b", "c"], sizeOf, "left"));
    assert.deepEqual(align(flow, ["a", "b", "c"], sizeOf, "left"), []);
  });

  test("one block has nothing to align with", () => {
    assert.deepEqual(align(flowAt(start), ["a"], sizeOf, "left"), []);
  });
});

describe("distribute", () => {
  test("makes the gaps equal and leaves the outermost", () => {
    const flow = flowAt({ a: [0, 7], c: [500, 9], b: [120, 8] });
    assert.deepEqual(placesAfter(flow, distribute(flow, ["a", "b", "c"], sizeOf, "x")), {
      a: [0, 7],
      b: [250, 8],
      c: [500, 9],
    });
  });

  test("goes down too, also where blocks overlap", () => {
    const flow = flowAt({ a: [0, 0], b: [0, 10], c: [0, 60] });
    assert.deepEqual(placesAfter(flow, distribute(flow, ["a", "b", "c"], sizeOf, "y")), {
      a: [0, 0],
      b: [0, 30],
      c: [0, 60],
    });
  });

  test("two blocks have one gap", () => {
    assert.deepEqual(distribute(flowAt({ a: [0, 0], b: [300, 0] }), ["a", "b"], sizeOf, "x"), []);
  });
});
