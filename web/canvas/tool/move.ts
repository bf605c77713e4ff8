import { ENTRY } from "../geometry/shape";
import { SPREAD_X, SPREAD_Y, snapped, toDocument } from "../geometry/space";
import type { At, Bench, Gesture } from "./gesture";
import { guided, type Neighbour } from "./guides";
import { insertOps, isLoose, wireUnder } from "./insert";
import { moveLabel, moveOps } from "./ops";

/** A guide holds a block that comes so near, in pixels. */
const REACH = 6;
const MANY = 200;

/**
 * Drags a block, and with it the selection that it belongs to. The dragged
 * block snaps to the lines of its neighbours, else to the grid; the others keep their distance from it; Alt lets go
 * of both. The flow learns of it at the end, in one batch.
 */
export function moveGesture(bench: Bench, id: string, from: At): Gesture {
  const { stage, flow } = bench;
  const selected = stage.selection.ids.peek();
  const ids = selected.has(id) ? [...selected] : [id];
  const home = id === ENTRY ? flow.entry : (flow.block(id) ?? { x: 0, y: 0 });
  const start = stage.pointAt(from);
  const height = stage.scene.shapes.get(id)?.rect.h ?? 0;
  const neighbours = id === ENTRY ? [] : neighboursOf(bench, new Set(ids));
  let by = { x: 0, y: 0 };
  const isDroppable = ids.length === 1 && isLoose(stage, flow, id);
  const letGo = () => {
    stage.overlay.guides([]);
    if (isDroppable) stage.hover(undefined);
    stage.land();
  };
  stage.lift(ids);
  return {
    tool: "move",
    follows: true,
    move(at) {
      const now = stage.pointAt(at);
      const moved = toDocument({ x: now.x - start.x, y: now.y - start.y });
      const free = { x: home.x + moved.x, y: home.y + moved.y };
      const held = at.altKey ? undefined : guided(free, height, neighbours, REACH / stage.camera.k);
      stage.overlay.guides(held?.lines ?? []);
      const grid = at.altKey ? { x: Math.round(free.x), y: Math.round(free.y) } : snapped(free);
      const to = { x: held?.x ?? grid.x, y: held?.y ?? grid.y };
      by = { x: to.x - home.x, y: to.y - home.y };
      if (isDroppable) stage.hover(wireUnder(stage, at));
      stage.shift(by.x * SPREAD_X, by.y * SPREAD_Y);
    },
    end(at) {
      const wire = isDroppable ? wireUnder(stage, at) : undefined;
      letGo();
      const ops = [...moveOps(flow, ids, by), ...(wire ? insertOps(stage, wire, id) : [])];
      if (ops.length > 0) bench.edit(ops, moveLabel(stage.scene, ids));
    },
    cancel: letGo,
  };
}

/** The blocks in view that stay where they are; few enough to look at in every frame. */
function neighboursOf({ stage, flow }: Bench, moving: ReadonlySet<string>): Neighbour[] {
  const seen = stage.scene
    .shapesIn(stage.view)
    .filter((shape) => shape.id !== ENTRY && !moving.has(shape.id));
  return seen.slice(0, MANY).flatMap((shape) => {
    const block = flow.block(shape.id);
    return block ? [{ x: block.x, y: block.y, rect: shape.rect }] : [];
  });
}
