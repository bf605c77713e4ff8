import assert from "node:assert/strict";
import { test } from "node:test";
import { flowOf } from "./flow.testkit";
import { Scene } from "./scene";
import { ahead, back, beside, readingOrder, sibling } from "./walk";

const flow = flowOf({
  a: { at: [0, 0], next: "b", error: "c" },
  b: { at: [400, 0], next: "d" },
  c: { at: [400, 300], next: "d" },
  d: { at: [800, 0] },
  lost: { at: [0, 900], next: "d" },
});
const scene = new Scene(flow);

test("right follows the first branch, or the chosen one", () => {
  assert.deepEqual(ahead(scene, "a"), { from: "a", key: "next" });
  assert.deepEqual(ahead(scene, "a", "error:NoMatchingError"), { from: "a", key: "error:NoMatchingError" });
  assert.equal(ahead(scene, "d"), undefined);
});

test("left goes back to the nearest block before", () => {
  assert.equal(back(scene, "d")?.from, "b");
  assert.equal(back(scene, "a"), undefined, "the entry marker is no block");
});

test("down and up go between the branches one could have taken", () => {
  const via = { from: "a", key: "next" };
  const down = sibling(scene, "b", via, true);
  assert.equal(scene.wire(down!.from, down!.key)?.target, "c");
  assert.equal(sibling(scene, "c", down!, true), undefined);
  assert.equal(scene.wire("a", sibling(scene, "c", down!, false)!.key)?.target, "b");
});

test("without siblings up and down go to the nearest block there", () => {
  assert.equal(beside(scene, "b", true), "c");
  assert.equal(beside(scene, "a", false), undefined);
});

test("the reading order has every block once, what is reached first", () => {
  assert.deepEqual(readingOrder(scene, "a"), ["a", "b", "d", "c", "lost"]);
  assert.deepEqual(readingOrder(scene, "").sort(), ["a", "b", "c", "d", "lost"]);
});
