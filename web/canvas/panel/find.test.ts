import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Flow } from "../model/flow";
import { findBlocks } from "./find";

const action = (id: string, type: string, parameters: object, next: string, more: object = {}) => ({
  Identifier: id,
  Type: type,
  Parameters: parameters,
  Transitions: { NextAction: next, ...more },
});

const flow = Flow.parse(
  JSON.stringify({
    Version: "2019-10-30",
    StartAction: "Greeting",
    Actions: [
      action("Lost", "MessageParticipant", { Text: "Nobody hears this" }, "End"),
      action("Choose", "Compare", { ComparisonValue: "$.Attributes.language" }, "End", {
        Conditions: [{ NextAction: "End", Condition: { Operator: "Equals", Operands: ["German"] } }],
        Errors: [{ NextAction: "End", ErrorType: "NoMatchingCondition" }],
      }),
      action("Greeting", "MessageParticipant", { Text: "Welcome, $.Attributes.language speaker" }, "Look up"),
      action(
        "Look up",
        "InvokeLambdaFunction",
        { LambdaFunctionARN: "arn:aws:lambda:eu-central-1:1:function:crm", InvocationTimeLimitSeconds: "8" },
        "Choose",
      ),
      action("End", "DisconnectParticipant", {}, ""),
    ],
  }),
);

const findings = new Map([["Look up", [{ severity: "error", code: "missing-branch" }]]]);
const found = (query: string) => findBlocks(flow, query, findings);

describe("find in flow", () => {
  for (const [query, want] of [
    ["welcome", ["Greeting"]],
    ["WELCOME speaker", ["Greeting"]],
    ["type:prompt", ["Greeting", "Lost"]],
    ["uses:$.attributes.language", ["Greeting", "Choose"]],
    ["arn:aws:lambda:eu", ["Look up"]],
    ["lambdafunctionarn", ["Look up"]],
    ["uses:lambdafunctionarn", []],
    ["german", ["Choose"]],
    ["is:error", ["Look up"]],
    ["is:missing-branch", ["Look up"]],
    ["is:warning", []],
    ["is:unreached", ["Lost"]],
    ["name:look", ["Look up"]],
    ['"nobody hears"', ["Lost"]],
    ["type:prompt is:unreached", ["Lost"]],
    ["type:", []],
    ["   ", []],
  ] as const) {
    test(query, () => assert.deepEqual(found(query), want));
  }

  test("comes in the order in which a caller meets the blocks", () => {
    assert.deepEqual(found("e"), ["Greeting", "Look up", "Choose", "End", "Lost"]);
  });
});
