/** The vectors that the Go package runs too: the same operations give the same flow. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Flow } from "./flow";
import { arrayAt, type Json, member, parseJson, textAt, toCanonical, toText } from "./json";
import { decodeOps, encodeOps, type Op } from "./op";
import { isRejected } from "./types";

const folder = join(process.cwd(), "internal/flow/testdata/vectors");

/**
 * What the browser cannot see: JSON.parse keeps the last of two members with
 * one name, so the server alone refuses to edit around them, and its rejection
 * takes the edit back.
 */
const serverOnly: ReadonlySet<string> = new Set(["duplicate_key"]);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  const cases = parseJson(readFileSync(join(folder, file), "utf8"));
  assert.ok(Array.isArray(cases), file);
  for (const one of cases) test(`${file}: ${textAt(one, "name")}`, () => check(one));
}

function check(one: Json): void {
  const before = member(one, "before");
  const text = before === undefined ? textAt(one, "before_text") : toText(before);
  const rejected = textAt(one, "rejected");
  if (serverOnly.has(rejected)) return;
  const flow = Flow.parse(text);
  const start = toCanonical(flow.toJson());
  const ops = decodeOps(arrayAt(one, "ops"));
  if (ops === undefined) {
    assert.match(rejected, /^(unknown_op|bad_op)$/, "operations that are not understood are refused");
    return;
  }
  const result = flow.apply(ops);
  if (rejected !== "") {
    assert.ok(isRejected(result), "expected a rejection");
    assert.equal(result.rejected.code, rejected);
    assert.equal(toCanonical(flow.toJson()), start, "a rejected batch leaves nothing");
    return;
  }
  assert.ok(!isRejected(result), isRejected(result) ? result.rejected.message : "");
  assert.equal(toCanonical(flow.toJson()), toCanonical(member(one, "after") ?? null));
  assertSameIndexes(flow);
  takeBack(flow, result, ops, start);
}

/** Taking the batch back restores the flow exactly, it can be applied again, and its inverse undoes it. */
function takeBack(flow: Flow, result: Parameters<Flow["revert"]>[0], ops: Op[], start: string): void {
  const after = toCanonical(flow.toJson());
  const sent = encodeOps(ops);
  flow.revert(result);
  assert.equal(toCanonical(flow.toJson()), start, "revert");
  assertSameIndexes(flow);
  const again = flow.apply(ops);
  assert.ok(!isRejected(again));
  assert.equal(toCanonical(flow.toJson()), after, "apply again");
  assert.equal(encodeOps(ops), sent, "applying does not change the operations");
  const undone = flow.apply(again.inverse);
  assert.ok(!isRejected(undone), "the inverse applies");
  assert.equal(toCanonical(flow.toJson()), start, "the inverse");
  assertSameIndexes(flow);
}

/** The indexes are those that the text itself gives. */
function assertSameIndexes(flow: Flow): void {
  const fresh = Flow.parse(toText(flow.toJson()));
  assert.equal(flow.size, fresh.size);
  for (const block of fresh.blocks()) {
    assert.deepEqual(flow.outputs(block.id), block.outputs);
    const order = (a: { source: string }, b: { source: string }): number => (a.source < b.source ? -1 : 1);
    assert.deepEqual(flow.inbound(block.id).sort(order), fresh.inbound(block.id).sort(order));
  }
}
