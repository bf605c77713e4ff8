import assert from "node:assert/strict";
import { test } from "node:test";
import { Flow } from "../../model/flow";
import { equalJson, type JsonObject, parseJson, toCanonical, toText } from "../../model/json";
import { Random, randomOps, sampleFlow } from "../../model/random.testkit";
import { isRejected } from "../../model/types";
import { blockOps } from "./block-ops";

const action = {
  Identifier: "Ask",
  Type: "GetParticipantInput",
  Parameters: { Text: "Press 1", InputTimeLimitSeconds: "5", Media: { Uri: "s3://a" }, List: ["a", "b"] },
  Transitions: {
    NextAction: "End",
    Errors: [{ NextAction: "End", ErrorType: "NoMatchingError" }],
    Conditions: [
      { NextAction: "End", Condition: { Operator: "Equals", Operands: ["1"] } },
      { NextAction: "", Condition: { Operator: "Equals", Operands: ["2"] } },
    ],
  },
};
const end = { Identifier: "End", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
const text = JSON.stringify({
  Version: "2019-10-30",
  StartAction: "Ask",
  Metadata: {},
  Actions: [action, end],
});

function typed(change: (copy: typeof action) => unknown): { flow: Flow; json: JsonObject } {
  const copy = structuredClone(action);
  const json = parseJson(JSON.stringify(change(copy) ?? copy));
  return { flow: Flow.parse(text), json: json as JsonObject };
}

/** The operations, which were tried: applied, the block is what was typed. */
function ops(change: (copy: typeof action) => unknown): string[] {
  const { flow, json } = typed(change);
  const edit = blockOps(flow, "Ask", json);
  if ("problem" in edit) assert.fail(edit.problem);
  const result = flow.apply(edit.ops);
  assert.ok(!isRejected(result));
  assert.equal(toCanonical(flow.actionJson("Ask") ?? null), toCanonical(json));
  return edit.ops.map((op) => [op.op, ...(op.path ?? [])].join(" "));
}

function problem(change: (copy: typeof action) => unknown): string {
  const { flow, json } = typed(change);
  const edit = blockOps(flow, "Ask", json);
  return "problem" in edit ? edit.problem : assert.fail("it should not be possible");
}

test("each change becomes the smallest operation", () => {
  assert.deepEqual(
    ops(() => {}),
    [],
  );
  assert.deepEqual(
    ops((to) => {
      to.Parameters.Text = "Press 2";
    }),
    ["set_parameter Text"],
  );
  assert.deepEqual(
    ops((to) => {
      to.Parameters.Media.Uri = "s3://b";
    }),
    ["set_parameter Media Uri"],
  );
  assert.deepEqual(
    ops((to) => {
      to.Parameters.List.push("c");
    }),
    ["set_parameter List"],
  );
  const cleared = ops(({ Parameters: { Text: _, ...rest }, ...to }) => ({ ...to, Parameters: rest }));
  assert.deepEqual(cleared, ["clear_parameter Text"]);
});

test("branches are set, added, removed and put in order", () => {
  assert.deepEqual(
    ops((to) => {
      to.Transitions.NextAction = "";
    }),
    ["set_target"],
  );
  assert.deepEqual(
    ops((to) => {
      to.Transitions.Errors.unshift({ NextAction: "", ErrorType: "InputTimeLimitExceeded" });
    }),
    ["set_target"],
  );
  assert.deepEqual(
    ops((to) => {
      to.Transitions.Errors.pop();
    }),
    ["remove_branch"],
  );
  assert.deepEqual(
    ops((to) => {
      to.Transitions.Conditions[1]!.NextAction = "End";
    }),
    ["set_target"],
  );
  assert.deepEqual(
    ops((to) => {
      to.Transitions.Conditions.pop();
    }),
    ["remove_condition"],
  );
  assert.deepEqual(
    ops((to) => {
      to.Transitions.Conditions[1]!.Condition.Operands = ["9"];
    }),
    ["remove_condition", "add_condition"],
  );
  assert.deepEqual(
    ops((to) => {
      to.Transitions.Conditions.reverse();
    }).length,
    4,
  );
  assert.deepEqual(
    ops((to) => {
      to.Type = "Compare";
    }),
    ["set_type"],
  );
});

test("what cannot be done to one block alone is said", () => {
  assert.match(
    problem((to) => {
      to.Identifier = "Asked";
    }),
    /Identifier stays “Ask”.*Block name/,
  );
  assert.match(
    problem(() => []),
    /begins with {/,
  );
  assert.match(
    problem((to) => ({ ...to, Extra: 1 })),
    /change of Extra can only be made in the JSON of the whole flow/,
  );
  assert.match(
    problem((to) => ({ ...to, Parameters: [] })),
    /Parameters/,
  );
  assert.match(
    problem((to) => ({ ...to, Transitions: { NextAction: "End" } })),
    /Transitions/,
  );
});

test("a block becomes what it was made elsewhere, or it is said why not", () => {
  let made = 0;
  for (let seed = 1; seed <= 150; seed++) {
    const random = new Random(seed);
    const plain = sampleFlow(5, seed);
    const other = Flow.parse(plain);
    let n = 0;
    for (let i = 0; i < 6; i++) other.apply(randomOps(other, random, () => `fresh-${n++}`));
    for (let i = 0; i < 5; i++) {
      const id = `block-${i}`;
      const wanted = other.actionJson(id);
      if (!wanted) continue;
      const flow = Flow.parse(plain);
      const edit = blockOps(flow, id, parseJson(toText(wanted)));
      if ("problem" in edit) continue;
      made++;
      assert.ok(!isRejected(flow.apply(edit.ops)));
      assert.ok(equalJson(flow.actionJson(id), wanted), `seed ${seed}, ${id}`);
    }
  }
  assert.ok(made > 500, `only ${made} of some 700 could be made`);
});
