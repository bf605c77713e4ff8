import assert from "node:assert/strict";
import { test } from "node:test";
import { flowOf } from "../geometry/flow.testkit";
import { Scene } from "../geometry/scene";
import { ENTRY, ENTRY_KEY } from "../geometry/shape";
import { connectLabel, connectOps, moveLabel, moveOps } from "./ops";

const flow = flowOf({ a: { at: [10.6, 20], next: "b" }, b: { at: [400, 0] } });
const scene = new Scene(flow);

test("a move is one batch of whole numbers, and none when nothing moved", () => {
  assert.deepEqual(moveOps(flow, ["a", "b", "gone"], { x: 5, y: -30 }), [
    { op: "move_block", id: "a", x: 16, y: -10 },
    { op: "move_block", id: "b", x: 405, y: -30 },
  ]);
  assert.deepEqual(moveOps(flow, ["a"], { x: 0, y: 0 }), []);
  assert.deepEqual(moveOps(flow, [ENTRY], { x: 1, y: 1 }), [{ op: "move_block", x: -199, y: 1 }]);
});

test("wiring names the branch; the same target again is no edit", () => {
  const error = scene.wire("a", "error:NoMatchingError")!;
  assert.deepEqual(connectOps(error, "b"), [
    { op: "set_target", id: "a", branch: { kind: "error", error: "NoMatchingError" }, target: "b" },
  ]);
  assert.deepEqual(connectOps(scene.wire("a", "next")!, "b"), []);
  assert.deepEqual(connectOps(scene.wire(ENTRY, ENTRY_KEY)!, "b"), [{ op: "set_start", target: "b" }]);
});

test("edits have names for the history", () => {
  assert.equal(moveLabel(scene, ["a", "b"]), "Move 2 blocks");
  const title = flow.block("a")?.title;
  assert.equal(connectLabel(scene, scene.wire("a", "next")!, ""), `Disconnect Success of ${title}`);
  assert.equal(connectLabel(scene, scene.wire(ENTRY, ENTRY_KEY)!, ""), "Disconnect the entry point");
});
