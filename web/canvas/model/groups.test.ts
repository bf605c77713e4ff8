import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Flow } from "./flow";
import { assertLikeFresh } from "./fresh.testkit";
import { assistant, flowText, lexId, realFlows, sentiment, sentimentId } from "./groups.testkit";
import { type Json, toCanonical } from "./json";
import { errorBranch, nextBranch, type Op } from "./op";
import { Random } from "./random.testkit";
import { isRejected, type Touched } from "./types";

function ids(flow: Flow): string[] {
  return [...flow.blocks()].map((block) => block.id);
}

/** Labels of the ways out, where they lead, and the actions that have them. */
function ways(flow: Flow, id: string): string[] {
  return flow
    .outputs(id)
    .map(({ label, target, on }) => `${label} → ${target || "nowhere"}${on ? ` (${on.join(", ")})` : ""}`);
}

function apply(flow: Flow, ops: Op[]): Touched {
  const result = flow.apply(ops);
  if (isRejected(result)) assert.fail(result.rejected.message);
  return result.touched;
}

describe("a block of several actions", () => {
  test("is one block with the ways out of all", () => {
    const flow = Flow.parse(assistant());
    assert.deepEqual(ids(flow), ["hello", "session", "sorry", "end"]);
    assert.equal(flow.size, 4);
    const block = flow.block("session");
    assert.deepEqual(block?.members, ["session", "data"]);
    assert.equal(block?.kind.name, "Connect assistant");
    assert.deepEqual(
      block?.summary.map((setting) => setting.value),
      ["arn:aws:wisdom:eu-west-2:111122223333:assistant/a"].map((arn) => arn.split("/")[1]),
    );
    assert.deepEqual(ways(flow, "session"), ["Success → end (data)", "Error → sorry (session, data)"]);
    assert.equal(flow.block("data"), undefined);
    assert.equal(flow.blockOf("data"), "session");
    assert.equal(flow.action("data")?.kind.key, "set-contact-data");
    assert.deepEqual(flow.outputs("data"), []);
    assert.deepEqual(
      flow.inbound("sorry").map(({ source, output }) => `${source} ${output.label}`),
      ["session Error"],
    );
    assert.deepEqual(flow.inbound("data"), []);
  });

  test("bears the name of the console's block where the first action has another", () => {
    const flow = Flow.parse(
      flowText({
        "3b9159fe-c0cd-490a-90c1-e204f7cc2e3e": {
          type: "RenderMessageTemplate",
          next: "contact",
          error: "",
          metadata: { children: ["contact", "mail"] },
        },
        contact: { type: "CreateContact", next: "mail", error: "", parameters: { Channel: "EMAIL" } },
        mail: { type: "StartOutboundEmailContact", error: "" },
      }),
    );
    const [block] = [...flow.blocks()];
    assert.deepEqual(
      [block?.title, block?.kind.category, flow.size],
      ["Send message (email)", "Interact", 1],
    );
    assert.deepEqual(block?.summary, []);
    assert.deepEqual(
      block?.outputs.map(({ label, present }) => [label, present]),
      [
        ["Success", true],
        ["Error", true],
        ["Template error", false],
      ],
    );
  });

  test("of Amazon Lex has the sentiment's branches beside the intents", () => {
    const flow = Flow.parse(sentiment());
    assert.deepEqual(ids(flow), [lexId, "end"]);
    assert.deepEqual(ways(flow, lexId), [
      `= Order → end (${lexId})`,
      `= Cancel → end (${lexId})`,
      `Sentiment ≥ 0.7 → ${lexId} (${sentimentId})`,
      `Error → end (${lexId})`,
      `No match → end (${sentimentId})`,
    ]);
    assert.equal(
      Flow.parse(sentiment("$.Attributes.mood")).size,
      3,
      "a check that happens to have such a name",
    );
  });

  const separate: Record<string, string> = {
    "the errors lead to different places": assistant({}, { error: "end" }),
    "only one error is wired": assistant({}, { error: "" }),
    "something else leads into the middle": assistant().replace('"NextAction":"end"', '"NextAction":"data"'),
    "the flow begins in the middle": assistant().replace('"StartAction":"hello"', '"StartAction":"data"'),
    "the first leads elsewhere": assistant({ next: "sorry" }),
    "the first leads there by its error too": assistant({ error: "data" }),
    "the part does not exist": assistant({ metadata: { children: ["nobody"] } }),
    "the part is the block itself": assistant({ metadata: { children: ["session"] } }),
    "a part is named twice": assistant({ metadata: { children: ["data", "data"] } }),
    "the parts are no texts": assistant({ metadata: { children: [1, null] } }),
    "the parts are no list": assistant({ metadata: { children: "data" } }),
    "the part has parts of its own": assistant({}, { metadata: { children: ["sorry"] }, next: "sorry" }),
    "each says that the other is its part": assistant({}, { metadata: { children: ["session"] } }),
    "nothing says so": assistant({ metadata: { fragments: { SetContactData: "data" } } }),
  };
  for (const [when, text] of Object.entries(separate)) {
    test(`is drawn as its actions when ${when}`, () => {
      const flow = Flow.parse(text);
      assert.equal(flow.size, 5);
      assert.ok(flow.block("data"));
    });
  }

  test("goes by the file: edits make it, end it and make it again", () => {
    const flow = Flow.parse(assistant());
    const errorOf = (id: string, target: string): Op => ({
      op: "set_target",
      id,
      branch: errorBranch("NoMatchingError"),
      target,
    });
    const ended = apply(flow, [errorOf("data", "end")]);
    assert.ok(ended.blocks.has("session") && ended.blocks.has("data"));
    assert.equal(flow.size, 5);
    const made = apply(flow, [errorOf("data", "sorry")]);
    assert.ok(made.blocks.has("session") && made.blocks.has("data"));
    assert.equal(flow.size, 4);
    const touched = apply(flow, [{ op: "set_parameter", id: "data", path: ["Name"], value: "x" }]);
    assert.ok(touched.blocks.has("session"), "the block is drawn anew when one of its actions changed");
    apply(flow, [{ op: "rename_block", id: "data", to: "second" }]);
    assert.deepEqual(flow.block("session")?.members, ["session", "second"]);
    apply(flow, [{ op: "move_block", id: "session", x: 7, y: 8 }]);
    assert.deepEqual([flow.block("session")?.x, flow.block("session")?.y], [7, 8]);
    apply(flow, [{ op: "remove_blocks", ids: ["sorry"] }]);
    assert.deepEqual(ways(flow, "session"), ["Success → end (second)", "Error → nowhere (session, second)"]);
    apply(flow, [{ op: "set_start", target: "second" }]);
    assert.ok(flow.block("second"));
  });
});

describe("random edits of blocks of several actions", () => {
  let grouped = 0;
  for (let seed = 1; seed <= 40; seed++) {
    test(`seed ${seed}: views are those of the text, taking back restores them`, () => {
      const random = new Random(seed);
      const flow = Flow.parse(random.chance(0.5) ? assistant() : sentiment());
      for (let step = 0; step < 60; step++) {
        const before = toCanonical(flow.toJson());
        const result = flow.apply(Array.from({ length: 1 + random.below(3) }, () => randomOp(flow, random)));
        assertLikeFresh(flow);
        assertEachOnce(flow);
        if (!isRejected(result) && random.chance(0.7)) {
          flow.revert(result);
          assert.equal(toCanonical(flow.toJson()), before);
          assertLikeFresh(flow);
        }
        for (const block of flow.blocks()) if (block.members.length > 1) grouped++;
      }
    });
  }
  test("met such blocks often", () => assert.ok(grouped > 300, String(grouped)));
});

/** Edits of the kind that make groups and end them. */
function randomOp(flow: Flow, random: Random): Op {
  const all = (flow.toJson().get("Actions") as Json[]).flatMap((one) =>
    one instanceof Map ? [String(one.get("Identifier"))] : [],
  );
  const id = random.pick(all);
  const other = random.pick(all);
  const branch = random.pick([
    nextBranch,
    errorBranch("NoMatchingError"),
    errorBranch("NoMatchingCondition"),
  ]);
  const fresh = random.pick([`${other}-0123456789`, `free ${random.below(99)}`]);
  const child = flow.block(id)?.members[1] ?? other;
  const regroup: Op[] = [
    { op: "set_metadata", id, path: ["children"], value: [child] },
    { op: "set_target", id, branch: nextBranch, target: child },
  ];
  return random.pick<Op>([
    ...regroup,
    { op: "set_target", id, branch, target: random.pick([other, ""]) },
    { op: "set_metadata", id, path: ["children"], value: [other] },
    { op: "clear_metadata", id, path: ["children"] },
    { op: "rename_block", id, to: fresh },
    { op: "set_start", target: other },
    { op: "move_block", id, x: random.below(900), y: random.below(900) },
    {
      op: "set_type",
      id,
      type: random.pick(["Compare", "ConnectParticipantWithLexBot", "UpdateContactData"]),
    },
    { op: "set_parameter", id, path: ["ComparisonValue"], value: "$.Lex.SentimentResponse.Label" },
    { op: "remove_blocks", ids: all.length > 3 ? [id] : ["nobody"] },
    { op: "set_metadata", path: ["ActionMetadata", id, "children"], value: [other] },
  ]);
}

/** Every action that has a place in the index belongs to one block, as one of its members. */
function assertEachOnce(flow: Flow): void {
  const met = new Set<string>();
  for (const block of flow.blocks()) {
    assert.equal(block.members[0], block.id);
    for (const id of block.members) {
      assert.ok(!met.has(id), `${id} is in two blocks`);
      met.add(id);
      assert.equal(flow.blockOf(id), block.id);
    }
  }
  const actions = flow.toJson().get("Actions") as Json[];
  const known = actions.map((one) => (one instanceof Map ? one.get("Identifier") : undefined));
  assert.deepEqual(new Set(known.filter((id) => typeof id === "string" && id !== "")), met);
}

const real = realFlows();

test("every action of a real flow is a block or a part of one, and all that consoles made are put together", {
  skip: real.length === 0 && "the real flows are not beside this checkout",
}, () => {
  const kinds = new Map<string, number>();
  for (const { file, text } of real) {
    const flow = Flow.parse(text);
    if (!flow.editable) continue;
    assertEachOnce(flow);
    let children = 0;
    for (const block of flow.blocks()) {
      children += block.members.length - 1;
      if (block.members.length === 1) continue;
      kinds.set(block.kind.name, (kinds.get(block.kind.name) ?? 0) + 1);
      const leaving = block.members.flatMap((id) => flow.action(id)?.outputs ?? []);
      const wired = leaving.filter(
        (output) => output.target !== "" && !block.members.includes(output.target),
      );
      const drawn = new Set(block.outputs.map((output) => `${output.key} ${output.target}`));
      for (const output of wired)
        assert.ok(drawn.has(`${output.key} ${output.target}`), `${file}: ${output.key}`);
    }
    const listed = text.match(/"children"\s*:\s*\[[^\]]*\]/g) ?? [];
    const claimed = listed.reduce((sum, one) => sum + (one.match(/"[^"]+"/g)?.length ?? 1) - 1, 0);
    assert.equal(children, claimed, file);
  }
  assert.deepEqual([...kinds].sort(), [
    ["Connect assistant", 8],
    ["Send message (email)", 1],
    ["Set Voice ID", 3],
    ["Set contact attributes", 4],
    ["Set voice", 4],
  ]);
});
