/**
 * Pictures of flows on the canvas: `node shots.mjs OUT FLOW.json…`. Each flow
 * is shown at fit and at 100 %, in light and dark.
 */

import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { CanvasView } from "../../web/canvas/view/canvas";
import { launch } from "./browser";
import { generateFlow } from "./generate";
import { serve } from "./serve";

declare global {
  interface Window {
    bench: { canvas: CanvasView; selection: { set(ids: Iterable<string>): void }; ids(): string[] };
  }
}

const [out = ".", ...names] = process.argv.slice(2);
const site = await serve(import.meta.dirname, process.cwd());
const browser = await launch();

for (const name of names) {
  const size = Number(name);
  site.flow = Number.isNaN(size) ? await readFile(name, "utf8") : generateFlow(size);
  for (const [theme, width, height] of [
    ["light", 1280, 800],
    ["dark", 1920, 1080],
  ] as const) {
    const page = await browser.newPage({ viewport: { width, height } });
    page.on("console", (message) => console.log(name, message.text()));
    page.on("pageerror", (error) => console.log(name, String(error)));
    await page.goto(`${site.url}/page.html?findings&theme=${theme}`);
    await page.waitForFunction(() => window.bench !== undefined);
    await page.waitForTimeout(300);
    const file = (view: string) => join(out, `${basename(name, ".json").slice(0, 40)}-${theme}-${view}.png`);
    await page.screenshot({ path: file("fit") });
    for (const zoom of [0.5, 1]) {
      await page.evaluate((k) => {
        const { canvas } = window.bench;
        canvas.stage.look({ x: 0, y: 0, k });
        const start = canvas.stage.current;
        if (start) canvas.center(start);
        canvas.stage.zoomTo(k);
        const shape = canvas.stage.scene.shapes.get(start ?? "");
        if (shape) canvas.stage.look({ x: 120 - shape.rect.x * k, y: 300 - shape.rect.y * k, k });
      }, zoom);
      await page.waitForTimeout(500);
      await page.screenshot({ path: file(String(zoom * 100)) });
    }
    await page.close();
  }
}
await browser.close();
await site.close();
