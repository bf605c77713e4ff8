import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cloneJson,
  equalJson,
  type Json,
  object,
  parseJson,
  toCanonical,
  toPretty,
  toText,
  valueAt,
} from "./json";
import { branchKey, conditionBranch, decodeOps, encodeOps, errorBranch, nextBranch, type Op } from "./op";

test("names that reach prototypes are members like others", () => {
  const json = parseJson('{"__proto__":{"a":1},"constructor":"c","toString":null}');
  assert.ok(json instanceof Map);
  assert.deepEqual([...json.keys()], ["__proto__", "constructor", "toString"]);
  assert.equal(toText(json), '{"__proto__":{"a":1},"constructor":"c","toString":null}');
  assert.equal(({} as { a?: number }).a, undefined);
});

test("of members with one name the last counts", () => {
  assert.equal(toText(parseJson('{"a":1,"b":2,"a":3}')), '{"a":3,"b":2}');
});

test("canonical form sorts by UTF-16 units and writes numbers as ECMAScript does", () => {
  // The example of RFC 8785, section 3.2.3.
  const text =
    '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}';
  const keys = [
    ...toCanonical(parseJson(text)).matchAll(/"(?:Carriage|One|Control|Latin|Euro|Emoji|Hebrew)/g),
  ].map((one) => one[0].slice(1));
  assert.deepEqual(keys, ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"]);
  assert.equal(toCanonical(parseJson("[1.0,1e2,-0,0.000001,1e-7,1E30]")), "[1,100,0,0.000001,1e-7,1e+30]");
});

test("copies share nothing, equality ignores the order of members", () => {
  const json: Json = object(["a", [1, object(["b", null])]], ["c", "d"]);
  const copied = cloneJson(json);
  assert.ok(equalJson(json, copied));
  (copied.get("a") as Json[]).push(2);
  assert.ok(!equalJson(json, copied));
  assert.ok(equalJson(parseJson('{"a":1,"b":[2]}'), parseJson('{"b":[2],"a":1}')));
  assert.ok(!equalJson(parseJson('{"a":null}'), parseJson('{"b":null}')));
  assert.equal(valueAt(parseJson('{"m":[{"t":"x"}]}'), "m[].t"), "x");
  assert.deepEqual(parseJson(toPretty(json)), json);
});

test("operations survive the wire", () => {
  const ops: Op[] = [
    {
      op: "set_parameter",
      id: "a",
      path: ["__proto__", "x"],
      value: object(["__proto__", [null, 1.5, "\u2028"]]),
    },
    { op: "set_target", id: "a", branch: conditionBranch("Equals", ["1"], 2), target: "", mirror: true },
    { op: "move_block", x: -5, y: 0 },
    { op: "set_parameter", id: "a", path: ["n"], value: null },
    { op: "replace", text: "{}" },
  ];
  assert.deepEqual(decodeOps(parseJson(encodeOps(ops))), ops);
  for (const bad of [
    "{}",
    '[{"op":"explode"}]',
    '[{"op":"set_start","target":1}]',
    "[1]",
    '[{"op":"set_target","branch":{"kind":"x"}}]',
  ]) {
    assert.equal(decodeOps(parseJson(bad)), undefined, bad);
  }
});

test("keys of branches tell them apart", () => {
  const keys = [
    nextBranch,
    errorBranch("A"),
    errorBranch("B"),
    conditionBranch("Equals", ["1"]),
    conditionBranch("Equals", ["1"], 1),
    conditionBranch("Equals", ["1", "2"]),
    conditionBranch("Equals", ['1","2']),
  ].map(branchKey);
  assert.equal(new Set(keys).size, keys.length);
});
