import assert from "node:assert/strict";
import { test } from "node:test";
import type { Flow } from "../model/flow";
import type { Op } from "../model/op";
import { isRejected, noTouch } from "../model/types";
import { flowOf, hubFlow, numbers } from "./flow.testkit";
import { Scene, SHARED } from "./scene";
import { ENTRY, inputPort, outputPort } from "./shape";
import { SPREAD_X } from "./space";

function apply(flow: Flow, scene: Scene, ops: Op[]) {
  const result = flow.apply(ops);
  assert.ok(!isRejected(result), JSON.stringify(result));
  return scene.update(result.touched);
}

const errorOf = (id: string): Op["branch"] & object => ({ kind: "error", error: id });

test("wires into a shared end are stubs, and unfolding shows them", () => {
  const scene = new Scene(hubFlow(SHARED + 1));
  assert.ok(scene.isShared("end"));
  const stubs = [...scene.inbound("end")];
  assert.equal(stubs.length, SHARED + 1);
  assert.ok(stubs.every((wire) => wire.stub && wire.course === undefined));
  assert.equal(scene.unfold(new Set(["end"])).size, SHARED + 1);
  assert.ok(stubs.every((wire) => wire.course !== undefined));
  scene.unfold(new Set());
  assert.ok(stubs.every((wire) => wire.course === undefined));
  assert.deepEqual(scene.wiresIn({ x: 1500, y: -10, w: 10, h: 9000 }), []);
});

test("an end that few lead to has wires, and becomes shared and unshared with edits", () => {
  const flow = hubFlow(SHARED);
  const scene = new Scene(flow);
  assert.ok(!scene.isShared("end"));
  assert.ok([...scene.inbound("end")].every((wire) => wire.course));
  const last = `b${SHARED - 1}`;
  const change = apply(flow, scene, [
    { op: "set_target", id: last, branch: { kind: "next" }, target: "end" },
  ]);
  assert.ok(scene.isShared("end"));
  assert.ok(
    [...change.shapes].some((shape) => shape.id === "b0"),
    "every source names the end now",
  );
  apply(flow, scene, [{ op: "set_target", id: last, branch: { kind: "next" }, target: "" }]);
  assert.ok(!scene.isShared("end"));
  assert.ok([...scene.inbound("end")].every((wire) => wire.course && !wire.stub));
});

test("a wire to a shared block just ahead stays a wire", () => {
  const flow = hubFlow(SHARED + 2);
  const scene = new Scene(flow);
  apply(flow, scene, [{ op: "move_block", id: "end", x: 300, y: 0 }]);
  assert.equal(scene.wire("b0", "error:NoMatchingError")?.stub, false);
  assert.equal(scene.wire("b5", "error:NoMatchingError")?.stub, true);
});

test("moving a block changes that block and its wires, nothing else", () => {
  const flow = flowOf({
    a: { at: [0, 0], next: "b" },
    b: { at: [400, 0], next: "c" },
    c: { at: [800, 0], next: "d" },
    d: { at: [1200, 0] },
  });
  const scene = new Scene(flow);
  const kept = scene.shapes.get("b")!;
  const change = apply(flow, scene, [{ op: "move_block", id: "b", x: 410, y: 90 }]);
  assert.deepEqual([...change.shapes], [kept]);
  assert.deepEqual([...change.wires].map((wire) => `${wire.source}>${wire.target}`).sort(), [
    "a>b",
    "b>",
    "b>c",
  ]);
  assert.deepEqual(kept.rect.x, 410 * SPREAD_X);
  const wire = scene.wire("a", "next")!;
  assert.deepEqual(wire.course!.slice(-2), [inputPort(kept).x, inputPort(kept).y]);
});

test("lifted blocks move with their wires and land where they were", () => {
  const scene = new Scene(flowOf({ a: { at: [0, 0], next: "b" }, b: { at: [400, 0] } }));
  const before = structuredClone([scene.shapes.get("b")!.rect, scene.wire("a", "next")!.course]);
  scene.lift(["b"]);
  scene.shift(70, 5000);
  assert.equal(scene.shapeAt({ x: 400 * SPREAD_X + 75, y: 5005 }, 0)?.id, "b");
  assert.equal(scene.shapesIn({ x: 400, y: 4990, w: 400, h: 90 }).length, 1);
  scene.land();
  assert.deepEqual([scene.shapes.get("b")!.rect, scene.wire("a", "next")!.course], before);
});

test("a hit prefers ports to blocks to wires", () => {
  const scene = new Scene(flowOf({ a: { at: [0, 0], next: "b" }, b: { at: [600, 300] } }));
  const a = scene.shapes.get("a")!;
  const port = outputPort(a, 0);
  assert.equal(scene.hit(port, 8)?.kind, "output");
  assert.equal(scene.hit(inputPort(scene.shapes.get("b")!), 8)?.kind, "input");
  assert.deepEqual(scene.hit({ x: 100, y: 20 }, 8), { kind: "shape", shape: a });
  const course = scene.wire("a", "next")!.course!;
  const middle = { x: (course[0]! + course[6]!) / 2, y: (course[1]! + course[7]!) / 2 };
  assert.equal(scene.hit(middle, 8)?.kind, "wire");
  assert.equal(scene.hit({ x: -5000, y: 0 }, 8), undefined);
});

test("what no contact can reach is known; without a start nothing is said", () => {
  const flow = flowOf({ a: { at: [0, 0], next: "b" }, b: { at: [300, 0] }, c: { at: [0, 500], next: "b" } });
  const scene = new Scene(flow);
  assert.deepEqual(
    ["a", "b", "c"].map((id) => scene.isReached(id)),
    [true, true, false],
  );
  apply(flow, scene, [{ op: "set_target", id: "a", branch: errorOf("NoMatchingError"), target: "c" }]);
  assert.ok(scene.isReached("c"));
  apply(flow, scene, [{ op: "set_start", target: "" }]);
  assert.ok(scene.isReached("c"));
});

test("blocks at one place are shown apart and keep their place in the file", () => {
  const flow = flowOf({
    a: { at: [50, 50], next: "b" },
    b: { at: [50, 50], next: "c" },
    c: { at: [50, 50] },
  });
  const scene = new Scene(flow);
  const corners = ["a", "b", "c"].map((id) => scene.shapes.get(id)!.rect.y);
  assert.equal(new Set(corners).size, 3);
  assert.deepEqual(
    ["a", "b", "c"].map((id) => scene.shapes.get(id)!.layer),
    [0, 1, 2],
  );
  assert.equal(flow.block("c")?.y, 50);
});

test("a scene that followed edits shows what a new one shows", () => {
  const random = numbers(11);
  const flow = hubFlow(9);
  const scene = new Scene(flow);
  const pick = () => {
    const ids = [...flow.blocks()].map((block) => block.id);
    return ids[Math.floor(random() * ids.length)] ?? "";
  };
  for (let i = 0; i < 300; i++) {
    const id = pick();
    const kind = random();
    const place = { x: Math.round(random() * 4000), y: Math.round(random() * 4000) };
    let op: Op = { op: "move_block", id, ...place };
    if (kind < 0.3) op = { op: "set_target", id, branch: errorOf("NoMatchingError"), target: pick() };
    else if (kind < 0.35) op = { op: "set_start", target: pick() };
    else if (kind < 0.4 && flow.size > 5) op = { op: "remove_blocks", ids: [id] };
    else if (kind < 0.5) {
      const made = `n${i}`;
      const text = new Map([["Text", made]]);
      const transitions = new Map([["NextAction", pick()]]);
      const action = new Map<string, string | Map<string, string>>([
        ["Identifier", made],
        ["Type", "MessageParticipant"],
        ["Parameters", text],
        ["Transitions", transitions],
      ]);
      op = {
        op: "add_block",
        id: made,
        action,
        metadata: new Map([["position", new Map(Object.entries(place))]]),
      };
    }
    const result = flow.apply([op]);
    if (!isRejected(result)) scene.update(result.touched);
  }
  const fresh = new Scene(flow);
  const wires = (one: Scene) =>
    [...one.shapes.values()]
      .flatMap((shape) =>
        shape.wires.map((wire) => `${wire.source} ${wire.key} ${wire.target} ${wire.stub} ${wire.course}`),
      )
      .sort();
  const rects = (one: Scene) =>
    [...one.shapes.values()].map((shape) => `${shape.id} ${JSON.stringify(shape.rect)}`).sort();
  assert.deepEqual(rects(scene), rects(fresh));
  assert.deepEqual(wires(scene), wires(fresh));
  assert.deepEqual(scene.bounds(), fresh.bounds());
});

test("everything touched means a new picture", () => {
  const scene = new Scene(flowOf({ a: { at: [0, 0] } }));
  const change = scene.update({ ...noTouch(), all: true });
  assert.ok(change.all);
  assert.deepEqual([...scene.shapes.keys()], ["a", ENTRY]);
});

test("a flow of very many wires is shown at once, and its wires then go around blocks as those of any flow", () => {
  const specs: Record<string, { at: [number, number]; next?: string; error?: string }> = {};
  const size = 700;
  for (let i = 0; i < size; i++)
    specs[`n${i}`] = {
      at: [(i % 28) * 260, Math.floor(i / 28) * 220],
      next: `n${(i + 2) % size}`,
      error: `n${(i + 30) % size}`,
    };
  const scene = new Scene(flowOf(specs));
  assert.ok(scene.isRough);
  scene.lift(["n0"]);
  assert.ok(!scene.isRough, "a drag is not disturbed");
  scene.land();
  assert.ok(scene.isRough);
  let changed = 0;
  for (let i = 0; scene.isRough && i < 10_000; i++) changed += scene.refine(performance.now() + 5).size;
  assert.ok(!scene.isRough && changed > 100);
  assert.equal(scene.refine(Number.POSITIVE_INFINITY).size, 0);
});
