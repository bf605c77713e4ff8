import assert from "node:assert/strict";
import { test } from "node:test";
import { Flow } from "../model/flow";
import type { Op } from "../model/op";
import { isRejected } from "../model/types";
import { freePlace } from "./free-place";

const sizeOf = () => ({ width: 178, height: 150 });

function add(flow: Flow, id: string, at: { x: number; y: number }): void {
  const position = new Map(Object.entries(at));
  const op: Op = {
    op: "add_block",
    id,
    action: new Map<string, never>([
      ["Identifier", id as never],
      ["Type", "Wait" as never],
    ]),
    metadata: new Map([["position", position]]),
  };
  const result = flow.apply([op]);
  if (isRejected(result)) assert.fail(result.rejected.message);
}

test("blocks that are added one after another never stand on each other", () => {
  const flow = Flow.parse('{"Version":"2019-10-30","StartAction":"","Metadata":{},"Actions":[]}');
  const centre = { x: 400, y: 300 };
  let after: string | undefined;
  for (let i = 0; i < 12; i++) {
    const at = freePlace({
      flow,
      sizeOf,
      centre,
      after: after === undefined ? undefined : flow.block(after),
    });
    for (const other of flow.blocks()) {
      const apart = Math.abs(other.x - at.x) >= 178 || Math.abs(other.y - at.y) >= 150;
      assert.ok(apart, `block ${i} at ${at.x},${at.y} stands on ${other.id} at ${other.x},${other.y}`);
    }
    add(flow, `block ${i}`, at);
    // Sometimes beside the one before, sometimes in the middle, sometimes beside the first.
    after = [`block ${i}`, undefined, "block 0"][i % 3];
  }
});

test("the first block stands right of the start, the next right of the selected one", () => {
  const flow = Flow.parse('{"Version":"2019-10-30","StartAction":"","Metadata":{},"Actions":[]}');
  const first = freePlace({ flow, sizeOf, centre: { x: 900, y: 900 } });
  assert.ok(first.x > flow.entry.x + 70 && first.x < flow.entry.x + 250);
  add(flow, "one", first);
  const second = freePlace({ flow, sizeOf, centre: { x: 900, y: 900 }, after: flow.block("one") });
  assert.ok(second.x > first.x + 178 && second.x < first.x + 300);
  assert.equal(second.y, first.y);
});
