import assert from "node:assert/strict";
import { test } from "node:test";
import { between, fitted, fromScreen, MAX_ZOOM, MIN_ZOOM, toScreen, viewOf, zoomedAt } from "./camera";
import { numbers } from "./flow.testkit";
import { encloses } from "./rect";

const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-6, `${a} is not ${b}`);

test("zooming leaves the point under the pointer in place, also at the limits", () => {
  const random = numbers(3);
  let camera = { x: 10, y: 20, k: 1 };
  for (let i = 0; i < 500; i++) {
    const at = { x: random() * 1280, y: random() * 800 };
    const under = fromScreen(camera, at);
    camera = zoomedAt(camera, camera.k * 2 ** (random() * 4 - 2), at);
    const now = toScreen(camera, under);
    assert.ok(Math.abs(now.x - at.x) < 1e-6 && Math.abs(now.y - at.y) < 1e-6);
    assert.ok(camera.k >= MIN_ZOOM && camera.k <= MAX_ZOOM);
  }
});

test("fit shows everything, enlarges nothing and centres", () => {
  const large = { x: -500, y: 40, w: 6000, h: 2000 };
  assert.ok(encloses(viewOf(fitted(large, 1280, 800, 48, 1), 1280, 800), large));
  const small = fitted({ x: 0, y: 0, w: 240, h: 100 }, 1280, 800, 48, 1);
  assert.deepEqual(small, { x: 520, y: 350, k: 1 });
  assert.ok(fitted({ x: 0, y: 0, w: 1e7, h: 1 }, 1280, 800, 48, 1).k >= MIN_ZOOM);
});

test("a glide begins and ends where it should", () => {
  const a = { x: 0, y: 0, k: 0.2 };
  const b = { x: -900, y: 300, k: 1 };
  for (const [t, end] of [
    [0, a],
    [1, b],
  ] as const) {
    const c = between(a, b, t);
    close(c.x, end.x);
    close(c.y, end.y);
    close(c.k, end.k);
  }
  assert.deepEqual(between(a, { ...a, x: 100 }, 0.5), { x: 50, y: 0, k: 0.2 });
});
