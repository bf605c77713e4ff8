import assert from "node:assert/strict";
import { test } from "node:test";
import type { BlockGroup } from "../model/block-group";
import { Flow } from "../model/flow";
import type { Op } from "../model/op";
import { Random, randomOps, sampleFlow } from "../model/random.testkit";
import { isRejected, type Touched } from "../model/types";
import { unfoldOps, unfoldWire } from "../tool/unfold-ops";
import { flowOf, hubFlow } from "./flow.testkit";
import { FoldedFlow } from "./folded";
import { MOST_PORTS } from "./group-block";
import { Scene } from "./scene";
import { ENTRY } from "./shape";
import { type GroupOutput, isGroup } from "./source";

const group = (id: string, blocks: string[], folded = true): BlockGroup => ({
  id,
  name: `The ${id}`,
  blocks,
  folded,
});

function drawn(flow: Flow, ...groups: BlockGroup[]): FoldedFlow {
  const folded = new FoldedFlow(flow);
  folded.regroup(groups);
  return folded;
}

function apply(flow: Flow, ops: Op[]): Touched {
  const result = flow.apply(ops);
  assert.ok(!isRejected(result), JSON.stringify(result));
  return result.touched;
}

/** a → b → c → d, with errors to e. */
const chain = () =>
  flowOf({
    a: { at: [0, 0], next: "b", error: "e" },
    b: { at: [300, 40], next: "c", error: "e" },
    c: { at: [600, 20], next: "d", error: "e" },
    d: { at: [900, 0] },
    e: { at: [900, 400] },
  });

test("a folded group is one block with the ways out of its blocks", () => {
  const folded = drawn(chain(), group("g", ["b", "c"]));
  assert.deepEqual(
    [...folded.blocks()].map(({ id }) => id),
    ["a", "d", "e", "group:g"],
  );
  assert.equal(folded.size, 4);
  const block = folded.block("group:g")!;
  assert.ok(isGroup(block));
  assert.deepEqual([block.title, block.summary[0]?.value, block.x, block.y], ["The g", "2 blocks", 300, 20]);
  assert.deepEqual(
    block.outputs.map(({ label, target }) => `${label} > ${target}`),
    ["Error · b > e", "Success > d", "Error · c > e"],
  );
  assert.deepEqual(
    folded.block("a")!.outputs.map(({ target }) => target),
    ["group:g", "e"],
  );
  assert.equal(folded.block("b"), undefined);
});

test("an unfolded group is a frame and hides nothing; one without blocks is nothing", () => {
  const flow = chain();
  const folded = drawn(flow, group("g", ["b", "c", "gone"], false), group("h", ["gone", "went"]));
  assert.deepEqual([...folded.blocks()], [...flow.blocks()]);
  assert.deepEqual(folded.frames(), [{ id: "g", name: "The g", blocks: ["b", "c"] }]);
  const scene = new Scene(folded);
  const [frame] = scene.frames();
  const inside = scene.boundsOf(["b", "c"])!;
  assert.ok(frame!.rect.x < inside.x && frame!.rect.y < inside.y);
  assert.ok(frame!.rect.x + frame!.rect.w > inside.x + inside.w);
});

test("without folded groups the blocks are the flow's own, and edits are told as they are", () => {
  const flow = chain();
  const folded = drawn(flow);
  assert.equal(folded.block("a"), flow.block("a"));
  const touched = apply(flow, [{ op: "move_block", id: "a", x: 1, y: 1 }]);
  assert.equal(folded.follow(touched), touched);
  folded.regroup([group("g", ["a"])]);
  folded.regroup([]);
  assert.equal(folded.block("a"), flow.block("a"));
});

test("a group on which the flow starts is what the entry leads to", () => {
  const folded = drawn(chain(), group("g", ["c", "a"]));
  assert.equal(folded.start(), "group:g");
  assert.equal(folded.entryOf("group:g"), "a");
});

test("a wire into a group leads to the block where most come in", () => {
  const folded = drawn(chain(), group("g", ["d", "e"]));
  assert.equal(folded.entryOf("group:g"), "e");
});

test("many ways to few places are merged, and more places than there are ports are one more port", () => {
  const specs: Record<string, { at: [number, number]; next?: string; error?: string }> = {
    start: { at: [0, 0], next: "m0" },
  };
  for (let i = 0; i < 10; i++) {
    specs[`m${i}`] = { at: [300, i * 100], next: `t${i}`, error: "end" };
    specs[`t${i}`] = { at: [900, i * 100] };
  }
  const members = Array.from({ length: 10 }, (_, i) => `m${i}`);
  const flow = flowOf({ ...specs, end: { at: [900, 2000] } });
  const outputs = drawn(flow, group("g", members)).block("group:g")!.outputs as readonly GroupOutput[];
  assert.equal(outputs.length, MOST_PORTS);
  const merged = outputs.find(({ target }) => target === "end")!;
  assert.deepEqual([merged.label, merged.ways.length, merged.tone], ["Error × 10", 10, "error"]);
  const last = outputs.at(-1)!;
  assert.deepEqual([last.label, last.target, last.leads.length], ["4 more", "", 4]);
  assert.equal(new Set(outputs.map(({ label }) => label)).size, outputs.length, "labels tell ports apart");
  const scene = new Scene(drawn(flow, group("g", members)));
  assert.ok(
    Object.keys(specs).every((id) => !scene.shapes.has(id) || scene.isReached(id)),
    "what the last port stands for is reached too",
  );
});

test("operations on a group are operations on its blocks", () => {
  const flow = chain();
  const folded = drawn(flow, group("g", ["b", "c"]));
  const [error, success] = folded.block("group:g")!.outputs;
  assert.deepEqual(unfoldOps(flow, folded, [{ op: "move_block", id: "group:g", x: 310, y: 0 }]), [
    { op: "move_block", id: "b", x: 310, y: 20 },
    { op: "move_block", id: "c", x: 610, y: 0 },
  ]);
  const set = (id: string, branch: Op["branch"] & object, target: string): Op => ({
    op: "set_target",
    id,
    branch,
    target,
  });
  const own = flow.outputs("c")[0]!;
  assert.deepEqual(unfoldOps(flow, folded, [set("group:g", success!.branch, "a")]), [
    set("c", own.branch, "a"),
  ]);
  assert.deepEqual(unfoldOps(flow, folded, [set("a", own.branch, "group:g")]), [set("a", own.branch, "b")]);
  assert.deepEqual(unfoldOps(flow, folded, [{ op: "set_start", target: "group:g" }]), [
    { op: "set_start", target: "b" },
  ]);
  assert.deepEqual(unfoldWire(folded, { source: "group:g", key: error!.key }), {
    source: "b",
    key: flow.outputs("b").find(({ tone }) => tone === "error")!.key,
  });
});

test("a port that is drawn means its branch, whatever was edited elsewhere since", () => {
  const flow = chain();
  const folded = drawn(flow, group("g", ["b", "c"]));
  const scene = new Scene(folded);
  for (const ops of [
    [{ op: "set_target", id: "a", branch: flow.outputs("a")[0]!.branch, target: "d" }],
    [{ op: "set_target", id: "c", branch: flow.outputs("c")[0]!.branch, target: "a" }],
    [{ op: "rename_block", id: "e", to: "f" }],
    [{ op: "move_block", id: "d", x: 1, y: 2 }],
  ] as Op[][]) {
    scene.update(folded.follow(apply(flow, ops)));
    for (const { output } of scene.shapes.get("group:g")!.wires) {
      const set: Op = { op: "set_target", id: "group:g", branch: output!.branch, target: "d" };
      assert.equal(unfoldOps(flow, folded, [set]).length, 1, ops[0]!.op);
    }
  }
});

test("1,000 blocks: groups cost little, and none costs nothing", (context) => {
  const flow = hubFlow(1000);
  const time = (run: () => void) => {
    const runs = Array.from({ length: 7 }, () => {
      const begun = performance.now();
      run();
      return performance.now() - begun;
    });
    return runs.sort((a, b) => a - b)[3]!;
  };
  const ids = [...flow.blocks()].map(({ id }) => id);
  const plain = time(() => new Scene(flow));
  const wrapped = time(() => new Scene(new FoldedFlow(flow)));
  const folded = new FoldedFlow(flow);
  const scene = new Scene(folded);
  let isFolded = false;
  const fold = time(() => {
    isFolded = !isFolded;
    scene.update(folded.regroup([group("g", ids.slice(0, 500), isFolded)]));
  });
  folded.regroup([group("g", ids.slice(0, 500))]);
  const touched = apply(flow, [{ op: "move_block", id: ids[900]!, x: 5, y: 5 }]);
  const follow = time(() => void folded.follow(touched));
  context.diagnostic(
    `read ${plain.toFixed(1)} ms, through no groups ${wrapped.toFixed(1)} ms, fold 500 ${fold.toFixed(1)} ms, follow an edit ${follow.toFixed(2)} ms`,
  );
  assert.ok(follow < 10 && fold < 2 * plain, "a person waits for it");
});

test("a note on a hidden block is hidden", () => {
  const flow = Flow.parse(sampleFlow(3));
  assert.equal(drawn(flow, group("g", ["block-1"])).notes().length, 1);
  assert.equal(drawn(flow, group("g", ["block-0"])).notes().length, 0);
});

/** What is drawn, in words; without the places, because of blocks on each other the later one is shown a step apart. */
function picture(scene: Scene): string[] {
  return [...scene.shapes.values()]
    .map(
      ({ id, rect, wires }) =>
        `${id} ${rect.h} ${wires.map(({ key, target }) => `${key}>${target}`).join(" ")}`,
    )
    .sort();
}

function assertWhole(flow: Flow, folded: FoldedFlow, scene: Scene): void {
  const shapes = [...scene.shapes.keys()].filter((id) => id !== ENTRY);
  const inside = shapes.flatMap((id) => folded.inside(id));
  assert.deepEqual(inside.sort(), [...flow.blocks()].map(({ id }) => id).sort(), "every block is drawn once");
  assert.equal(folded.size, shapes.length);
  for (const block of flow.blocks()) {
    const from = folded.shown(block.id);
    for (const { target } of block.outputs) {
      const to = folded.shown(target);
      if (target === "" || !flow.block(target) || from === to) continue;
      const wires = scene.shapes.get(from)!.wires;
      const leads = wires.flatMap(({ target, output }) => [target, ...((output as GroupOutput).leads ?? [])]);
      assert.ok(leads.includes(to), `${block.id} leads to ${target}: ${from} to ${to}`);
    }
  }
}

test("whatever is edited, folded and unfolded: everything is drawn once, and as if drawn anew", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = new Random(seed);
    const flow = Flow.parse(sampleFlow(24, seed));
    const folded = new FoldedFlow(flow);
    const scene = new Scene(folded);
    let groups: BlockGroup[] = [];
    let made = 0;
    for (let step = 0; step < 40; step++) {
      if (random.chance(0.3)) {
        const ids = [...flow.blocks()].map(({ id }) => id);
        const g = groups.map((one) => (random.chance(0.3) ? { ...one, folded: !one.folded } : one));
        groups = random.chance(0.2) ? g.slice(1) : g;
        if (random.chance(0.5) && ids.length > 0) {
          const members = Array.from({ length: 1 + random.below(6) }, () => random.pick(ids));
          groups = [...groups, group(`g${groups.length}`, members, random.chance(0.7))];
        }
        groups = groups.filter((one, at) => groups.findIndex(({ id }) => id === one.id) === at);
        scene.update(folded.regroup(groups));
      } else {
        const result = flow.apply(randomOps(flow, random, () => `new-${seed}-${++made}`));
        if (isRejected(result)) continue;
        const { renamed } = result.touched;
        groups = groups.map((one) => ({ ...one, blocks: one.blocks.map((id) => renamed.get(id) ?? id) }));
        scene.update(folded.regroup(groups));
        scene.update(folded.follow(result.touched));
      }
      const anew = new FoldedFlow(flow);
      anew.regroup(groups);
      assert.deepEqual(picture(scene), picture(new Scene(anew)), `seed ${seed}, step ${step}`);
      assertWhole(flow, folded, scene);
    }
    scene.update(folded.regroup([]));
    assert.deepEqual([...folded.blocks()], [...flow.blocks()], "unfolded it is the flow itself");
    assert.deepEqual(picture(scene), picture(new Scene(flow)));
  }
});
