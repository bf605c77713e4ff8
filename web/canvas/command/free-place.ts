/** Where a block goes that nobody pointed a place for. */
import type { Block, FlowReader, Point } from "../model/types";

/** The room that a new block is given, and the gaps around it, in the document's own units. */
const room = { width: 180, height: 200 };
const gap = { x: 60, y: 30 };
/** The marker of the entry point. */
const marker = { width: 70, height: 40 };

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

interface Place {
  readonly flow: FlowReader;
  readonly sizeOf: (block: Block) => { width: number; height: number };
  /** The one selected block. */
  readonly after?: Block | undefined;
  /** The middle of what is seen. */
  readonly centre: Point;
}

/**
 * Right of the selected block; in an empty flow right of the entry point; else
 * in the middle of what is seen. From there down until nothing stands there.
 */
export function freePlace({ flow, sizeOf, after, centre }: Place): Point {
  return below(flow, sizeOf, preferred(flow, sizeOf, after, centre));
}

/** A place, or the first below it where nothing stands. */
export function below(flow: FlowReader, sizeOf: Place["sizeOf"], place: Point): Point {
  const taken: Box[] = [{ ...flow.entry, ...marker }];
  for (const block of flow.blocks()) taken.push({ x: block.x, y: block.y, ...sizeOf(block) });
  const at = { ...place };
  for (;;) {
    const inTheWay = taken.filter((box) => touches(box, at));
    if (inTheWay.length === 0) return at;
    at.y = Math.ceil(Math.max(...inTheWay.map((box) => box.y + box.height)) + gap.y);
  }
}

function preferred(
  flow: FlowReader,
  sizeOf: Place["sizeOf"],
  after: Block | undefined,
  centre: Point,
): Point {
  if (after) return { x: Math.round(after.x + sizeOf(after).width + gap.x), y: Math.round(after.y) };
  if (flow.size === 0)
    return { x: Math.round(flow.entry.x + marker.width + gap.x), y: Math.round(flow.entry.y) };
  return { x: Math.round(centre.x - room.width / 2), y: Math.round(centre.y - room.height / 2) };
}

/** Whether a box is nearer to the place than the gap. */
function touches(box: Box, at: Point): boolean {
  return (
    box.x < at.x + room.width + gap.x / 2 &&
    at.x < box.x + box.width + gap.x / 2 &&
    box.y < at.y + room.height + gap.y &&
    at.y < box.y + box.height + gap.y
  );
}
