import assert from "node:assert/strict";
import { test } from "node:test";
import { numbers } from "./flow.testkit";
import { contains, grow, type Point, type Rect } from "./rect";
import { courseBounds, crosses, distanceTo, type End, pathData, route } from "./wire";

const block = (x: number, y: number): Rect => ({ x, y, w: 240, h: 120 });
const out = (r: Rect): End => ({ at: { x: r.x + r.w, y: r.y + 80 }, block: r });
const into = (r: Rect): End => ({ at: { x: r.x, y: r.y + 24 }, block: r });

function samples(course: readonly number[]): Point[] {
  const points: Point[] = [];
  let [x, y] = [course[0]!, course[1]!];
  for (let i = 2; i < course.length; i += 6) {
    const [a, b, c, d, e, f] = course.slice(i, i + 6) as [number, number, number, number, number, number];
    for (let t = 0; t <= 1; t += 0.05) {
      const u = 1 - t;
      points.push({
        x: u ** 3 * x + 3 * u * u * t * a + 3 * u * t * t * c + t ** 3 * e,
        y: u ** 3 * y + 3 * u * u * t * b + 3 * u * t * t * d + t ** 3 * f,
      });
    }
    [x, y] = [e, f];
  }
  return points;
}

test("a wire begins at its port, ends at the other and leaves and enters sideways", () => {
  const random = numbers(1);
  for (let i = 0; i < 400; i++) {
    const from = out(block(0, 0));
    const to = into(block(random() * 3000 - 1500, random() * 2000 - 1000));
    const course = route(from, to, i % 8);
    assert.deepEqual([course[0], course[1]], [from.at.x, from.at.y]);
    assert.deepEqual(course.slice(-2), [to.at.x, to.at.y]);
    assert.equal(course[3], from.at.y);
    assert.ok(course[2]! > from.at.x, "leaves to the right");
    assert.ok(course[course.length - 4]! < to.at.x, "enters from the left");
    assert.ok(course.every(Number.isFinite));
  }
});

test("a wire that turns back runs around both blocks, not over them", () => {
  for (const [x, y] of [
    [-600, 0],
    [-600, 400],
    [-600, -400],
    [0, 300],
    [0, -300],
    [-100, 30],
    [0, 0],
  ] as const) {
    const from = block(0, 0);
    const to = block(x, y);
    const crossed = samples(route(out(from), into(to), 0)).filter(
      (p) => contains(grow(from, -1), p) || contains(grow(to, -1), p),
    );
    assert.deepEqual(crossed, [], `to ${x},${y}`);
  }
});

test("wires of one block that turn back to one target keep apart", () => {
  const lanes = [0, 1, 2, 3].map((i) => courseBounds(route(out(block(0, 0)), into(block(-600, 0)), i)));
  assert.equal(new Set(lanes.map((b) => b.y + b.h)).size, 4);
});

test("the bounds hold the course, and a point on it is at no distance", () => {
  const random = numbers(2);
  for (let i = 0; i < 100; i++) {
    const course = route(
      out(block(0, 0)),
      into(block(random() * 2000 - 1000, random() * 2000 - 1000)),
      i % 5,
    );
    const box = grow(courseBounds(course), 0.01);
    for (const p of samples(course)) {
      assert.ok(contains(box, p));
      assert.ok(distanceTo(course, p) < 4);
    }
    assert.ok(distanceTo(course, { x: box.x - 50, y: box.y - 50 }) > 50);
  }
});

test("path data is an SVG path to a tenth", () => {
  assert.equal(pathData([0, 0.04, 1.25, 2, 3, 4, 5, 6.66]), "M0 0C1.3 2 3 4 5 6.7");
});

test("a line crosses a course where it passes from one side to the other, and not beside it", () => {
  const random = numbers(7);
  for (let i = 0; i < 200; i++) {
    const from = out(block(0, 0));
    const to = into(block(random() * 2000 - 1000, random() * 1600 - 800));
    const course = route(from, to, i % 8);
    const through = samples(course)[10]!;
    const bounds = courseBounds(course);
    const [dx, dy] = [bounds.w + 50, bounds.h + 50];
    // Straight through a point of the course, from outside its bounds to outside them.
    const up = crosses(course, { x: through.x, y: through.y - dy }, { x: through.x, y: through.y + dy });
    const across = crosses(course, { x: through.x - dx, y: through.y }, { x: through.x + dx, y: through.y });
    assert.ok(up || across);
    const above = bounds.y - 1;
    assert.equal(
      crosses(course, { x: bounds.x - dx, y: above }, { x: bounds.x + bounds.w + dx, y: above }),
      false,
    );
  }
});
