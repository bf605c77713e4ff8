import assert from "node:assert/strict";
import { test } from "node:test";
import { type BlockGroup, freeGroupName, regrouped, restoring } from "./block-group";
import { Random } from "./random.testkit";

const group = (id: string, ...blocks: string[]): BlockGroup => ({ id, name: id, blocks, folded: true });
const words = (groups: readonly BlockGroup[]) =>
  groups.map(({ name, blocks, folded }) => `${name}${folded ? "" : "*"}[${blocks.join(" ")}]`).join(" ");

test("changes of groups mean what they mean on the server", () => {
  const two = [group("A", "1", "2"), group("B", "3", "4")];
  const cases = [
    [{ change: "make", id: "C", name: "C", blocks: ["2", "5"], folded: false }, "A[1] B[3 4] C*[2 5]"],
    [{ change: "make", id: "C", name: "C", blocks: ["1", "2", "3"], folded: true }, "B[4] C[1 2 3]"],
    [{ change: "rename", id: "A", name: "Z" }, "Z[1 2] B[3 4]"],
    [{ change: "set", id: "A", blocks: ["2", "3"] }, "A[2 3] B[4]"],
    [{ change: "set", id: "A", blocks: ["3", "4"] }, "A[3 4]"],
    [{ change: "unfold", id: "B" }, "A[1 2] B*[3 4]"],
    [{ change: "ungroup", id: "A" }, "B[3 4]"],
  ] as const;
  for (const [change, want] of cases) assert.equal(words(regrouped(two, change)), want, change.change);
  assert.equal(words(two), "A[1 2] B[3 4]");
});

test("a new group gets a name that is free", () => {
  assert.equal(freeGroupName([]), "Group 1");
  assert.equal(freeGroupName([group("Group 1"), group("Group 3")]), "Group 2");
});

test("whatever was changed, it can be taken back", () => {
  const sorted = (groups: readonly BlockGroup[]) => words([...groups].sort((a, b) => (a.id < b.id ? -1 : 1)));
  for (let seed = 1; seed <= 200; seed++) {
    const random = new Random(seed);
    const some = () => Array.from({ length: 1 + random.below(4) }, () => String(random.below(9)));
    const change = (groups: readonly BlockGroup[]) => {
      const id = random.pick(["A", "B", "C", "D"]);
      const exists = groups.some((one) => one.id === id);
      const blocks = [...new Set(some())];
      if (!exists)
        return regrouped(groups, { change: "make", id, name: id, blocks, folded: random.chance(0.5) });
      if (random.chance(0.3)) return regrouped(groups, { change: "set", id, blocks });
      if (random.chance(0.3)) return regrouped(groups, { change: "rename", id, name: `${id}${seed}` });
      return regrouped(groups, { change: random.pick(["fold", "unfold", "ungroup"] as const), id });
    };
    let before: readonly BlockGroup[] = [];
    for (let i = 0; i < 6; i++) before = change(before);
    let now = before;
    for (let i = 0; i < 3; i++) now = change(now);
    for (const back of restoring(now, before)) now = regrouped(now, back);
    assert.equal(sorted(now), sorted(before), `seed ${seed}`);
  }
});
