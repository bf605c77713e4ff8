import assert from "node:assert/strict";
import { test } from "node:test";
import { BLOCK_WIDTH } from "../geometry/metrics";
import { toCanvas } from "../geometry/space";
import { guided, type Neighbour } from "./guides";

const at = (x: number, y: number, h: number): Neighbour => ({
  x,
  y,
  rect: { ...toCanvas({ x, y }), w: BLOCK_WIDTH, h },
});

test("a block holds to the nearest left edge within reach, and says where it stands", () => {
  const held = guided({ x: 103, y: 500 }, 100, [at(100, 0, 100), at(106, 900, 100)], 6);
  assert.equal(held.x, 100);
  assert.equal(held.y, undefined);
  assert.equal(held.lines.length, 1);
  assert.equal(held.lines[0]!.from.x, toCanvas({ x: 100, y: 0 }).x);
});

test("tops, middles and bottoms line up, each with its own line", () => {
  const tall = at(0, 200, 180);
  for (const [free, y, line] of [
    [202, 200, 200],
    [241, 240, 290],
    [279, 280, 380],
  ] as const) {
    const held = guided({ x: 900, y: free }, 100, [tall], 6);
    assert.equal(held.y, y);
    assert.equal(held.lines[0]!.from.y, line);
  }
});

test("what is out of reach holds nothing", () => {
  assert.deepEqual(guided({ x: 110, y: 50 }, 100, [at(100, 0, 100)], 6), {
    x: undefined,
    y: undefined,
    lines: [],
  });
});
