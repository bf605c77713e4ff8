import type { Page } from "@playwright/test";
import { actionOf, boxOf, openText } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";

const properties = (page: Page) => page.getByRole("complementary", { name: "Properties" });

async function widthOf(page: Page): Promise<number> {
  return (await boxOf(properties(page))).width;
}

test("the properties are made wider and narrower, and stay so", async ({ adminPage: page }) => {
  const designer = await openText(page, "Wide panel", receptionText);
  await designer.select(blocks.welcome);
  const edge = page.getByRole("separator", { name: "Size of the properties" });
  const usual = await widthOf(page);
  const box = await boxOf(edge);
  await page.mouse.move(box.x + 4, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x - 96, box.y + 200, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => widthOf(page)).toBe(usual + 100);
  await expect(edge).toHaveAttribute("aria-valuenow", String(usual + 100));

  await page.reload();
  await designer.saved();
  await expect.poll(() => widthOf(page)).toBe(usual + 100);
  await edge.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => widthOf(page)).toBe(usual + 84);
  await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(() => widthOf(page)).toBe(usual + 148);
  await page.keyboard.press("Home");
  await expect.poll(() => widthOf(page)).toBe(260);
  await page.keyboard.press("End");
  await expect.poll(() => widthOf(page)).toBe(640);
  await edge.dblclick();
  await expect.poll(() => widthOf(page)).toBe(usual);
});

test("panels are folded away and come back, by key and by button", async ({ adminPage: page }) => {
  const designer = await openText(page, "Folded panels", receptionText);
  const stage = async () => (await boxOf(page.getByRole("main"))).width;
  const usual = await stage();
  await page.keyboard.press("Shift+L");
  await expect.poll(stage).toBeGreaterThan(usual + 200);
  await page.keyboard.press("Shift+R");
  await expect.poll(stage).toBe(1280);
  await page.reload();
  await designer.saved();
  await expect.poll(stage).toBe(1280);
  await designer.fit();

  // What gets the keyboard is shown for as long as it has it.
  await designer.select(blocks.welcome);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Block name")).toBeFocused();
  await expect.poll(() => widthOf(page)).toBeGreaterThan(300);
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await properties(page).boundingBox())?.width ?? 0).toBe(0);

  await page.getByRole("button", { name: "Show the left panel (Shift+L)" }).click();
  await page.getByRole("button", { name: "Show the properties (Shift+R)" }).click();
  await expect.poll(stage).toBe(usual);
});

test("the same field of the next block stays in view", async ({ adminPage: page }) => {
  const designer = await openText(page, "Kept place", receptionText);
  await designer.select(blocks.welcome);
  await properties(page).getByText("JSON of this block").click();
  await expect(properties(page).getByRole("textbox", { name: "JSON of this block" })).toBeVisible();
  const heading = properties(page).getByRole("heading", { name: "Branches" });
  await heading.evaluate((element) => element.scrollIntoView({ block: "start" }));
  const before = (await boxOf(heading)).y;
  expect(before).toBeLessThan(150);
  await designer.select(blocks.closed);
  await expect(properties(page).getByLabel("Block name")).toHaveValue("We are closed");
  await expect.poll(async () => Math.round((await boxOf(heading)).y - before)).toBe(0);
});

test("the keyboard stays in the panel when a branch is followed from there", async ({ adminPage: page }) => {
  const designer = await openText(page, "Kept focus", receptionText);
  await designer.select(blocks.queue);
  await properties(page).getByRole("button", { name: "Go to where Error leads" }).focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(properties(page).getByRole("button", { name: "Go to where Success leads" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(properties(page).getByLabel("Block name")).toHaveAttribute("placeholder", "Transfer to queue");
  await expect(properties(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(properties(page).locator(":focus")).toHaveCount(1);
});

test("the JSON of a block stays unfolded for the next block", async ({ adminPage: page }) => {
  const designer = await openText(page, "Kept JSON", receptionText);
  await designer.select(blocks.welcome);
  await properties(page).getByText("JSON of this block").click();
  const text = properties(page).getByRole("textbox", { name: "JSON of this block" });
  await expect(text).toContainText("Thank you for calling");
  await designer.select(blocks.closed);
  await expect(text).toContainText("We are closed. Please call again tomorrow.");
});

test("a text is edited with more room, as the same draft", async ({ adminPage: page }) => {
  const designer = await openText(page, "More room", receptionText);
  await designer.select(blocks.welcome);
  const label = "Text to speech or chat text";
  await designer.field(label).fill("Begun in the panel");
  await properties(page).getByRole("button", { name: "Edit with more room" }).click();
  const dialog = page.getByRole("dialog", { name: label });
  const large = dialog.getByRole("textbox", { name: label });
  await expect(large).toHaveValue("Begun in the panel");
  await large.fill("Begun in the panel,\nended with more room");
  await expect(dialog).toContainText("40 of 6,000");
  expect((await boxOf(large)).height).toBeGreaterThan(300);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(designer.block(blocks.welcome)).toHaveAttribute("data-selected", "");
  await expect(designer.field(label)).toHaveValue("Begun in the panel,\nended with more room");
  await designer.saved();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(designer.field(label)).toHaveValue("Begun in the panel");
});

test("one setting of several blocks is changed at once, and undone at once", async ({ adminPage: page }) => {
  const designer = await openText(page, "Several blocks", receptionText);
  const before = await designer.export("draft");
  await designer.select(blocks.welcome);
  await designer
    .block(blocks.closed)
    .locator(".cv-title")
    .click({ modifiers: ["Shift"] });
  await expect(properties(page).getByRole("heading", { name: "2 blocks selected" })).toBeVisible();
  const label = "Text to speech or chat text";
  const field = properties(page).locator("[data-path=Text]");
  await expect(field.getByText("Mixed", { exact: true })).toBeVisible();
  await expect(field).toContainText("Now: “Thank you for calling");
  await designer.field(label).fill("The same for both");
  await expect(designer.block(blocks.welcome)).toContainText("The same for both");
  await expect(designer.block(blocks.closed)).toContainText("The same for both");
  await designer.field(label).blur();
  await expect(field.getByText("Mixed", { exact: true })).toBeHidden();
  await designer.saved();
  expect(actionOf(await designer.json(), blocks.closed).Parameters.Text).toBe("The same for both");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await designer.saved();
  await expect.poll(() => designer.export("draft")).toBe(before);

  await designer
    .block(blocks.hours)
    .locator(".cv-title")
    .click({ modifiers: ["Shift"] });
  await expect(properties(page)).toContainText("no settings in common");
});
