import assert from "node:assert/strict";
import { test } from "node:test";
import { Flow } from "../../model/flow";
import { type Json, parseJson, toCanonical, toPretty, toText } from "../../model/json";
import { Random, randomOps, sampleFlow } from "../../model/random.testkit";
import { applyChanges, changeBetween, changesTo } from "./patch";
import { actionSpan, blockAt, lineAndColumn, spanOf } from "./places";
import { dataOf, type Node, scan } from "./scan";

function rootOf(text: string): Node {
  const scanned = scan(text);
  if ("broken" in scanned) assert.fail(`${scanned.broken.message} at ${scanned.broken.at}`);
  return scanned.root;
}

function patched(text: string, json: Json): string {
  const changes = changesTo(text, rootOf(text), json);
  changes.reduce((end, { from, to }) => {
    assert.ok(from >= end, "changes stand in order and do not overlap");
    return to;
  }, 0);
  return applyChanges(text, changes);
}

test("a text that says it already is left alone, however it is written", () => {
  const text = '{ "a" : 1.0e0,\n\t"b":[ 1,2 ], "big": 12345678901234567890, "a2":"\\u0041" }';
  assert.deepEqual(changesTo(text, rootOf(text), parseJson(text)), []);
});

test("only what changed is written, laid out as its neighbours are", () => {
  const text = '{\n    "x": 1.0,\n    "list": [\n        "a",\n        "b"\n    ]\n}\n';
  assert.equal(
    patched(text, parseJson('{"x":1,"list":["a","b","c"]}')),
    text.replace('"b"', '"b",\n        "c"'),
  );
  assert.equal(patched(text, parseJson('{"x":2,"list":["a","b"]}')), text.replace("1.0", "2"));
  assert.equal(patched(text, parseJson('{"list":["a","b"]}')), text.replace('"x": 1.0,\n    ', ""));
  assert.equal(patched('{"a":[1],"b":{}}', parseJson('{"a":[],"b":{"c":1}}')), '{"a":[],"b":{"c":1}}');
});

test("whatever is edited, the patched text says what the flow says, and its changes are in order", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = new Random(seed);
    const plain = sampleFlow(8, seed);
    let text = seed % 2 === 0 ? plain : toPretty(parseJson(plain));
    const flow = Flow.parse(text);
    let n = 0;
    for (let i = 0; i < 30; i++) {
      flow.apply(randomOps(flow, random, () => `fresh-${seed}-${n++}`));
      text = patched(text, flow.toJson());
      assert.equal(toCanonical(parseJson(text)), toCanonical(flow.toJson()), `seed ${seed}, edit ${i}`);
    }
  }
});

test("of members with one name the last counts, and all go together", () => {
  assert.equal(patched('{"a":1,"a":2,"b":3}', parseJson('{"a":5,"b":3}')), '{"a":1,"a":5,"b":3}');
  assert.equal(patched('{"a":1,"a":2,"b":3}', parseJson('{"b":3}')), '{"b":3}');
});

test("scanning reads what JSON.parse reads", () => {
  for (const text of ['{"a":[1,-2.5e3,"\\n\\u00e9",true,null,{}]}', " [ ] ", '"x"', "0"]) {
    assert.equal(toText(dataOf(rootOf(text))), toText(parseJson(text)));
  }
});

test("a text that is no JSON is told with its place", () => {
  const cases: [string, number, RegExp][] = [
    ['{"a": 1,}', 7, /nothing follows/],
    ['{"a" 1}', 5, /colon/],
    ['{"a": 1 "b": 2}', 8, /comma or }/],
    ["{a: 1}", 1, /name in double quotes/],
    ['{"a": yes}', 6, /“yes” has to stand in double quotes/],
    ['{"a": "x', 6, /closing quote/],
    ['{"a": [1, 2', 11, /\] is missing/],
    ["", 0, /ends/],
    ["{} {}", 3, /after the end/],
    ["[".repeat(2000), 501, /deeply/],
  ];
  for (const [text, at, message] of cases) {
    const scanned = scan(text);
    assert.ok("broken" in scanned, text);
    assert.equal(scanned.broken.at, at, text);
    assert.match(scanned.broken.message, message);
  }
  for (const text of ["01", "[1 2]", '{"a":1 ]', '"\t"', "nul"]) {
    assert.ok("broken" in scan(text), text);
    assert.throws(() => JSON.parse(text));
  }
});

test("pointers lead to places, and places to blocks", () => {
  const text = sampleFlow(3);
  const root = rootOf(text);
  const said = spanOf(root, "/Actions/1/Parameters/Text");
  assert.equal(text.slice(said.from, said.to), '"Say 1"');
  const name = spanOf(root, "/Actions/1/Parameters");
  assert.equal(text.slice(name.from, name.to), '"Parameters"');
  const block = spanOf(root, "/Actions/2");
  assert.equal(text.slice(block.from, block.to), '"block-2"');
  const missing = spanOf(root, "/Actions/1/Parameters/Nowhere/At/All");
  assert.equal(text.slice(missing.from, missing.to), '"Parameters"');
  const action = actionSpan(root, "block-1");
  assert.ok(action);
  assert.equal(blockAt(root, action.from + 5), "block-1");
  assert.equal(blockAt(root, text.indexOf('"block-2":') + 15), "block-2");
  assert.equal(blockAt(root, 1), "");
  assert.deepEqual(lineAndColumn("a\n😀b", 4), { line: 2, column: 2 });
});

test("two texts differ in one change between what they share", () => {
  assert.equal(changeBetween("same", "same"), undefined);
  assert.deepEqual(changeBetween("abcd", "abXcd"), { from: 2, to: 2, insert: "X" });
  assert.deepEqual(changeBetween("aaa", "aa"), { from: 2, to: 3, insert: "" });
});
