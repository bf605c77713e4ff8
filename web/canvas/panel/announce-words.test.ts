import assert from "node:assert/strict";
import { test } from "node:test";
import { editWords, errorWords, foundWords, othersWords, selectionWords } from "./announce-words";

test("an edit is told in the past, an undo by what it took back", () => {
  for (const [label, want] of [
    ["Move 3 blocks", "Moved 3 blocks"],
    ["Connect Success of Welcome to Menu", "Connected Success of Welcome to Menu"],
    ["Add a note", "Added a note"],
    ["Tidy", "Tidied"],
    ["Play again", "Played again"],
    ["Cut 2 wires", "Cut 2 wires"],
    ["Set the text", "Set the text"],
    ["Delete 2 blocks and reconnect", "Deleted 2 blocks and reconnect"],
    ["", ""],
  ] as const) {
    assert.equal(editWords({ kind: "edit", label }), want);
  }
  assert.equal(editWords({ kind: "undo", label: "Delete 2 blocks" }), "Undid: delete 2 blocks");
  assert.equal(editWords({ kind: "redo", label: "JSON" }), "Redid: JSON");
});

test("others' edits are one sentence", () => {
  assert.equal(othersWords("Dora", ["Welcome"]), "Dora changed Welcome");
  assert.equal(othersWords("", ["Welcome", "Menu"]), "Somebody else changed 2 blocks");
  assert.equal(othersWords("Dora", []), "Dora changed the flow");
});

test("errors of few blocks are named, of many counted", () => {
  assert.equal(errorWords([["Welcome", 1]]), "Welcome: 1 error");
  assert.equal(
    errorWords([
      ["Welcome", 0],
      ["Menu", 2],
    ]),
    "Welcome: no errors. Menu: 2 errors",
  );
  assert.equal(
    errorWords([
      ["a", 1],
      ["b", 2],
      ["c", 0],
    ]),
    "3 blocks: 3 errors",
  );
});

test("one selected block says so itself", () => {
  assert.deepEqual([selectionWords(0, 1), selectionWords(1, 0)], ["", ""]);
  assert.deepEqual([selectionWords(1, 7), selectionWords(7, 0)], ["7 blocks selected", "Nothing selected"]);
  assert.deepEqual([foundWords(0), foundWords(1)], ["Nothing found", "Found 1 block"]);
});
