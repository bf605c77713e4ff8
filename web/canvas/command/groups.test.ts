/** Edits of blocks that are several actions act on all of them. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { copyDocument } from "../clipboard/copy";
import { pasteOps } from "../clipboard/paste";
import { readPasted } from "../clipboard/read";
import { catalogue } from "../model/catalogue";
import { Flow } from "../model/flow";
import { assistant, lexId, realFlows, sentiment, sentimentId } from "../model/groups.testkit";
import { object, textAt, toCanonical, toText } from "../model/json";
import type { Op } from "../model/op";
import { type Applied, type Block, isRejected, type Output } from "../model/types";
import { connect, deleteAndReconnect, deleteBlocks, disconnect, moveBy, rename } from "./edits";
import { newBlock } from "./new-block";
import { replaceBlock } from "./replace";

function apply(flow: Flow, ops: Op[]): Applied {
  const result = flow.apply(ops);
  if (isRejected(result)) assert.fail(result.rejected.message);
  return result;
}

function canonical(flow: Flow): string {
  return toCanonical(flow.toJson());
}

function wayOut(flow: Flow, id: string, label: string): Output {
  const found = flow.outputs(id).find((output) => output.label === label);
  assert.ok(found, label);
  return found;
}

/** What the file says of a target. */
function targetOf(flow: Flow, id: string, label: string): string | undefined {
  return flow.action(id)?.outputs.find((output) => output.label === label)?.target;
}

/** A block without what tells it from its copies. */
function structure(flow: Flow, block: Block): unknown {
  const inside = (target: string): string => {
    const at = block.members.indexOf(target);
    return at < 0 ? "outside" : `member ${at}`;
  };
  return block.members.map((id) => {
    const action = flow.action(id);
    return {
      type: action?.type,
      parameters: flow.actionJson(id)?.get("Parameters"),
      ways: action?.outputs.map(({ key, target }) => [key, inside(target)]),
      metadata: [...(flow.metadata(id)?.keys() ?? [])].filter((key) => key !== "isFriendlyName").sort(),
    };
  });
}

function copied(flow: Flow, ids: string[], into: Flow): string[] {
  const document = copyDocument(flow, ids);
  assert.ok(document);
  const pasted = readPasted(toText(document));
  assert.ok(!("problem" in pasted));
  const result = pasteOps(into, pasted, "beside");
  apply(into, result.ops);
  return result.ids;
}

const groups = realFlows().flatMap(({ file, text }) => {
  const flow = Flow.parse(text);
  const found = flow.editable ? [...flow.blocks()].filter((block) => block.members.length > 1) : [];
  return found.map((block) => ({ file, text, block }));
});
groups.push({ file: "sentiment", text: sentiment(), block: Flow.parse(sentiment()).block(lexId) as Block });

for (const { file, text, block } of groups) {
  describe(`${block.kind.name} in ${file.slice(-40)}`, () => {
    test("moves as one, and back", () => {
      const flow = Flow.parse(text);
      const before = canonical(flow);
      const moved = apply(flow, moveBy(flow, [block.id], 31.4, -7));
      const at = { x: Math.round(block.x + 31.4), y: Math.round(block.y - 7) };
      for (const id of block.members) {
        const { x, y } = flow.action(id) ?? {};
        assert.deepEqual({ x, y }, at, id);
      }
      apply(flow, moved.inverse);
      assert.equal(canonical(flow), before);
    });

    test("is deleted as one, and comes back", () => {
      const flow = Flow.parse(text);
      const before = canonical(flow);
      const size = flow.size;
      const gone = apply(flow, deleteBlocks(flow, [block.id]));
      assert.equal(flow.size, size - 1);
      for (const id of block.members) assert.equal(flow.actionJson(id), undefined);
      apply(flow, gone.inverse);
      assert.equal(canonical(flow), before);
      assert.deepEqual(flow.block(block.id), block);
    });

    test("is pasted as one of the same structure, here and elsewhere", () => {
      const flow = Flow.parse(text);
      for (const into of [flow, Flow.parse('{"Version":"2019-10-30","StartAction":"","Actions":[]}')]) {
        const size = into.size;
        const [id = "", ...more] = copied(flow, [block.id], into);
        assert.deepEqual([more, into.size], [[], size + 1]);
        const copy = into.block(id);
        assert.ok(copy);
        const selfOnly = (key: string, target: string): boolean =>
          target === "" || copy.members.includes(target) || assert.fail(`${key} leads to ${target}`);
        for (const { key, target } of copy.outputs) selfOnly(key, target);
        assert.deepEqual(structure(into, copy), structure(flow, block));
        assert.deepEqual([copy.kind.key, copy.summary], [block.kind.key, block.summary]);
      }
    });

    test("has a branch of several wired and unwired on all of them", () => {
      const flow = Flow.parse(text);
      for (const output of block.outputs) {
        apply(flow, connect(block.id, output, block.id));
        const now = flow.outputs(block.id).find((one) => one.key === output.key);
        assert.deepEqual([now?.target, now?.on], [block.id, output.on], output.label);
        apply(flow, disconnect(block.id, output));
      }
      assert.deepEqual(flow.block(block.id)?.members, block.members);
      for (const output of flow.outputs(block.id)) assert.equal(output.target, "");
    });

    test("keeps together when it is renamed", () => {
      const flow = Flow.parse(text);
      apply(flow, rename(flow, block.id, "Named"));
      const named = flow.block("Named");
      assert.equal(named?.title, "Named");
      assert.equal(named?.members.length, block.members.length);
      assert.deepEqual(structure(flow, named as Block), structure(Flow.parse(text), block));
    });
  });
}

test("an action that is named after its block follows the block's name", () => {
  const flow = Flow.parse(sentiment());
  apply(flow, rename(flow, lexId, "Ask Lex"));
  assert.deepEqual(flow.block("Ask Lex")?.members, ["Ask Lex", "Ask Lex-a1B2c3D4e5"]);
  assert.equal(flow.metadata("Ask Lex-a1B2c3D4e5")?.has("isFriendlyName"), false);
  const [copy = ""] = copied(Flow.parse(sentiment()), [lexId], flow);
  assert.deepEqual(flow.block(copy)?.members, [copy, copy + sentimentId.slice(lexId.length)]);
});

test("deleting and reconnecting leads past all of it", () => {
  const flow = Flow.parse(assistant());
  apply(flow, deleteAndReconnect(flow, ["session"]));
  assert.equal(wayOut(flow, "hello", "Success").target, "end");
  assert.deepEqual(
    [...flow.blocks()].map((block) => block.id),
    ["hello", "sorry", "end"],
  );
  const other = Flow.parse(assistant());
  apply(other, deleteAndReconnect(other, ["sorry"]));
  assert.deepEqual([targetOf(other, "session", "Error"), targetOf(other, "data", "Error")], ["end", "end"]);
  assert.equal(other.size, 3);
});

test("new blocks have the actions, the wires inside and the metadata that consoles write", () => {
  const made = catalogue.actions.flatMap((action) =>
    action.blocks
      .filter((block) => (block.parts ?? []).some((part) => !part.optional && part.type !== action.type))
      .map((block) => {
        const flow = Flow.parse('{"Version":"2019-10-30","StartAction":"","Actions":[]}');
        const { id, ops } = newBlock(flow, action, block, { x: 10.4, y: 20.6 });
        const applied = apply(flow, ops);
        const drawn = flow.block(id);
        assert.equal(flow.start(), id);
        assert.equal(drawn?.kind.key, block.key);
        assert.deepEqual(
          drawn?.members.map((member) => flow.action(member)?.type),
          block.parts?.map((part) => part.type),
        );
        const children = drawn?.members.slice(1);
        assert.deepEqual(flow.metadata(id)?.get("children"), children);
        for (const member of drawn?.members ?? []) {
          const position = flow.metadata(member)?.get("position");
          assert.equal(toCanonical(position ?? null), '{"x":10,"y":21}');
        }
        const fragments = flow.metadata(id)?.get("fragments");
        apply(flow, applied.inverse);
        assert.equal(flow.size, 0);
        return [
          block.name,
          children?.length,
          fragments === undefined ? "" : textAt(fragments, "SetContactData") === children?.[0],
        ];
      }),
  );
  assert.deepEqual(made, [
    ["Send message (email)", 2, ""],
    ["Connect assistant", 1, true],
  ]);
});

test("one can be replaced by another block and the other way round", () => {
  const at = (key: string) => {
    for (const action of catalogue.actions)
      for (const block of action.blocks) if (block.key === key) return { action, block };
    assert.fail(key);
  };
  const flow = Flow.parse(assistant());
  apply(flow, [
    { op: "set_metadata", id: "session", path: ["isFriendlyName"], value: true },
    { op: "add_note", id: "n", value: object(["id", "n"], ["content", "why"], ["actionId", "session"]) },
  ]);
  const before = canonical(flow);
  const prompt = at("play-prompt");
  const first = apply(flow, replaceBlock(flow, "session", prompt.action, prompt.block));
  assert.deepEqual([flow.size, flow.action("data")], [4, undefined]);
  const email = at("send-email");
  const second = apply(flow, replaceBlock(flow, "session", email.action, email.block));
  assert.deepEqual([flow.block("session")?.members.length, flow.block("session")?.title], [3, "session"]);
  assert.equal(wayOut(flow, "hello", "Success").target, "session");
  assert.equal(wayOut(flow, "session", "Success").target, "end");
  assert.equal(wayOut(flow, "session", "Error").target, "sorry");
  assert.deepEqual(
    flow.notes().map((note) => note.block),
    ["session"],
  );
  apply(flow, second.inverse);
  apply(flow, first.inverse);
  assert.equal(canonical(flow), before);
});
