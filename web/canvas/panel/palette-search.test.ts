import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "../model/catalogue";
import { matching } from "./palette-search";
import { searchPart } from "./search";
import { synonyms } from "./synonyms";

await searchPart.load();

const items = catalogue.actions.flatMap((action) =>
  action.blocks.filter((block) => !block.retired).map((block) => ({ action, block })),
);

const found = (query: string): string[] => matching(items, query).map(({ block }) => block.name);

test("the words that people use find the block first", () => {
  const cases = [
    ["dtmf", "Get customer input"],
    ["menu", "Get customer input"],
    ["IVR", "Get customer input"],
    ["say", "Play prompt"],
    ["speak", "Play prompt"],
    ["hang up", "Disconnect"],
    ["lambda", "AWS Lambda function"],
    ["if", "Check contact attributes"],
    ["branch", "Check contact attributes"],
    ["transfer", "Transfer to queue"],
    ["callback", "Set callback number"],
    ["record", "Set recording and analytics behavior"],
    ["hours", "Check hours of operation"],
    ["queue", "Set working queue"],
    ["attribute", "Set contact attributes"],
    ["variable", "Set contact attributes"],
    ["play prom", "Play prompt"],
    ["input get", "Get customer input"],
    ["MessageParticipant", "Play prompt"],
    ["discnnect", "Disconnect"],
  ];
  for (const [query = "", want = ""] of cases) {
    assert.equal(found(query)[0], want, `${query}: ${found(query).slice(0, 4).join(", ")}`);
  }
  assert.ok(found("end").includes("Disconnect"));
  assert.ok(found("say").includes("Get customer input"));
  assert.ok(found("callback").includes("Transfer to queue (callback)"));
});

test("a name that begins with the query comes before a word in a name, and that before other words", () => {
  const names = found("loop");
  assert.deepEqual(names.slice(0, 2).sort(), ["Loop", "Loop prompts"]);
  const set = found("voice");
  assert.ok(set.indexOf("Set voice") < set.indexOf("Play prompt"));
});

test("nonsense finds nothing", () => {
  assert.deepEqual(found("xqzzzk"), []);
});

test("synonyms are of blocks that exist", () => {
  const keys = new Set(items.map(({ block }) => block.key));
  assert.deepEqual(
    Object.keys(synonyms).filter((key) => !keys.has(key)),
    [],
  );
});
