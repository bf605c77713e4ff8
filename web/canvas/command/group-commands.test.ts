import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { hubFlow } from "../geometry/flow.testkit";
import { type BlockGroup, type GroupChange, regrouped } from "../model/block-group";
import { command, enabled, runCommand } from "./commands";
import type { CommandContext } from "./types";

/** A flow of b0 … b5 and "end", with what the commands ask of session and panels. */
function bench(...groups: BlockGroup[]) {
  const flow = hubFlow(6);
  const ids = signal<ReadonlySet<string>>(new Set());
  const list = signal<readonly BlockGroup[]>(groups);
  const canEdit = signal(true);
  const named: string[] = [];
  const notices: { message: string; undo: (() => void) | undefined }[] = [];
  const regroup = (change: GroupChange) => {
    list.value = regrouped(list.value, change);
  };
  const context = {
    session: { flow, canEdit, groups: { list }, regroup, edit: () => undefined },
    selection: { ids, wire: signal(undefined), clear: () => {} },
    panels: {
      groups: () => list.value,
      foldGroup: (id: string, folded: boolean) => regroup({ change: folded ? "fold" : "unfold", id }),
      nameGroup: (id: string) => named.push(id),
      rename: (id: string) => named.push(`block ${id}`),
      notify: (message: string, action?: { run: () => void }) => notices.push({ message, undo: action?.run }),
    },
  } as unknown as CommandContext;
  const run = (id: string, ...selected: string[]) => {
    ids.value = new Set(selected);
    return runCommand(id, context);
  };
  const words = () =>
    list.value
      .map(({ name, blocks, folded }) => `${name}${folded ? "" : "*"}[${blocks.join(" ")}]`)
      .join(" ");
  return { context, ids, canEdit, named, notices, run, words };
}

const group = (name: string, folded: boolean, ...blocks: string[]): BlockGroup => ({
  id: name,
  name,
  blocks,
  folded,
});

test("the selection becomes a folded group whose name is asked for, and the notice takes it back", () => {
  const { run, words, named, notices } = bench(group("Group 1", true, "b0", "b1"));
  assert.ok(run("group", "b1", "b2"));
  assert.equal(words(), "Group 1[b0] Group 2[b1 b2]");
  assert.equal(named.length, 1);
  assert.equal(notices[0]?.message, "2 blocks folded into “Group 2”.");
  notices[0]?.undo?.();
  assert.equal(words(), "Group 1[b0 b1]");
});

test("within an unfolded group the key folds it; with a folded one selected, the rest comes into it", () => {
  const { run, words, named } = bench(group("A", false, "b0", "b1"));
  run("group", "b1");
  assert.equal(words(), "A[b0 b1]");
  run("group", "b0", "b1", "b4");
  assert.equal(words(), "A[b0 b1 b4]");
  assert.equal(run("group", "b0", "b1", "b4"), false, "it is folded already");
  assert.deepEqual(named, []);
});

test("unfolds first, then takes the group away, and the notice brings it back", () => {
  const { run, words, notices } = bench(group("A", true, "b0", "b1"), group("B", false, "b2"));
  run("ungroup", "b0", "b1", "b2");
  assert.equal(words(), "A*[b0 b1] B*[b2]");
  run("ungroup", "b0");
  assert.equal(words(), "B*[b2]");
  notices[0]?.undo?.();
  assert.equal(words(), "B*[b2] A*[b0 b1]");
  assert.equal(run("ungroup", "b5"), false);
});

test("F2 names the group when it is meant, else the block", () => {
  const { run, named } = bench(group("A", true, "b0", "b1"), group("B", false, "b2", "b3"));
  run("rename", "b0", "b1");
  run("rename", "b2");
  run("rename", "b2", "b3");
  assert.deepEqual(named, ["A", "block b2", "B"]);
  assert.equal(run("rename", "b4", "b5"), false);
});

test("what deleting a folded group took is said", () => {
  const { run, notices } = bench(group("A", true, "b0", "b1"), group("B", false, "b2"));
  run("delete", "b0", "b1", "b2");
  assert.deepEqual(
    notices.map(({ message }) => message),
    ["Deleted 3 blocks, those of “A” among them."],
  );
});

test("viewers fold and unfold for themselves, and make and rename none", () => {
  const { context, run, ids, canEdit } = bench(group("A", true, "b0", "b1"), group("B", false, "b2"));
  canEdit.value = false;
  const can = (id: string, ...selected: string[]) => {
    ids.value = new Set(selected);
    return enabled(command(id)!, context);
  };
  assert.ok(can("ungroup", "b0", "b1"));
  assert.ok(can("group", "b2"));
  assert.ok(!can("ungroup", "b2"));
  assert.ok(!can("group", "b3", "b4"));
  assert.ok(!can("rename", "b0", "b1"));
  assert.equal(run("group"), false);
});

test("blocks that are gone count for nothing", () => {
  const { run, words } = bench(group("A", false, "b0", "gone"));
  run("group", "b0");
  assert.equal(words(), "A[b0 gone]");
  run("group", "b0", "b1");
  assert.equal(words(), "A[b0 b1]");
});
