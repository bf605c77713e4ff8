import assert from "node:assert/strict";
import { test } from "node:test";
import { Flow } from "../../model/flow";
import type { Block } from "../../model/types";
import { isRejected } from "../../model/types";
import { commonOf, setAllOps } from "./common";

function flowOf(...actions: object[]): { flow: Flow; blocks: Block[] } {
  const flow = Flow.parse(
    JSON.stringify({
      Version: "2019-10-30",
      StartAction: "a0",
      Actions: actions.map((action, index) => ({ Identifier: `a${index}`, Transitions: {}, ...action })),
    }),
  );
  return { flow, blocks: [...flow.blocks()] };
}

const ask = (more: object) => ({
  Type: "GetParticipantInput",
  Parameters: { Text: "Press 1", StoreInput: "False", InputTimeLimitSeconds: "5", ...more },
});

test("blocks of one type have their settings in common, and say where they differ", () => {
  const { flow, blocks } = flowOf(ask({}), ask({ InputTimeLimitSeconds: "8" }));
  const common = new Map(commonOf(flow, blocks).map((one) => [one.parameter.path, one]));
  assert.equal(common.get("Text")?.isMixed, false);
  assert.equal(common.get("InputTimeLimitSeconds")?.isMixed, true);
  assert.deepEqual(common.get("InputTimeLimitSeconds")?.values, ["5", "8"]);
});

test("blocks of two types have what both forms show", () => {
  const { flow, blocks } = flowOf(ask({}), { Type: "MessageParticipant", Parameters: { Text: "Hello" } });
  const paths = commonOf(flow, blocks).map((one) => one.parameter.path);
  assert.ok(paths.includes("Text"), String(paths));
  assert.ok(!paths.includes("InputTimeLimitSeconds"));
  const none = flowOf(
    { Type: "MessageParticipant", Parameters: { Text: "" } },
    { Type: "Wait", Parameters: {} },
  );
  assert.deepEqual(commonOf(none.flow, none.blocks), []);
});

test("what would stand beside its alternative is not offered", () => {
  const { flow, blocks } = flowOf(ask({}), {
    Type: "MessageParticipant",
    Parameters: { SSML: "<speak>Hello</speak>" },
  });
  const paths = commonOf(flow, blocks).map((one) => one.parameter.path);
  assert.ok(!paths.includes("Text") && !paths.includes("SSML"), String(paths));
});

test("one value for all is one list of operations, without those that change nothing", () => {
  const { flow, blocks } = flowOf(
    ask({}),
    ask({ InputTimeLimitSeconds: "8" }),
    ask({ InputTimeLimitSeconds: 8 }),
  );
  const one = commonOf(flow, blocks).find(({ parameter }) => parameter.path === "InputTimeLimitSeconds");
  assert.ok(one);
  const ops = setAllOps(flow, blocks, one, "5");
  assert.deepEqual(
    ops.map((op) => op.id),
    ["a1", "a2"],
  );
  assert.ok(!isRejected(flow.apply(ops)));
  assert.equal(
    commonOf(flow, blocks).find(({ place }) => String(place) === "InputTimeLimitSeconds")?.values[0],
    "5",
  );
  const cleared = setAllOps(flow, blocks, one, undefined);
  assert.deepEqual(
    cleared.map((op) => op.op),
    ["clear_parameter", "clear_parameter", "clear_parameter"],
  );
});
