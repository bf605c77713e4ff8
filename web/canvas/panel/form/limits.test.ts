import assert from "node:assert/strict";
import { test } from "node:test";
import type { Parameter } from "./forms.gen";
import { limitedBy, limitsOf, problemOf } from "./limits";
import { linesOf } from "./lines";
import { one } from "./words";

const parameter = (some: Partial<Parameter>): Parameter => ({
  path: "P",
  label: "P",
  kind: "text",
  need: "optional",
  ...some,
});

test("a phone number is in E.164, and the sentence says what is missing", () => {
  const phone = parameter({ kind: "phone" });
  const cases: [string, RegExp | ""][] = [
    ["+442071838750", ""],
    ["", ""],
    ["$.Attributes.number", ""],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what templates fill in when they are deployed.
    ["${Number}", ""],
    ["02071838750", /^Begin with \+ and the country code/],
    ["+44 20 7183 8750", /^Only digits after the \+/],
    ["+0442071838750", /without a 0/],
    ["+1", /2 to 15 digits/],
    ["+1234567890123456", /2 to 15 digits/],
  ];
  for (const [text, want] of cases) {
    if (want === "") assert.equal(problemOf(phone, text), "", text);
    else assert.match(problemOf(phone, text), want, text);
  }
});

test("numbers keep their limits, said in a unit that people read", () => {
  const wait = parameter({ kind: "duration", min: 1, max: 604_800 });
  assert.equal(problemOf(wait, "0"), "At least 1 second.");
  assert.equal(problemOf(wait, "604801"), "At most 7 days.");
  assert.equal(problemOf(wait, "1.5"), "Type a whole number, such as 5.");
  assert.equal(problemOf(wait, "$.Attributes.wait"), "");
  assert.equal(problemOf(parameter({ kind: "integer" }), "-5"), "");
  assert.equal(problemOf(parameter({ kind: "integer", max: 100 }), "-5"), "At least 0.");
  assert.equal(limitsOf(wait), "1 second to 7 days");
  assert.equal(limitsOf(parameter({ kind: "integer" })), "");
});

test("texts keep their length, counted in characters", () => {
  const short = parameter({ max_len: 3 });
  assert.equal(problemOf(short, "👋👋👋"), "");
  assert.equal(problemOf(short, "abcd"), "At most 3 characters; this has 4.");
});

test("a pattern that the browser cannot read says nothing", () => {
  assert.equal(problemOf(parameter({ pattern: "^[a-z]+$" }), "A"), "Connect expects another form here.");
  assert.equal(problemOf(parameter({ pattern: "(?i)^a$" }), "b"), "");
});

test("a reference is asked for where nothing else is taken", () => {
  const path = parameter({ kind: "jsonpath" });
  assert.equal(problemOf(path, "$.Attributes.tier"), "");
  assert.match(problemOf(path, "tier"), /^Begin with \$\./);
});

test("pasted lines become names and values, when each of them is one", () => {
  assert.deepEqual(linesOf("a=1\nb = 2=3\r\n\r\nc="), [
    ["a", "1"],
    ["b", "2=3"],
    ["c", ""],
  ]);
  assert.deepEqual(linesOf("just text"), []);
  assert.deepEqual(linesOf("a=1\n=2"), []);
});

test("an item is called after its list", () => {
  for (const [many, want] of [
    ["Prompts", "Prompt"],
    ["Queries", "Query"],
    ["Rows to write", "Row to write"],
    ["Address", "Address"],
  ] as const)
    assert.equal(one(many), want);
});

test("another parameter may say another limit", () => {
  const limit = { when: { path: "InvocationType", equals: ["ASYNCHRONOUS"] }, max: 60 };
  const wait = parameter({ kind: "duration", min: 1, max: 8, max_in: [limit] });
  const beside = (type: string) => limitedBy(wait, new Map([["InvocationType", type]]));
  assert.equal(problemOf(beside("ASYNCHRONOUS"), "20"), "");
  assert.match(problemOf(beside("SYNCHRONOUS"), "20"), /^At most 8/);
});
