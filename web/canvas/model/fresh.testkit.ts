import assert from "node:assert/strict";
import { Flow } from "./flow";
import { toText } from "./json";
import type { Inbound } from "./types";

function inboundOf(flow: Flow, id: string): Inbound[] {
  const key = (one: Inbound): string => `${one.source} ${one.output.key}`;
  return flow.inbound(id).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Asserts that the indexes and views of an edited flow are those that its text gives. */
export function assertLikeFresh(flow: Flow): void {
  const fresh = Flow.parse(toText(flow.toJson()));
  assert.equal(flow.size, fresh.size);
  assert.equal(flow.start(), fresh.start());
  assert.deepEqual(flow.notes(), fresh.notes());
  const ids = [...fresh.blocks()].map((block) => block.id);
  assert.deepEqual(
    [...flow.blocks()].map((block) => block.id),
    ids,
  );
  for (const id of ids) {
    const block = flow.block(id);
    const other = fresh.block(id);
    assert.ok(block && other);
    for (const member of block.members) assert.equal(flow.blockOf(member), id);
    const unplaced = { x: 0, y: 0 };
    assert.deepEqual(
      block.placed ? block : { ...block, ...unplaced },
      other.placed ? other : { ...other, ...unplaced },
    );
    assert.deepEqual(inboundOf(flow, id), inboundOf(fresh, id));
  }
}
