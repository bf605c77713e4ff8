import { readFile } from "node:fs/promises";
import { DesignerPage, importFlow } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";

test("the main job: import, edit, see the problem come and go, version, publish, roll back, export", async ({
  adminPage: page,
}) => {
  const designer = await importFlow(page, "reception.json", receptionText);
  expect(await designer.export("draft"), "what came in goes out byte for byte").toBe(receptionText);
  await expect(page.getByTestId("error-count")).toHaveText("0 errors");
  await designer.fit();

  const added = await designer.add("Play prompt", { x: 380, y: 520 });
  await designer.saved();
  await expect(page.getByTestId("error-count")).not.toHaveText("0 errors");
  await expect(designer.block(added)).toContainText(/error/);

  await page.getByLabel("Text to speech or chat text").fill("One moment please.");
  await designer.port(blocks.welcome, "Success").waitFor();
  await designer.wire(blocks.welcome, "Success", added);
  await designer.wire(added, "Success", blocks.hours);
  await designer.wire(added, "Error", blocks.hangUp);
  await designer.saved();
  await expect(page.getByTestId("error-count")).toHaveText("0 errors");

  await designer.saveVersion("Ask callers to wait");
  const first = await designer.export("version:1");
  await designer.publish();
  await expect(page.getByText("v1 live")).toBeVisible();

  await designer.block(added).click();
  await page.getByLabel("Text to speech or chat text").fill("One moment, we put you through.");
  await designer.saved();
  await designer.saveVersion("Say what happens next");
  await designer.publish();
  await expect(page.getByText("v2 live")).toBeVisible();
  expect(await designer.export("environment:Local")).toContain("One moment, we put you through.");

  await page.getByRole("link", { name: "Versions" }).click();
  await page.locator('[data-testid="version"][data-version="1"]').getByTestId("publish").click();
  await page
    .getByTestId("publish-form")
    .getByRole("button", { name: /roll back|publish/i })
    .click();
  await expect(page.getByTestId("flash")).toContainText(/version 1/i);

  const rolledBack = new DesignerPage(page);
  expect(await rolledBack.export("environment:Local"), "what is live is version 1").toBe(first);
  const row = page.locator('[data-testid="version"][data-version="1"]');
  await expect(row).toContainText("Live");
  await row.getByLabel("Actions for version 1").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("link", { name: "Export this version" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toBe(first);
});
