/**
 * The reference: the same flow in React Flow, with blocks of the same content
 * and one handle a branch. `?culled` renders visible elements only.
 */

import { Handle, type NodeProps, Position, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { createElement as h } from "react";
import { createRoot } from "react-dom/client";
import "@xyflow/react/dist/style.css";
import { SPREAD_X } from "../../web/canvas/geometry/space";
import { Flow } from "../../web/canvas/model/flow";
import type { Block } from "../../web/canvas/model/types";

interface ReferenceWindow extends Window {
  bench?: unknown;
}

type Data = { block: Block };

const culled = new URLSearchParams(location.search).has("culled");
const flow = Flow.parse(await (await fetch("/flow.json")).text());

function BlockNode({ data }: NodeProps) {
  const { block } = data as Data;
  const settings = block.summary
    .slice(0, 3)
    .map((one) => h("div", { key: one.label, className: "row" }, `${one.label} ${one.value}`));
  const branches = block.outputs.map((output) =>
    h(
      "div",
      { key: output.key, className: "row out" },
      output.label,
      h(Handle, { type: "source", position: Position.Right, id: output.key, className: "port" }),
    ),
  );
  return h(
    "div",
    { className: "node" },
    h(Handle, { type: "target", position: Position.Left }),
    h("div", { className: "head" }, block.title),
    ...settings,
    ...branches,
  );
}

const nodeTypes = { block: BlockNode };
const nodes = [...flow.blocks()].map((block) => ({
  id: block.id,
  type: "block",
  position: { x: block.x * SPREAD_X, y: block.y },
  data: { block },
}));
const ids = new Set(nodes.map((node) => node.id));
const edges = [...flow.blocks()].flatMap((block) =>
  block.outputs
    .filter((output) => ids.has(output.target))
    .map((output) => ({
      id: `${block.id} ${output.key}`,
      source: block.id,
      sourceHandle: output.key,
      target: output.target,
    })),
);

/** What the measurement asks of the reference: the same as of ours. */
function Instance() {
  const instance = useReactFlow();
  (window as ReferenceWindow).bench = {
    selectAll: () => instance.setNodes((all) => all.map((node) => ({ ...node, selected: true }))),
    removeAll: () => void instance.deleteElements({ nodes: instance.getNodes() }),
    fit: () => void instance.fitView(),
  };
  return null;
}

createRoot(document.getElementById("canvas")!).render(
  h(
    ReactFlowProvider,
    null,
    h(
      ReactFlow,
      {
        defaultNodes: nodes,
        defaultEdges: edges,
        nodeTypes,
        fitView: true,
        minZoom: 0.01,
        panOnScroll: true,
        onlyRenderVisibleElements: culled,
      },
      h(Instance),
    ),
  ),
);
