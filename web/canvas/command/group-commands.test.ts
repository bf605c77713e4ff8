import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { hubFlow } from "../geometry/flow.testkit";
import { type BlockGroup, type GroupChange, regrouped } from "../model/block-group";
import { can, chosenNames, type GroupBench, run } from "./group-commands";
import type { GroupWish } from "./types";

/** A flow of b0 … b5 and "end", with what the commands ask for. */
function bench(...groups: BlockGroup[]) {
  const flow = hubFlow(6);
  const ids = signal<ReadonlySet<string>>(new Set());
  const list = signal<readonly BlockGroup[]>(groups);
  const canEdit = signal(true);
  const named: string[] = [];
  const notices: { message: string; undo: (() => void) | undefined }[] = [];
  const regroup = (_: GroupChange, after: readonly BlockGroup[]) => {
    list.value = after;
  };
  const context = {
    session: { flow, canEdit, groups: { list }, regroup },
    selection: { ids },
    groups: () => list.value,
    foldGroup: (id: string, folded: boolean) => {
      list.value = regrouped(list.value, { change: folded ? "fold" : "unfold", id });
    },
    nameGroup: (id: string) => named.push(id),
    notify: (message: string, action?: { run: () => void }) => notices.push({ message, undo: action?.run }),
  } as unknown as GroupBench;
  const may = (wish: GroupWish, ...selected: string[]) => {
    ids.value = new Set(selected);
    return can(context, wish);
  };
  const act = (wish: GroupWish, ...selected: string[]) => {
    assert.ok(may(wish, ...selected), `${wish} ${selected.join(" ")}`);
    run(context, wish);
  };
  const words = () =>
    list.value
      .map(({ name, blocks, folded }) => `${name}${folded ? "" : "*"}[${blocks.join(" ")}]`)
      .join(" ");
  return { context, ids, canEdit, named, notices, may, act, words };
}

const group = (name: string, folded: boolean, ...blocks: string[]): BlockGroup => ({
  id: name,
  name,
  blocks,
  folded,
});

test("the selection becomes a folded group whose name is asked for, and the notice takes it back", () => {
  const { act, words, named, notices } = bench(group("Group 1", true, "b0", "b1"));
  act("fold", "b1", "b2");
  assert.equal(words(), "Group 1[b0] Group 2[b1 b2]");
  assert.equal(named.length, 1);
  assert.equal(notices[0]?.message, "2 blocks folded into “Group 2”.");
  notices[0]?.undo?.();
  assert.equal(words(), "Group 1[b0 b1]");
});

test("within an unfolded group it is folded; with a folded one selected, the rest comes into it", () => {
  const { act, may, words, named } = bench(group("A", false, "b0", "b1"));
  act("fold", "b1");
  assert.equal(words(), "A[b0 b1]");
  act("fold", "b0", "b1", "b4");
  assert.equal(words(), "A[b0 b1 b4]");
  assert.ok(!may("fold", "b0", "b1", "b4"), "it is folded already");
  assert.deepEqual(named, []);
});

test("unfolds first, then takes the group away, and the notice brings it back", () => {
  const { act, may, words, notices } = bench(group("A", true, "b0", "b1"), group("B", false, "b2"));
  act("unfold", "b0", "b1", "b2");
  assert.equal(words(), "A*[b0 b1] B*[b2]");
  act("unfold", "b0");
  assert.equal(words(), "B*[b2]");
  notices[0]?.undo?.();
  assert.equal(words(), "B*[b2] A*[b0 b1]");
  assert.ok(!may("unfold", "b5"));
});

test("a name is the group's when the group is meant, and not one block of it", () => {
  const { act, may, named } = bench(group("A", true, "b0", "b1"), group("B", false, "b2", "b3"));
  act("name", "b0", "b1");
  act("name", "b2", "b3");
  assert.deepEqual(named, ["A", "B"]);
  assert.ok(!may("name", "b2"));
  assert.ok(!may("name", "b4", "b5"));
});

test("the folded groups that are selected whole are named", () => {
  const { context, ids } = bench(
    group("A", true, "b0", "b1"),
    group("B", false, "b2"),
    group("C", true, "b3", "b4"),
  );
  ids.value = new Set(["b0", "b1", "b2", "b3"]);
  assert.equal(chosenNames(context), "“A”");
});

test("viewers fold and unfold for themselves, and make and rename none", () => {
  const { may, canEdit } = bench(group("A", true, "b0", "b1"), group("B", false, "b2"));
  canEdit.value = false;
  assert.ok(may("unfold", "b0", "b1"));
  assert.ok(may("fold", "b2"));
  assert.ok(!may("unfold", "b2"));
  assert.ok(!may("fold", "b3", "b4"));
  assert.ok(!may("name", "b0", "b1"));
});

test("blocks that are gone count for nothing", () => {
  const { act, words } = bench(group("A", false, "b0", "gone"));
  act("fold", "b0");
  assert.equal(words(), "A[b0 gone]");
  act("fold", "b0", "b1");
  assert.equal(words(), "A[b0 b1]");
});
