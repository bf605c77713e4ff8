import assert from "node:assert/strict";
import { test } from "node:test";
import { Flow } from "../../model/flow";
import { filtered, kindOf, replacedIn, textsOf } from "./texts";

function flowOf(...actions: object[]): Flow {
  return Flow.parse(
    JSON.stringify({
      Version: "2019-10-30",
      StartAction: "a0",
      Actions: actions.map((action, index) => ({
        Identifier: `a${index}`,
        Transitions: { NextAction: index + 1 < actions.length ? `a${index + 1}` : "" },
        ...action,
      })),
    }),
  );
}

const flow = flowOf(
  { Type: "MessageParticipant", Parameters: { Text: "Hello there" } },
  {
    Type: "GetParticipantInput",
    Parameters: { SSML: "<speak>Press <break/> 1</speak>", StoreInput: "False" },
  },
  { Type: "MessageParticipant", Parameters: {} },
  { Type: "MessageParticipant", Parameters: { PromptId: "arn:aws:connect:prompt" } },
  {
    Type: "MessageParticipantIteratively",
    Parameters: { Messages: [{ Text: "One" }, { PromptId: "p" }, { SSML: "<speak>Two</speak>" }] },
  },
  { Type: "UpdateContactAttributes", Parameters: { Attributes: { greeting: "Hello" } } },
  { Type: "Wait", Parameters: { TimeoutSeconds: "5" } },
);

test("the texts of blocks that speak are found, in the order of the flow", () => {
  assert.deepEqual(
    textsOf(flow).map((one) => [one.key, kindOf(one), one.text]),
    [
      ["a0/Text", "Text", "Hello there"],
      ["a1/SSML", "SSML", "<speak>Press <break/> 1</speak>"],
      ["a2/Text", "Text", ""],
      ["a3/PromptId", "Recording", "arn:aws:connect:prompt"],
      ["a4/Messages.0.Text", "Text", "One"],
      ["a4/Messages.1.PromptId", "Recording", "p"],
      ["a4/Messages.2.SSML", "SSML", "<speak>Two</speak>"],
    ],
  );
});

test("filters narrow the list", () => {
  const texts = textsOf(flow);
  const keys = (query: string, emptyOnly = false, ssmlOnly = false) =>
    filtered(texts, { query, emptyOnly, ssmlOnly }, new Map([["a0", "Welcome"]])).map((one) => one.key);
  assert.deepEqual(keys("WELCOME hello"), ["a0/Text"]);
  assert.deepEqual(keys("ssml"), ["a1/SSML", "a4/Messages.2.SSML"]);
  assert.deepEqual(keys("", true), ["a2/Text"]);
  assert.deepEqual(keys("two", false, true), ["a4/Messages.2.SSML"]);
});

test("plain text is replaced, whatever signs it has", () => {
  const texts = textsOf(
    flowOf({ Type: "MessageParticipant", Parameters: { Text: "Pay $5 (or $5.00), pay" } }),
  );
  const text = (find: string, by: string, matchCase = false) =>
    replacedIn(texts, find, by, matchCase).map((one) => [one.text, one.count]);
  assert.deepEqual(text("$5", "$& $1"), [["Pay $& $1 (or $& $1.00), pay", 2]]);
  assert.deepEqual(text("pay", "give"), [["give $5 (or $5.00), give", 2]]);
  assert.deepEqual(text("pay", "give", true), [["Pay $5 (or $5.00), give", 1]]);
  assert.deepEqual(text("(or", ""), [["Pay $5  $5.00), pay", 1]]);
  assert.deepEqual(text("", "x"), []);
});
