import assert from "node:assert/strict";
import { test } from "node:test";
import { flowOf } from "../geometry/flow.testkit";
import { Scene } from "../geometry/scene";
import { badgeText, blockLabel, count } from "./words";

test("a badge names the graver kind in words", () => {
  assert.equal(badgeText({ errors: 2, warnings: 5 }), "2 errors");
  assert.equal(badgeText({ errors: 0, warnings: 1 }), "1 warning");
  assert.equal(badgeText({ errors: 0, warnings: 0 }), "");
});

test("a block is named with what it is, its own name, its branches and its findings", () => {
  const scene = new Scene(flowOf({ Welcome: { at: [0, 0], next: "end" }, end: { at: [400, 0] } }));
  const label = blockLabel(scene.shapes.get("Welcome")!, { errors: 1, warnings: 0 }, false);
  assert.equal(label, "Play prompt, Welcome, 2 branches, 1 error, not reached");
  assert.equal(count(1, "branch"), "1 branch");
});
