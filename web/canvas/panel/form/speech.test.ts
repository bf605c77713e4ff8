import assert from "node:assert/strict";
import { test } from "node:test";
import { markupProblem, spokenOf } from "./speech";

test("speech markup is said without its tags, with its breaks as pauses", () => {
  assert.deepEqual(
    spokenOf(
      '<speak>Hello <emphasis>there</emphasis>.<break time="1.5s"/> Tom &amp; <!-- not this --> Ann</speak>',
      true,
    ),
    [{ say: "Hello there ." }, { wait: 1500 }, { say: "Tom & Ann" }],
  );
  assert.deepEqual(spokenOf('<speak>a<break strength="weak"/>b<break/>c</speak>', true), [
    { say: "a" },
    { wait: 100 },
    { say: "b" },
    { wait: 250 },
    { say: "c" },
  ]);
});

test("a pause is never longer than ten seconds", () => {
  assert.deepEqual(spokenOf('<break time="3600s"/>', true), [{ wait: 10_000 }]);
});

test("references are read by their last name", () => {
  assert.deepEqual(spokenOf("Dear $.Attributes.firstName, welcome", false), [
    { say: "Dear first name, welcome" },
  ]);
  assert.deepEqual(spokenOf("Dear $.Attributes.['last name']", false), [{ say: "Dear last name" }]);
});

test("plain text keeps what looks like a tag", () => {
  assert.deepEqual(spokenOf("1 < 2 <b>", false), [{ say: "1 < 2 <b>" }]);
});

test("markup that is not well-formed says where", () => {
  const cases: [string, string][] = [
    ["<speak>Hello</speak>", ""],
    ["<speak>Hello<break time='1s'/></speak>", ""],
    ["$.Attributes.prompt", ""],
    ["", ""],
    ["Hello", "Speech markup stands between <speak> and </speak>."],
    ["<speak>Hello", "<speak> is never closed: add </speak>."],
    ["<speak><p>Hello</speak></p>", "</speak> closes a tag that is not open there."],
    ["<speak>1 < 2</speak>", "A < here begins no tag: write &lt; for the sign itself."],
    ["<speak>Hello</speak", "The last tag is not closed with >."],
  ];
  for (const [text, want] of cases) assert.equal(markupProblem(text), want, text);
});
