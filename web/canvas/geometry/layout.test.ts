/** The server arranges blocks by sizes of its own: the vectors hold them to what is drawn here. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Flow } from "../model/flow";
import { blockShape, outputPort } from "./shape";

interface Vectors {
  readonly flow: unknown;
  /** By block: its height, and where its wires lead with the height of their ports. */
  readonly blocks: Record<string, { height: number; wires: [string, number][] }>;
}

const file = join(process.cwd(), "internal/layout/testdata/blocks.json");
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;

test("internal/layout and the canvas agree on the size and the ports of blocks", () => {
  const flow = Flow.parse(JSON.stringify(vectors.flow));
  const drawn: Vectors["blocks"] = {};
  for (const block of flow.blocks()) {
    const shape = blockShape(block);
    const wires = shape.wires.filter((wire) => flow.block(wire.target) !== undefined);
    drawn[block.id] = {
      height: shape.rect.h,
      wires: wires.map((wire) => [wire.target, outputPort(shape, wire.index).y - shape.rect.y]),
    };
  }
  assert.deepEqual(drawn, vectors.blocks);
});
