import assert from "node:assert/strict";
import { test } from "node:test";
import { Flow } from "../../model/flow";
import { fromPlain, toText } from "../../model/json";
import type { Op } from "../../model/op";
import { isRejected } from "../../model/types";
import { clearOps, moveItemOps, removeItemOps, resourceName, resourceOps, setOps } from "./edit";
import { readResource, resourcesIn } from "./resources";

const arn = (name: string) => `arn:aws:connect:eu-west-2:111122223333:instance/i/prompt/${name}`;

function flowWith(parameters: object, names: object = {}, type = "MessageParticipantIteratively"): Flow {
  return Flow.parse(
    JSON.stringify({
      StartAction: "a",
      Metadata: { ActionMetadata: { a: { parameters: names } } },
      Actions: [{ Identifier: "a", Type: type, Parameters: parameters, Transitions: {} }],
    }),
  );
}

/** Parameters and names after these operations. */
function after(flow: Flow, ops: readonly Op[]): [string, string] {
  assert.ok(!isRejected(flow.apply(ops)));
  return [
    toText(flow.actionJson("a")?.get("Parameters") ?? null),
    toText(flow.metadata("a")?.get("parameters") ?? null),
  ];
}

test("a value that is so already is no edit", () => {
  const flow = flowWith({ Text: "x", Messages: [{ Text: "y" }] });
  assert.deepEqual(setOps(flow, "a", ["Text"], "x"), []);
  assert.deepEqual(setOps(flow, "a", ["Messages"], fromPlain([{ Text: "y" }])), []);
  assert.deepEqual(setOps(flow, "a", ["Gone"], undefined), []);
});

test("clearing takes empty objects along, but no item of a list", () => {
  assert.equal(
    after(
      flowWith({ A: { B: { C: "1" } } }),
      clearOps(flowWith({ A: { B: { C: "1" } } }), "a", ["A", "B", "C"]),
    )[0],
    "{}",
  );
  const flow = flowWith({ Messages: [{ Media: { Uri: "u" } }] });
  assert.equal(
    after(flow, clearOps(flow, "a", ["Messages", "0", "Media", "Uri"], 2))[0],
    '{"Messages":[{}]}',
  );
});

test("items move and go with the names of their resources", () => {
  const list = { Messages: [{ Text: "0" }, { PromptId: arn("one") }, { Text: "2" }] };
  const names = { Messages: [null, { PromptId: { displayName: "One" } }, null] };
  let flow = flowWith(list, names);
  assert.deepEqual(after(flow, moveItemOps(flow, "a", ["Messages"], 1, 0)), [
    `{"Messages":[{"PromptId":"${arn("one")}"},{"Text":"0"},{"Text":"2"}]}`,
    '{"Messages":[{"PromptId":{"displayName":"One"}},null,null]}',
  ]);
  flow = flowWith(list, names);
  assert.deepEqual(after(flow, removeItemOps(flow, "a", ["Messages"], 0)), [
    `{"Messages":[{"PromptId":"${arn("one")}"},{"Text":"2"}]}`,
    '{"Messages":[{"PromptId":{"displayName":"One"}},null]}',
  ]);
  flow = flowWith({ Messages: [{ Text: "0" }] });
  assert.equal(after(flow, removeItemOps(flow, "a", ["Messages"], 0))[0], "{}");
});

test("choosing a resource keeps its name where consoles keep it", () => {
  let flow = flowWith({}, {}, "UpdateContactTargetQueue");
  assert.deepEqual(after(flow, resourceOps(flow, "a", ["QueueId"], "arn:q", "Sales")), [
    '{"QueueId":"arn:q"}',
    '{"QueueId":{"displayName":"Sales"}}',
  ]);
  assert.equal(resourceName(flow, "a", ["QueueId"]), "Sales");
  assert.deepEqual(resourceOps(flow, "a", ["QueueId"], "arn:q", "Sales"), []);
  assert.deepEqual(after(flow, setOps(flow, "a", ["QueueId"], "arn:other")), [
    '{"QueueId":"arn:other"}',
    '{"QueueId":{}}',
  ]);

  flow = flowWith({ Messages: [{ Text: "0" }, { PromptId: "" }] });
  assert.equal(
    after(flow, resourceOps(flow, "a", ["Messages", "1", "PromptId"], arn("one"), "One"))[1],
    '{"Messages":[null,{"PromptId":{"displayName":"One"}}]}',
  );
  assert.equal(resourceName(flow, "a", ["Messages", "1", "PromptId"]), "One");
  assert.equal(
    after(flow, setOps(flow, "a", ["Messages", "1", "PromptId"], arn("two")))[1],
    '{"Messages":[null,{"PromptId":{}}]}',
    "the name was that of the value before",
  );
});

test("a flow offers the resources that it names, also within lists", () => {
  const flow = Flow.parse(
    JSON.stringify({
      StartAction: "a",
      Metadata: {
        ActionMetadata: { a: { parameters: { Messages: [{ PromptId: { displayName: "Wait music" } }] } } },
      },
      Actions: [
        {
          Identifier: "a",
          Type: "MessageParticipantIteratively",
          Parameters: { Messages: [{ PromptId: arn("w") }, { PromptId: "$.Attributes.p" }] },
        },
        { Identifier: "b", Type: "MessageParticipant", Parameters: { PromptId: arn("x") } },
        { Identifier: "c", Type: "UpdateContactTargetQueue", Parameters: { QueueId: "arn:q" } },
      ],
    }),
  );
  assert.deepEqual(resourcesIn(flow, "prompt"), [
    { value: arn("w"), name: "Wait music" },
    { value: arn("x"), name: "" },
  ]);
});

test("what is typed is a known name, an id, or a name that nobody knows", () => {
  const known = [{ value: "arn:q", name: "Sales" }];
  assert.deepEqual(readResource(" sales ", known), known[0]);
  assert.deepEqual(readResource("arn:other", known), { value: "arn:other", name: "" });
  assert.deepEqual(readResource("$.Attributes.queue", known), { value: "$.Attributes.queue", name: "" });
  assert.deepEqual(readResource("Support", known), { value: "Support", name: "Support" });
});
