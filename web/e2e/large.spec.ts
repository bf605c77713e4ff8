import { generateFlow, identifier } from "../../bench/canvas/generate";
import { type DesignerPage, openText } from "./designer";
import { expect, test } from "./fixtures";

/** What people do all day, in a flow of a thousand blocks. */
const size = 1000;

async function open(designer: Promise<DesignerPage>): Promise<DesignerPage> {
  const page = await designer;
  await expect.poll(async () => (await page.identifiers()).length).toBe(size);
  return page;
}

test.describe("a flow of a thousand blocks", () => {
  test.describe.configure({ timeout: 90_000 });

  test("is searched, and blocks are gone to by name", async ({ adminPage: page }) => {
    const designer = await open(openText(page, "Thousand, read", generateFlow(size)));
    await page.keyboard.press("Control+f");
    await expect(page.getByRole("searchbox", { name: "Find in flow" })).toBeFocused();
    await page.keyboard.type("type:disconnect");
    await expect(page.getByText(/^\d+ found$/)).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.locator(".cv-block[data-selected]")).toHaveCount(1);
    await page.keyboard.press("Escape");
    const id = identifier(777);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Commands and blocks" })).toBeFocused();
    await page.keyboard.type("select all");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: `${size} blocks selected` })).toBeVisible();
    await page.getByRole("tab", { name: "Outline" }).click();
    await page.locator(`[data-testid="outline-item"][data-block="${id}"]`).click();
    await expect(designer.block(id)).toHaveAttribute("data-selected", "");
    await expect(designer.block(id)).toBeInViewport();
  });

  test("lets the paths through a block stand out", async ({ adminPage: page }) => {
    await open(openText(page, "Thousand, trace", generateFlow(size)));
    await page.getByRole("tab", { name: "Outline" }).click();
    await page.locator(`[data-testid="outline-item"][data-block="${identifier(500)}"]`).click();
    await page.keyboard.press("Alt+p");
    await expect(page.locator(`.cv-block[data-block="${identifier(500)}"]`)).not.toHaveAttribute(
      "data-dim",
      "",
    );
    await page.keyboard.press("Alt+p");
    await expect(page.locator(".cv-block[data-dim]")).toHaveCount(0);
  });

  test("is moved, aligned, copied and deleted as a whole, and comes back", async ({ adminPage: page }) => {
    const designer = await open(openText(page, "Thousand, make", generateFlow(size)));
    const before = await designer.json();
    await designer.canvas.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Alt+a");
    await designer.saved();
    const xs = Object.values((await designer.json()).Metadata.ActionMetadata).map((one) => one.position.x);
    expect(new Set(xs).size).toBe(1);
    await page.keyboard.press("Control+z");
    await designer.saved();
    await page.keyboard.press("Control+d");
    await expect.poll(async () => (await designer.identifiers()).length).toBe(2 * size);
    await page.keyboard.press("Delete");
    await expect.poll(async () => (await designer.identifiers()).length).toBe(size);
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await expect.poll(async () => (await designer.identifiers()).length).toBe(0);
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await designer.identifiers()).length).toBe(size);
    await designer.saved();
    expect(await designer.json()).toEqual(before);
  });

  test("takes a new block after the selected one by keyboard", async ({ adminPage: page }) => {
    const designer = await open(openText(page, "Thousand, add", generateFlow(size)));
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Search blocks" })).toBeFocused();
    await page.keyboard.type("play prompt");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await designer.identifiers()).length).toBe(size + 1);
    await expect(page.locator(".cv-block:focus")).toHaveAttribute("data-selected", "");
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await designer.identifiers()).length).toBe(size);
  });
});
