/**
 * The canvas against the budgets of the design, and against React Flow with
 * the same flows in the same run: `node measure.mjs [SIZE…]`. Times are in
 * milliseconds; frames are differences between animation frames while real
 * input events arrive. The machine is shared: read medians and ratios.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import { launch } from "./browser";
import { generateFlow } from "./generate";
import { type Site, serve } from "./serve";

const WIDTH = 1280;
const HEIGHT = 800;
const RUNS = 5;
/** How long input goes on while frames are counted. */
const SPAN = 1500;

interface Probe {
  frames: number[];
  running: boolean;
}

interface BenchWindow extends Window {
  probe: Probe;
  painted: number;
  bench: {
    canvas: {
      stage: {
        mounted: { pending: boolean };
        camera: { k: number };
        look(camera: { x: number; y: number; k: number }): void;
        scene: { shapes: Map<string, { rect: { x: number; y: number } }> };
      };
      fit(): void;
    };
    selection: { clear(): void };
    selectAll(): void;
    removeAll(): void;
    pasteAll(): void;
  };
}

declare const window: BenchWindow;

interface Frames {
  readonly median: number;
  readonly p95: number;
}

/** What stands on a page: our canvas, the reference, or next to nothing. */
interface Loaded {
  readonly what: "ours" | "reference" | "floor";
  readonly blocks: number;
  readonly culled?: boolean;
}

/** Runs in the page: notes when everything is painted. `blocks` is what the reference must have drawn. */
function watchPaint({ what, blocks, culled }: Loaded): void {
  const isDone = () => {
    if (what === "floor") return document.querySelector("canvas") !== null;
    if (what === "ours") return window.bench !== undefined && !window.bench.canvas.stage.mounted.pending;
    const nodes = document.querySelectorAll(".react-flow__node").length;
    const edges = document.querySelectorAll(".react-flow__edge").length;
    return edges > 0 && nodes >= (culled ? 1 : blocks);
  };
  const look = () => {
    if (!isDone()) requestAnimationFrame(look);
    else requestAnimationFrame(() => requestAnimationFrame(() => (window.painted = performance.now())));
  };
  requestAnimationFrame(look);
}

async function open(browser: Browser, url: string, options: Loaded): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  page.on("pageerror", (error) => console.error(String(error)));
  await page.addInitScript(watchPaint, options);
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => window.painted > 0, undefined, { timeout: 120_000 });
  return page;
}

async function loads(browser: Browser, url: string, options: Loaded, runs: number): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const page = await open(browser, url, options);
    times.push(await page.evaluate(() => window.painted));
    await page.close();
  }
  return median(times);
}

/** Counts frames while `act` is repeated for SPAN ms. */
async function frames(page: Page, act: (i: number) => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const probe: Probe = { frames: [], running: true };
    window.probe = probe;
    let last = performance.now();
    const step = (now: number) => {
      probe.frames.push(now - last);
      last = now;
      if (probe.running) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  const end = Date.now() + SPAN;
  for (let i = 0; Date.now() < end; i++) await act(i);
  const deltas = await page.evaluate(() => {
    window.probe.running = false;
    return window.probe.frames.slice(1);
  });
  return { median: median(deltas), p95: quantile(deltas, 0.95) };
}

/** The time of one action until its frame was produced. */
async function once(page: Page, name: "selectAll" | "removeAll" | "pasteAll"): Promise<number> {
  return page.evaluate(
    (action) =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const begun = performance.now();
          window.bench[action]();
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve(performance.now() - begun);
            channel.port2.postMessage(0);
          });
        });
      }),
    name,
  );
}

async function gestures(page: Page, view: "fit" | "100 %"): Promise<Record<string, Frames>> {
  const aim = async () => {
    const at = await page.evaluate((name) => {
      const { stage } = window.bench.canvas;
      const first = [...stage.scene.shapes.values()][0]!.rect;
      if (name === "100 %") stage.look({ x: 400 - first.x, y: 300 - first.y, k: 1 });
      else window.bench.canvas.fit();
      return first;
    }, view);
    await page.waitForTimeout(600);
    return page.evaluate((first) => {
      const camera = window.bench.canvas.stage.camera as { x: number; y: number; k: number };
      return { x: (first.x + 60) * camera.k + camera.x, y: (first.y + 24) * camera.k + camera.y };
    }, at);
  };
  await aim();
  await page.mouse.move(WIDTH / 2, HEIGHT / 2);
  const pan = await frames(page, (i) => page.mouse.wheel(i % 60 < 30 ? 14 : -14, i % 40 < 20 ? 9 : -9));
  const at = await aim();
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  const drag = await frames(page, (i) => page.mouse.move(at.x + (i % 90) * 4, at.y + (i % 70) * 3));
  await page.mouse.up();
  await aim();
  await page.mouse.move(WIDTH / 2, HEIGHT / 2);
  await page.keyboard.down("Control");
  const zoom = await frames(page, (i) => page.mouse.wheel(0, i % 40 < 20 ? -9 : 9));
  await page.keyboard.up("Control");
  return { pan, drag, zoom };
}

/** What a page holds after its garbage was collected, in MB. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  return (metrics.find((one) => one.name === "JSHeapUsedSize")?.value ?? Number.NaN) / 1e6;
}

/** The same gestures on the reference, at fit. */
async function onReference(browser: Browser, url: string, options: Loaded): Promise<string[]> {
  const page = await open(browser, url, options);
  const lines = [`heap ${(await heap(page)).toFixed(1)} MB`];
  await page.mouse.move(WIDTH / 2, HEIGHT / 2);
  const pan = await frames(page, (i) => page.mouse.wheel(i % 60 < 30 ? 14 : -14, i % 40 < 20 ? 9 : -9));
  await page.evaluate(() => (window.bench as unknown as { fit(): void }).fit());
  // The camera glides to the fit: a drag has to begin where the block then is.
  await page.waitForTimeout(600);
  const box = await page.locator(".react-flow__node").first().boundingBox();
  const at = {
    x: (box?.x ?? 0) + (box?.width ?? 0) / 2,
    y: (box?.y ?? 0) + Math.min(4, (box?.height ?? 0) / 2),
  };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  const drag = await frames(page, (i) => page.mouse.move(at.x + (i % 90) * 4, at.y + (i % 70) * 3));
  await page.mouse.up();
  await page.mouse.move(WIDTH / 2, HEIGHT / 2);
  await page.keyboard.down("Control");
  const zoom = await frames(page, (i) => page.mouse.wheel(0, i % 40 < 20 ? -9 : 9));
  await page.keyboard.up("Control");
  for (const [name, { median, p95 }] of Object.entries({ pan, drag, zoom }))
    lines.push(`${name} ${median.toFixed(1)} / ${p95.toFixed(1)}`);
  lines.push(`select all ${(await once(page, "selectAll")).toFixed(0)}`);
  lines.push(`delete all ${(await once(page, "removeAll")).toFixed(0)}`);
  await page.close();
  return lines;
}

async function measure(browser: Browser, site: Site, blocks: number): Promise<void> {
  site.flow = generateFlow(blocks);
  const url = `${site.url}/page.html`;
  const load = await loads(browser, url, { what: "ours", blocks }, RUNS);
  console.log(`\n${blocks} blocks (${Math.round(site.flow.length / blocks)} bytes each)`);
  console.log(`  load to painted at fit     ${load.toFixed(0)}`);
  if (blocks <= 1000) {
    const runs = blocks >= 1000 ? 3 : RUNS;
    const all = await loads(browser, `${site.url}/react-flow.html`, { what: "reference", blocks }, runs);
    const culled = await loads(
      browser,
      `${site.url}/react-flow.html?culled`,
      { what: "reference", blocks, culled: true },
      runs,
    );
    const floor = await loads(browser, `${site.url}/floor.html`, { what: "floor", blocks }, runs);
    const best = Math.min(all, culled);
    console.log(
      `  React Flow, all · culled   ${all.toFixed(0)} · ${culled.toFixed(0)}   ours is 1/${(best / load).toFixed(1)} of the better`,
    );
    console.log(`  empty page (the floor)     ${floor.toFixed(0)}`);
    for (const [name, isCulled] of [
      ["all", false],
      ["culled", true],
    ] as const) {
      const address = `${site.url}/react-flow.html${isCulled ? "?culled" : ""}`;
      const lines = await onReference(browser, address, { what: "reference", blocks, culled: isCulled });
      console.log(`  React Flow, ${name.padEnd(15)} ${lines.join(" · ")}`);
    }
  }
  const page = await open(browser, url, { what: "ours", blocks });
  console.log(`  heap                       ${(await heap(page)).toFixed(1)} MB`);
  for (const view of ["fit", "100 %"] as const) {
    for (const [name, { median, p95 }] of Object.entries(await gestures(page, view))) {
      console.log(`  ${`${name} at ${view}`.padEnd(26)} median ${median.toFixed(1)}, p95 ${p95.toFixed(1)}`);
    }
  }
  for (const view of ["fit", "100 %"] as const) {
    await page.evaluate((name) => {
      if (name === "fit") window.bench.canvas.fit();
    }, view);
    await page.waitForTimeout(500);
    console.log(`  ${`select all at ${view}`.padEnd(26)} ${(await once(page, "selectAll")).toFixed(0)}`);
    await page.evaluate(() => window.bench.selection.clear());
  }
  console.log(`  paste ${blocks}`.padEnd(29) + (await once(page, "pasteAll")).toFixed(0));
  await page.waitForTimeout(300);
  console.log(`  delete all ${2 * blocks}`.padEnd(29) + (await once(page, "removeAll")).toFixed(0));
  await page.close();
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

/** Script of a page of the benchmark, gzip, in KB. */
function weight(name: string): number {
  return gzipSync(readFileSync(join(import.meta.dirname, `${name}.js`)), { level: 9 }).length / 1024;
}

const sizes = process.argv.slice(2).map(Number);
console.log(
  `script, gzip: ours ${weight("page").toFixed(0)} KB, React Flow ${weight("react-flow").toFixed(0)} KB (both without panels)`,
);
const site = await serve(import.meta.dirname, process.cwd());
const browser = await launch();
for (const blocks of sizes.length > 0 ? sizes : [100, 250, 1000, 5000]) await measure(browser, site, blocks);
await browser.close();
await site.close();
