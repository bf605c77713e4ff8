import assert from "node:assert/strict";
import { test } from "node:test";
import { numbers } from "./flow.testkit";
import { Grid } from "./grid";
import { overlaps, type Rect } from "./rect";

test("a grid finds what a look at every rectangle finds, whatever was moved and removed", () => {
  const random = numbers(7);
  const rect = (): Rect => {
    const wide = random() < 0.05 ? 40_000 : 500;
    return { x: random() * 9000 - 4000, y: random() * 9000 - 4000, w: random() * wide, h: random() * wide };
  };
  const grid = new Grid<number>();
  const all = new Map<number, Rect>();
  for (let step = 0; step < 3000; step++) {
    const item = Math.floor(random() * 300);
    if (random() < 0.3) {
      grid.delete(item);
      all.delete(item);
    } else {
      const r = rect();
      grid.set(item, r);
      all.set(item, r);
    }
    if (step % 25 > 0) continue;
    const area = rect();
    const expected = [...all].filter(([, r]) => overlaps(r, area)).map(([i]) => i);
    assert.deepEqual(grid.query(area).sort(), expected.sort());
  }
  assert.equal(grid.size, all.size);
});

test("a rectangle that is no number is found by no query and breaks none", () => {
  const grid = new Grid<string>();
  grid.set("lost", { x: Number.NaN, y: 0, w: 10, h: 10 });
  grid.set("here", { x: 0, y: 0, w: 10, h: 10 });
  assert.deepEqual(grid.query({ x: -5, y: -5, w: 20, h: 20 }), ["here"]);
});
