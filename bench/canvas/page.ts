/**
 * The page that the benchmark drives, and a harness to look at the canvas
 * without a server: it shows /flow.json and applies edits to a model of its
 * own. `?theme=dark`, `?readonly`, `?findings` dress it.
 */

import { Flow } from "../../web/canvas/model/flow";
import type { Op } from "../../web/canvas/model/op";
import { isRejected } from "../../web/canvas/model/types";
import { CanvasView } from "../../web/canvas/view/canvas";
import { Selection } from "../../web/canvas/view/selection";
import "../../web/canvas/view/minimap.css";
import "../../web/canvas/view/notes.css";
import "../../web/canvas/view/canvas.css";

interface BenchWindow extends Window {
  bench?: unknown;
}

const query = new URLSearchParams(location.search);
const theme = query.get("theme");
if (theme) document.documentElement.dataset.theme = theme;

const text = await (await fetch(`/flow.json?${query.get("flow") ?? ""}`)).text();
const begun = performance.now();
const flow = Flow.parse(text);
const parsed = performance.now();
const selection = new Selection();
const severities = query.has("findings")
  ? findings()
  : new Map<string, { severity: "error" | "warning" }[]>();

const canvas = new CanvasView(document.getElementById("canvas")!, {
  flow,
  selection,
  diagnosticsFor: (id) => severities.get(id) ?? [],
  edit,
  onOpen: (id) => console.info("open", id),
  readOnly: () => query.has("readonly"),
});
const built = performance.now();
const log: Op[][] = [];

function edit(ops: Op[], _label: string): void {
  log.push(ops);
  const result = flow.apply(ops);
  if (isRejected(result)) console.error(result.rejected.code, result.rejected.message);
  else canvas.update(result.touched);
}

function findings() {
  const found = new Map<string, { severity: "error" | "warning" }[]>();
  let i = 0;
  for (const { id } of flow.blocks()) {
    if (i % 9 === 3) found.set(id, [{ severity: "error" }, { severity: "error" }, { severity: "warning" }]);
    if (i % 11 === 5) found.set(id, [{ severity: "warning" }]);
    i++;
  }
  return found;
}

const bench = {
  canvas,
  flow,
  selection,
  log,
  times: { parse: parsed - begun, build: built - parsed },
  edit,
  ids: () => [...flow.blocks()].map((block) => block.id),
  selectAll: () => selection.set(bench.ids()),
  removeAll: () => edit([{ op: "remove_blocks", ids: bench.ids() }], "Delete"),
  /** Pastes copies of every block beside the originals. */
  pasteAll: () =>
    edit(
      bench.ids().map((id, i) => copyOp(id, i)),
      "Paste",
    ),
};

function copyOp(id: string, i: number): Op {
  const copy = `copy-${i}`;
  const action = new Map(flow.actionJson(id)!);
  action.set("Identifier", copy);
  const { x, y } = flow.block(id)!;
  const position = new Map([
    ["x", Math.round(x) + 40],
    ["y", Math.round(y) + 40],
  ]);
  return { op: "add_block", id: copy, action, metadata: new Map([["position", position]]) };
}

(window as BenchWindow).bench = bench;
