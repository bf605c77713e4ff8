import assert from "node:assert/strict";
import { test } from "node:test";
import { detour, isBlocked } from "./avoid";
import { numbers } from "./flow.testkit";
import type { Rect } from "./rect";
import { type End, route } from "./wire";

const block = (x: number, y: number): Rect => ({ x, y, w: 240, h: 120 });
const out = (r: Rect): End => ({ at: { x: r.x + r.w, y: r.y + 80 }, block: r });
const into = (r: Rect): End => ({ at: { x: r.x, y: r.y + 24 }, block: r });

test("a wire goes around a block that stands between its two", () => {
  const [from, wall, to] = [block(0, 0), block(400, 0), block(800, 0)];
  const plain = route(out(from), into(to), 0);
  assert.ok(isBlocked(plain, [wall]));
  const around = detour(out(from), into(to), [wall], 0);
  assert.ok(around && !isBlocked(around, [wall, from, to]));
  assert.deepEqual(around.slice(0, 2), [240, 80]);
  assert.deepEqual(around.slice(-2), [800, 24]);
});

test("a course that is found runs behind no block, wherever they stand", () => {
  const random = numbers(11);
  let found = 0;
  for (let i = 0; i < 400; i++) {
    const from = block(0, 0);
    const to = block(random() * 1600 - 600, random() * 1200 - 600);
    const walls = Array.from({ length: 6 }, () => block(random() * 1600 - 400, random() * 1200 - 600));
    const around = detour(out(from), into(to), walls, i % 5);
    if (!around) continue;
    found++;
    assert.ok(!isBlocked(around, walls), `case ${i}`);
  }
  assert.ok(found > 100, `${found} found`);
});

test("where there is no room the answer is none", () => {
  const walls = [block(245, -4000), block(245, 0)].map((r) => ({ ...r, h: 8000, y: -4000 }));
  assert.equal(detour(out(block(0, 0)), into(block(800, 0)), walls, 0), undefined);
});
