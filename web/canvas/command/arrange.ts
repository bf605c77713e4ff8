/** Aligning and distributing blocks: places as people see them, in the document's own units. */
import type { Op } from "../model/op";
import type { Block, FlowReader, Point } from "../model/types";
import { moveTo } from "./edits";

export type Edge = "left" | "centre" | "right" | "top" | "middle" | "bottom";
export type Axis = "x" | "y";

interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type SizeOf = (block: Block) => { width: number; height: number };

/** Puts one edge or the middles of the blocks on one line. Fewer than two have nothing to align with. */
export function align(flow: FlowReader, ids: Iterable<string>, sizeOf: SizeOf, edge: Edge): Op[] {
  const boxes = boxesOf(flow, ids, sizeOf);
  if (boxes.length < 2) return [];
  const left = Math.min(...boxes.map((box) => box.x));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const top = Math.min(...boxes.map((box) => box.y));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  const place: Record<Edge, (box: Box) => Point> = {
    left: ({ y }) => ({ x: left, y }),
    centre: ({ y, width }) => ({ x: (left + right - width) / 2, y }),
    right: ({ y, width }) => ({ x: right - width, y }),
    top: ({ x }) => ({ x, y: top }),
    middle: ({ x, height }) => ({ x, y: (top + bottom - height) / 2 }),
    bottom: ({ x, height }) => ({ x, y: bottom - height }),
  };
  return moved(flow, boxes, place[edge]);
}

/** Makes the gaps between the blocks equal; the outermost stay. Fewer than three have one gap at most. */
export function distribute(flow: FlowReader, ids: Iterable<string>, sizeOf: SizeOf, axis: Axis): Op[] {
  const size = axis === "x" ? "width" : "height";
  const boxes = boxesOf(flow, ids, sizeOf).sort((a, b) => a[axis] - b[axis]);
  const first = boxes[0];
  const last = boxes.at(-1);
  if (!first || !last || boxes.length < 3) return [];
  const room = last[axis] - (first[axis] + first[size]);
  const between = boxes.slice(1, -1);
  const gap = (room - between.reduce((sum, box) => sum + box[size], 0)) / (between.length + 1);
  const places = new Map<string, number>();
  let at = first[axis] + first[size] + gap;
  for (const box of between) {
    places.set(box.id, at);
    at += box[size] + gap;
  }
  return moved(flow, boxes, ({ id, x, y }) => {
    const to = places.get(id);
    if (to === undefined) return { x, y };
    return axis === "x" ? { x: to, y } : { x, y: to };
  });
}

function boxesOf(flow: FlowReader, ids: Iterable<string>, sizeOf: SizeOf): Box[] {
  return [...ids].flatMap((id) => {
    const block = flow.block(id);
    return block ? [{ id, x: block.x, y: block.y, ...sizeOf(block) }] : [];
  });
}

/** Only what really moves: positions are whole numbers in the file. */
function moved(flow: FlowReader, boxes: readonly Box[], place: (box: Box) => Point): Op[] {
  const places = new Map<string, Point>();
  for (const box of boxes) {
    const to = place(box);
    if (Math.round(to.x) !== box.x || Math.round(to.y) !== box.y) places.set(box.id, to);
  }
  return moveTo(flow, places);
}
