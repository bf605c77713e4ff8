import assert from "node:assert/strict";
import { test } from "node:test";
import { stepTo } from "./roving";

test("arrows, Home and End stay within the list; other keys lead nowhere", () => {
  const cases: readonly [string, number, number, number | undefined][] = [
    ["ArrowDown", 0, 3, 1],
    ["ArrowDown", 2, 3, 2],
    ["ArrowRight", 1, 3, 2],
    ["ArrowUp", 2, 3, 1],
    ["ArrowUp", 0, 3, 0],
    ["ArrowLeft", 1, 3, 0],
    ["Home", 2, 3, 0],
    ["End", 0, 3, 2],
    ["ArrowDown", 0, 0, undefined],
    ["Enter", 0, 3, undefined],
    ["toString", 0, 3, undefined],
  ];
  for (const [key, at, length, want] of cases)
    assert.equal(stepTo(key, at, length), want, `${key} at ${at} of ${length}`);
});
