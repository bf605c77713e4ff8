import assert from "node:assert/strict";
import { test } from "node:test";
import { accepted, matching, referenceTo, type Suggestion, tokenAt } from "./completion";

/** The token at the “|” of a text, as "replaced" and "typed". */
function at(marked: string): [string, string] | undefined {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  const token = tokenAt(text, caret);
  return token && [text.slice(token.from, token.to), token.typed];
}

test("the reference at the caret is found, also within a text", () => {
  assert.deepEqual(at("$|"), ["$", "$"]);
  assert.deepEqual(at("$.|"), ["$.", "$."]);
  assert.deepEqual(at("Dear $.Attributes.fi|, hello"), ["$.Attributes.fi", "$.Attributes.fi"]);
  assert.deepEqual(at("Dear $.Attr|ibutes.name"), ["$.Attributes.name", "$.Attr"]);
  assert.deepEqual(at("$.Attributes.['last na|me'] and"), [
    "$.Attributes.['last name']",
    "$.Attributes.['last na",
  ]);
  assert.deepEqual(at("$.Channel $.Na|"), ["$.Na", "$.Na"]);
});

test("away from a reference there is none", () => {
  for (const text of ["|", "Dear |", "|$.Channel", "$.Channel and |", "5 dollars|"])
    assert.equal(at(text), undefined, text);
});

test("a full stop after a reference is the sentence's own", () => {
  assert.deepEqual(at("You chose $.Attributes.item|. Good."), ["$.Attributes.item", "$.Attributes.item"]);
  assert.equal(at("You chose $.Attributes.item. |Good"), undefined);
});

const all: Suggestion[] = [
  { path: "$.Attributes.", about: "A contact attribute" },
  { path: "$.Queue.Name", about: "The name of the working queue" },
  { path: "$.Name", about: "The name of the contact" },
  { path: "$.Attributes.queueName", about: "Set by this flow" },
];
const found = (typed: string) => matching(all, typed).map((one) => one.path);

test("paths that begin with what is typed come first, then those that hold it", () => {
  assert.equal(found("$").length, 4);
  assert.deepEqual(found("$.attr"), ["$.Attributes.", "$.Attributes.queueName"]);
  assert.deepEqual(found("$.queue"), ["$.Queue.Name", "$.Attributes.queueName"]);
  assert.deepEqual(found("$.zebra"), []);
});

test("what is typed in full is not suggested, a namespace is", () => {
  assert.deepEqual(found("$.Attributes.queueName"), []);
  assert.ok(found("$.Attributes.").includes("$.Attributes."));
});

test("a reference takes the place of what stood there", () => {
  const text = "Dear $.At, hello";
  assert.deepEqual(accepted(text, { from: 5, to: 9 }, "$.Attributes.name"), {
    text: "Dear $.Attributes.name, hello",
    caret: 22,
  });
});

test("names with other characters stand in brackets", () => {
  assert.equal(referenceTo("Attributes", "first_name"), "$.Attributes.first_name");
  assert.equal(referenceTo("Attributes", "last name"), "$.Attributes.['last name']");
});
