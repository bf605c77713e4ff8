import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { LiveRegion } from "./announcer";
import type { Designer } from "./designer";
import { type DraftKeeper, Drafts } from "./drafts";
import { Header } from "./header";
import { LaterFailed } from "./later-failed";
import { NoticeList } from "./notices";
import { Outline } from "./outline";
import { FindOverlay, Overlays } from "./overlays";
import { Palette } from "./palette";
import type { PaletteItem } from "./palette-fit";
import { Problems } from "./problems";
import { Properties } from "./properties";
import { useRoving } from "./roving";
import { Separator } from "./separator";
import { ZoomBar } from "./zoom-bar";

interface AppProps {
  readonly designer: Designer;
  readonly drafts: DraftKeeper;
  /** Builds the canvas in the element that it is given; returns how to take it away. */
  readonly mountCanvas: (root: HTMLElement) => () => void;
  readonly onAdd: (item: PaletteItem) => void;
  readonly onDrag: (item: PaletteItem, event: PointerEvent) => void;
}

/** The designer: header, blocks and outline on the left, canvas, properties on the right, problems below. */
export function App({ designer, drafts, mountCanvas, onAdd, onDrag }: AppProps) {
  return (
    <Drafts.Provider value={drafts}>
      <div {...frameOf(designer)}>
        <button type="button" class="skip" onClick={() => designer.focusCanvas()}>
          Skip to canvas
        </button>
        <Header designer={designer} />
        <nav class="side" aria-label="Blocks and outline">
          <Tabs designer={designer} />
          <TabPanel designer={designer} tab="blocks">
            <Palette designer={designer} onAdd={onAdd} onDrag={onDrag} />
          </TabPanel>
          <TabPanel designer={designer} tab="outline">
            <Outline designer={designer} />
          </TabPanel>
        </nav>
        <main class="stage">
          <CanvasHost mount={mountCanvas} />
          <FlowState designer={designer} />
          <FindOverlay designer={designer} />
          <ZoomBar designer={designer} />
          <Overlays designer={designer} />
        </main>
        <JsonBeside designer={designer} />
        <Problems designer={designer} />
        <Properties designer={designer} />
        <Edges designer={designer} />
        <PromptsOver designer={designer} />
        <NoticeList notices={designer.notices} />
        <LiveRegion announcer={designer.announcer} />
      </div>
    </Drafts.Provider>
  );
}

/** The sizes that somebody chose, and which panels are folded away. */
function frameOf({ layout }: Designer) {
  const { left, properties } = layout.sizes;
  const style: Record<string, string> = {};
  if (left.value !== undefined) style["--side-width"] = `${left.value}px`;
  if (properties.value !== undefined) style["--properties-width"] = `${properties.value}px`;
  const folded = [
    layout.leftOpen.value ? "" : " side-folded",
    layout.propertiesOpen.value ? "" : " properties-folded",
  ];
  return { class: `designer${folded.join("")}`, style };
}

/** Where the panels at the sides are made larger and smaller. */
function Edges({ designer }: { readonly designer: Designer }) {
  const { layout } = designer;
  return (
    <section class="edges" aria-label="Sizes of panels">
      {layout.leftOpen.value && (
        <Separator layout={layout} name="left" label="the left panel" edge="right" panel=".side" />
      )}
      {layout.propertiesOpen.value && (
        <Separator layout={layout} name="properties" label="the properties" edge="left" panel=".properties" />
      )}
    </section>
  );
}

/** The flow's JSON beside the canvas, as soon as its editor is there. */
function JsonBeside({ designer }: { readonly designer: Designer }) {
  const { jsonOpen, json } = designer.parts;
  const isOpen = jsonOpen.value;
  useEffect(() => {
    if (isOpen) void json.load();
  }, [isOpen, json]);
  if (!isOpen) return null;
  const part = json.part.value;
  if (part) return <part.JsonPanel designer={designer} />;
  if (!json.failed.value) return null;
  return <LaterFailed what="The editor" retry={() => void json.load()} />;
}

/** All texts of the flow over everything else. */
function PromptsOver({ designer }: { readonly designer: Designer }) {
  const { promptsOpen, prompts } = designer.parts;
  const isOpen = promptsOpen.value;
  useEffect(() => {
    if (isOpen) void prompts.load();
  }, [isOpen, prompts]);
  if (!isOpen) return null;
  const part = prompts.part.value;
  const close = () => {
    promptsOpen.value = false;
  };
  if (part) return <part.PromptsSheet designer={designer} onClose={close} />;
  if (!prompts.failed.value) return null;
  return <LaterFailed what="The list of texts" retry={() => void prompts.load()} />;
}

const tabs = [
  { id: "blocks", title: "Blocks" },
  { id: "outline", title: "Outline" },
] as const;

function Tabs({ designer }: { readonly designer: Designer }) {
  const list = useRoving<HTMLDivElement>({ items: "[role=tab]", open: true });
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label="Left panel"
      ref={list.ref}
      onFocusIn={list.onFocusIn}
      onKeyDown={list.onKeyDown}
    >
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`tab-${tab.id}`}
          aria-controls={`panel-${tab.id}`}
          aria-selected={designer.leftTab.value === tab.id}
          onClick={() => {
            designer.leftTab.value = tab.id;
          }}
        >
          {tab.title}
        </button>
      ))}
    </div>
  );
}

interface TabPanelProps {
  readonly designer: Designer;
  readonly tab: "blocks" | "outline";
  readonly children: ComponentChildren;
}

/**
 * Both panels stay in the page: the outline is the way through the flow for
 * assistive technology. Only the open one takes the keyboard.
 */
function TabPanel({ designer, tab, children }: TabPanelProps) {
  const isOpen = designer.leftTab.value === tab;
  return (
    <div
      class={isOpen ? "tab-panel" : "tab-panel visually-hidden"}
      inert={!isOpen && tab !== "outline"}
      role="tabpanel"
      id={`panel-${tab}`}
      aria-labelledby={`tab-${tab}`}
    >
      {children}
    </div>
  );
}

function CanvasHost({ mount }: { readonly mount: (root: HTMLElement) => () => void }) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (root.current ? mount(root.current) : undefined), [mount]);
  return <div class="canvas-host" id="canvas" ref={root} />;
}

/** What stands over the canvas when there is nothing to draw, or nothing may be changed. */
function FlowState({ designer }: { readonly designer: Designer }) {
  designer.change.value;
  const { session, page } = designer;
  const { status } = session;
  if (status.value === "connecting" && session.revision.value === 0)
    return <p class="stage-state">Opening the flow…</p>;
  if (status.value === "gone") return <p class="stage-state">This flow no longer exists.</p>;
  if (session.flow.format === "legacy") {
    return (
      <p class="stage-ribbon">
        This flow is in Connect’s old export format. It is shown for reading and exports exactly as it came
        in.{" "}
        {page.user.can_edit && !page.flow.archived && <a href={page.urls.convert}>Convert it to edit it</a>}
      </p>
    );
  }
  if (session.flow.format === "unknown" && session.revision.value > 0) {
    return <p class="stage-state">This file can’t be read as a flow. The problems below say where.</p>;
  }
  if (page.flow.archived)
    return <p class="stage-ribbon">This flow is archived. Restore it on the flows list to change it.</p>;
  if (session.flow.size > 0 || session.revision.value === 0) return null;
  return (
    <div class="stage-state">
      <h2>An empty flow</h2>
      <p>
        Drag a block from the left, double-click it, or press <kbd>/</kbd> and type its name.
      </p>
    </div>
  );
}
