import assert from "node:assert/strict";
import { test } from "node:test";
import { flowOf } from "../geometry/flow.testkit";
import { inFlowOrder, outlineOf } from "./flow-order";

const told = (flow: ReturnType<typeof flowOf>) =>
  outlineOf([...flow.blocks()], flow.start()).map(({ block, level, via }) => [
    block.id,
    level,
    via?.label ?? "",
  ]);

test("a chain stays on its level, a fork leads one deeper, and says by which branch", () => {
  const flow = flowOf({
    a: { at: [0, 0], next: "b" },
    b: { at: [300, 0], next: "c", error: "sorry" },
    sorry: { at: [600, 300], next: "end" },
    c: { at: [600, 0], next: "end", error: "sorry" },
    end: { at: [900, 0] },
    lost: { at: [0, 900], next: "end" },
  });
  assert.deepEqual(told(flow), [
    ["a", 1, ""],
    ["b", 1, ""],
    ["c", 2, ""],
    ["end", 3, ""],
    ["sorry", 3, "Error"],
    ["lost", 1, ""],
  ]);
});

test("every block is there once, also in loops and in flows without a start", () => {
  const flow = flowOf({ a: { at: [0, 0], next: "b" }, b: { at: [300, 0], next: "a", error: "b" } });
  assert.deepEqual(
    inFlowOrder([...flow.blocks()], flow.start()).map((block) => block.id),
    ["a", "b"],
  );
  assert.deepEqual(
    inFlowOrder([...flow.blocks()], "").map((block) => block.id),
    ["a", "b"],
  );
});
