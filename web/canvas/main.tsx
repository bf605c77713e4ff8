import { batch, effect, untracked } from "@preact/signals";
import { render } from "preact";
import { listenClipboard } from "./clipboard/events";
import { listenKeys } from "./command/keyboard";
import type { WireName } from "./command/types";
import { allTouched, DrawnFlow } from "./geometry/drawn";
import type { Point } from "./model/types";
import { Adding } from "./panel/adding";
import { App } from "./panel/app";
import { forms } from "./panel/block-forms";
import { Designer } from "./panel/designer";
import { groupsPart } from "./panel/group-tools";
import { whenIdle } from "./panel/later";
import { overlays } from "./panel/overlays";
import { readPageData } from "./panel/page-data";
import type { PaletteItem } from "./panel/palette-fit";
import { searchPart } from "./panel/search";
import { openSession } from "./sync/browser";
import { startPaletteDrag } from "./tool/palette-drag";
import { FoldedCanvas } from "./view/folded-canvas";
import { FoldedSelection } from "./view/folded-selection";
import { Selection } from "./view/selection";
import "./view/minimap.css";
import "./view/notes.css";
import "./view/canvas.css";
import "./panel/middle.css";
import "./panel/panel.css";
import "./panel/properties.css";
import "./panel/module-call.css";
import "./panel/silences.css";

/** Wires the parts by plain constructors: session, selection, canvas, panels, keys. */
function start(root: HTMLElement): void {
  const page = readPageData(document);
  const session = openSession(page.urls.live, page.flow.id);
  const selection = new Selection();
  const designer = new Designer(page, session, selection);
  const drawn = new DrawnFlow(session.flow);
  let canvas: FoldedCanvas | undefined;

  const mountCanvas = (host: HTMLElement) => {
    canvas = buildCanvas(host, designer, selection, drawn);
    designer.view = canvas;
    return () => canvas?.destroy();
  };
  const adding = new Adding(designer, () => canvas);
  designer.adding = adding;
  const drag = (item: PaletteItem, event: PointerEvent) => {
    if (!canvas) return;
    const onDrop = (at: Point, wire: WireName | undefined) =>
      void adding.at(item, at, wire && drawn.branch(wire));
    startPaletteDrag(event, { canvas, label: item.block.name, onDrop });
  };

  render(
    <App
      designer={designer}
      drafts={session.drafts}
      mountCanvas={mountCanvas}
      onAdd={(item) => adding.inPlace(item)}
      onDrag={drag}
    />,
    root,
  );
  whenIdle(() => {
    void overlays.load();
    void forms
      .load()
      .then(() => groupsPart.load())
      .then(() => searchPart.load());
  });
  listenKeys(document, () => designer.context);
  const pointer = trackPointer();
  listenClipboard(
    document,
    () => designer.context,
    () => {
      const { x, y } = pointer;
      return canvas?.isOver(x, y) ? canvas.worldAt(x, y) : undefined;
    },
  );
}

function buildCanvas(
  host: HTMLElement,
  designer: Designer,
  selection: Selection,
  drawn: DrawnFlow,
): FoldedCanvas {
  const { session, groupTools } = designer;
  const canvas = new FoldedCanvas(host, {
    flow: drawn,
    opening: "readable",
    selection: new FoldedSelection(selection, drawn),
    diagnosticsFor: (id) =>
      drawn.inside(id).flatMap((block) => designer.findings.value.byBlock.get(block) ?? []),
    edit: (ops, label) => session.edit(drawn.edits(ops), label),
    uncover: (id) => groupTools.value?.uncover(id),
    onFrame: (id, wish) => groupTools.value?.frame(id, wish),
    onOpen: (id) => (drawn.isFolded(id) ? groupTools.value?.open(id) : designer.showProperties(id)),
    onSay: (text) => designer.announcer.say(text, "canvas"),
    onDropped: (wire, at) => {
      const from = drawn.branch(wire);
      if (from) designer.adding.choose(at, from);
      else designer.notify("Several branches leave the group here. Unfold it to lead them to a new block.");
    },
    onContext: (id, at) => {
      designer.menu.value = { id, at: { clientX: at.clientX, clientY: at.clientY } };
    },
    readOnly: () => !designer.editable,
  });
  const { part, failed } = groupsPart;
  // A flow with groups is not shown without them first: its picture would jump.
  let isHeld = false;
  session.on("change", (touched) => {
    // Renamed first: the canvas forgets whatever is selected and not there.
    batch(() => {
      if (touched.renamed.size > 0) {
        selection.set([...selection.ids.value].map((id) => touched.renamed.get(id) ?? id));
      }
      selection.keep((id) => drawn.isFolded(id) || session.flow.block(id) !== undefined);
      isHeld ||= session.groups.list.peek().length > 0 && !groupTools.peek() && !failed.peek();
      if (!isHeld) canvas.update(drawn.follow(touched));
    });
  });
  effect(() => {
    if (session.groups.list.value.length > 0) void groupsPart.load();
  });
  effect(() => {
    const groups = part.value;
    const hasFailed = failed.value;
    untracked(() => {
      if (groups && !groupTools.value) groupTools.value = groups.foldGroups(designer, canvas, drawn, isHeld);
      else if (hasFailed && isHeld) canvas.update(allTouched());
      if (groups || hasFailed) isHeld = false;
    });
  });
  effect(() => {
    session.diagnostics.value;
    canvas.refreshDiagnostics();
  });
  effect(() => {
    const found = designer.found.value;
    const { value: ids } = selection.ids;
    const isTracing = designer.tracing.value && ids.size > 0;
    designer.change.value;
    drawn.layout.value;
    canvas.light(
      found && found.length > 0 ? new Set(found) : isTracing ? canvas.pathsThrough(ids) : undefined,
    );
  });
  effect(() => {
    session.canEdit.value;
    canvas.refreshReadOnly();
  });
  return canvas;
}

/** Where the pointer was last, for pasting under it. */
function trackPointer(): { x: number; y: number } {
  const at = { x: -1, y: -1 };
  document.addEventListener("pointermove", (event) => {
    at.x = event.clientX;
    at.y = event.clientY;
  });
  return at;
}

const root = document.getElementById("designer");
if (root) start(root);
