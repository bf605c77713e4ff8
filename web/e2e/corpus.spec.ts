import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { DesignerPage, sendFlow } from "./designer";
import { expect, test } from "./fixtures";

/** Real flows, kept beside the repository because they are not ours to publish. */
const folder = resolve(import.meta.dirname, "../../../shared/corpus/flows/real");
const files = existsSync(folder) ? readdirSync(folder).sort() : [];

test.describe.configure({ mode: "parallel" });
test.skip(files.length === 0, `There are no real flows at ${folder}.`);

// One test for each worker.
for (const part of [0, 1]) {
  const mine = files.filter((_, at) => at % 2 === part);
  test(`real flows open and leave as they came, part ${part + 1}: ${mine.length} of ${files.length}`, async ({
    adminPage: page,
    complaints,
  }) => {
    test.setTimeout(240_000);
    const wrong: string[] = [];
    for (const file of mine) {
      const before = complaints.all.length;
      const found = await problemsOf(page, file);
      for (const text of [...found, ...complaints.all.slice(before)]) wrong.push(`${file}: ${text}`);
    }
    expect(wrong).toEqual([]);
  });
}

/** Imports one file, opens it, exports it; says what was not as it should be. */
async function problemsOf(page: Page, file: string): Promise<string[]> {
  const bytes = readFileSync(join(folder, file));
  const id = await sendFlow(page.request, file, bytes);
  await page.goto(`/flows/${id}`);
  const designer = new DesignerPage(page);
  const count = blocksIn(bytes);
  const outline = page.getByTestId("outline-item");
  await expect(outline, `${file}: blocks in the outline`).toHaveCount(count);
  await expect(designer.saveState, file).toHaveText(/^(Saved|Read only)$/);
  if (count > 0) await expect(designer.canvas.locator("[data-block]").first(), file).toBeAttached();
  const exported = await page.request.get(`/flows/${id}/export?at=draft`);
  return bytes.equals(await exported.body()) ? [] : ["came out with other bytes"];
}

/** Actions of the flow language without those that belong to another's block, or modules of the old export format. */
function blocksIn(bytes: Buffer): number {
  const flow: {
    Actions?: unknown[];
    modules?: unknown[];
    Metadata?: { ActionMetadata?: Record<string, { children?: unknown[] }> };
  } = JSON.parse(bytes.toString("utf8"));
  const metadata = Object.values(flow.Metadata?.ActionMetadata ?? {});
  const parts = metadata.flatMap((one) => one.children ?? []);
  return (flow.Actions ?? flow.modules ?? []).length - parts.length;
}
