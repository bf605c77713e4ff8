import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { catalogue } from "./catalogue";
import { Flow } from "./flow";
import { conditionLabel, words } from "./outputs";
import { readBranches } from "./read";
import type { Output } from "./types";

function outputsOf(action: object): readonly Output[] {
  const flow = Flow.parse(JSON.stringify({ StartAction: "", Actions: [{ Identifier: "a", ...action }] }));
  return flow.outputs("a");
}

function shown(outputs: readonly Output[]): string[] {
  return outputs.map((one) => `${one.label} → ${one.target || "–"}${one.present ? "" : " (absent)"}`);
}

const error = (type: string, target: string): object => ({ NextAction: target, ErrorType: type });
const equals = (operand: string, target: string): object => ({
  NextAction: target,
  Condition: { Operator: "Equals", Operands: [operand] },
});

describe("ports", () => {
  test("NextAction that mirrors a branch is no port of its own", () => {
    const outputs = outputsOf({
      Type: "Compare",
      Parameters: { ComparisonValue: "$.Attributes.x" },
      Transitions: {
        NextAction: "n",
        Errors: [error("NoMatchingCondition", "n")],
        Conditions: [equals("1", "b")],
      },
    });
    assert.deepEqual(shown(outputs), ["= 1 → b", "No match → n"]);
    assert.deepEqual(
      outputs.map((one) => one.mirror),
      [false, true],
    );
  });

  test("NextAction that leads elsewhere than the mirrored branch is not hidden", () => {
    const outputs = outputsOf({
      Type: "Compare",
      Transitions: { NextAction: "own", Errors: [error("NoMatchingCondition", "n")] },
    });
    assert.ok(outputs.some((one) => one.branch.kind === "next" && one.target === "own"));
  });

  test("a required branch that the file lacks is shown unwired", () => {
    const outputs = outputsOf({ Type: "Compare", Transitions: { Conditions: [] } });
    const absent = outputs.find((one) => one.branch.error === "NoMatchingCondition");
    assert.deepEqual([absent?.present, absent?.required, absent?.target], [false, true, ""]);
  });

  test("terminal blocks have none", () => {
    assert.deepEqual(outputsOf({ Type: "DisconnectParticipant", Transitions: {} }), []);
  });

  test("of an action that nobody knows everything is shown", () => {
    const outputs = outputsOf({
      Type: "BrandNew",
      Transitions: {
        NextAction: "n",
        Errors: [error("Odd", "e"), error("Odd", "f")],
        Conditions: [
          { NextAction: "c", Condition: { Operator: "TextContains", Operands: ["x"] } },
          { NextAction: "d" },
        ],
      },
    });
    assert.deepEqual(shown(outputs), ["Success → n", 'contains "x" → c', "if → d", "Odd → e", "Odd → f"]);
    assert.equal(new Set(outputs.map((one) => one.key)).size, outputs.length, "keys are unique");
  });

  test("errors stand in the catalogue's order, unknown ones after them", () => {
    const action = catalogue.actions.find((one) => one.type === "GetParticipantInput");
    assert.ok(action);
    const types = action.errors.map((rule) => rule.type);
    const outputs = outputsOf({
      Type: action.type,
      Parameters: { StoreInput: "False" },
      Transitions: {
        Errors: [error("Unheard", "u"), ...[...types].reverse().map((type) => error(type, "x"))],
      },
    });
    assert.deepEqual(
      outputs.filter((one) => one.branch.kind === "error").map((one) => one.branch.error),
      [...types, "Unheard"],
    );
  });
});

test("conditions and names read as people write them", () => {
  assert.equal(conditionLabel("Equals", ["1"]), "= 1");
  assert.equal(conditionLabel("Equals", [""]), '= ""');
  assert.equal(conditionLabel("TextContains", ["x y"]), 'contains "x y"');
  assert.equal(conditionLabel("NumberLessOrEqualTo", ["5"]), "≤ 5");
  assert.equal(conditionLabel("SomethingNew", ["5"]), "something new 5");
  assert.equal(words("InputTimeLimitExceeded"), "Input time limit exceeded");
  assert.equal(words("InvokeAWSThing"), "Invoke AWS thing");
});

test("titles: a given name, else the block's own; settings: names of resources before ARNs", () => {
  const id = "6a1d6d4c-ea06-43c3-97cd-2a516396f8de";
  const flow = Flow.parse(
    JSON.stringify({
      StartAction: id,
      Actions: [
        {
          Identifier: id,
          Type: "UpdateContactTargetQueue",
          Parameters: { QueueId: "arn:aws:connect:x:1:instance/i/queue/q" },
        },
        { Identifier: "Main menu", Type: "Unheard", Parameters: { Speed: 3, Deep: {} } },
      ],
      Metadata: { ActionMetadata: { [id]: { parameters: { QueueId: { displayName: "Sales" } } } } },
    }),
  );
  assert.equal(flow.block(id)?.title, flow.block(id)?.kind.name);
  assert.notEqual(flow.block(id)?.title, id);
  assert.equal(flow.block(id)?.summary[0]?.value, "Sales");
  assert.equal(flow.block("Main menu")?.title, "Main menu");
  assert.deepEqual(flow.block("Main menu")?.summary, [{ label: "Speed", short: "Speed", value: "3" }]);
});

test("a legacy flow is drawn under its own names and cannot be edited", () => {
  const flow = Flow.parse(
    JSON.stringify({
      start: "a",
      metadata: { entryPointPosition: { x: 1, y: 2 } },
      modules: [
        {
          id: "a",
          type: "GetUserInput",
          branches: [
            { condition: "Evaluate", conditionType: "Equals", conditionValue: "1", transition: "b" },
            { condition: "Error", transition: "b" },
          ],
          parameters: [{ name: "Text", value: "Press 1" }],
          metadata: { position: { x: 30, y: 40 } },
        },
        { id: "b", type: "Disconnect", branches: [] },
      ],
    }),
  );
  assert.equal(flow.format, "legacy");
  assert.deepEqual([flow.editable, flow.size, flow.start(), flow.entry.x], [false, 2, "a", 1]);
  const block = flow.block("a");
  assert.deepEqual([block?.title, block?.x, block?.summary[0]?.value], ["Get user input", 30, "Press 1"]);
  assert.deepEqual(shown(block?.outputs ?? []), ["= 1 → b", "Error → b"]);
  assert.equal(flow.inbound("b").length, 2);
});

const corpus = join(process.cwd(), "../shared/corpus/flows/real");

test("real flows: every wire in the file is seen, but NextAction where it mirrors", (t) => {
  if (!existsSync(corpus)) {
    t.skip("the corpus of real flows is not beside the checkout");
    return;
  }
  let actions = 0;
  const unknown = new Set<string>();
  for (const file of readdirSync(corpus)) {
    const flow = Flow.parse(readFileSync(join(corpus, file), "utf8"));
    assert.notEqual(flow.format, "unknown", file);
    const all = [...flow.blocks()].flatMap((block) => block.members.flatMap((id) => flow.action(id) ?? []));
    for (const block of all) {
      actions++;
      if (block.kind.status === "unknown") unknown.add(block.type);
      const json = flow.actionJson(block.id);
      if (json === undefined || flow.format === "legacy") continue;
      for (const raw of readBranches(json)) {
        if (raw.target === "") continue;
        const seen = block.outputs.some(
          (one) =>
            one.target === raw.target &&
            (raw.branch.kind === "next"
              ? one.mirror || one.branch.kind === "next"
              : one.branch.kind === raw.branch.kind),
        );
        assert.ok(seen, `${file}: ${block.type} ${JSON.stringify(raw.branch)}`);
      }
    }
  }
  assert.ok(actions > 1000, String(actions));
  assert.deepEqual([...unknown], [], "the catalogue knows every type of the corpus");
});
