import { readFile } from "node:fs/promises";
import { boxOf, openText } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";

test("find in flow goes through what it finds and lets it stand out", async ({ adminPage: page }) => {
  const designer = await openText(page, "Find", receptionText);
  await page.keyboard.press("Control+f");
  const field = page.getByRole("searchbox", { name: "Find in flow" });
  await expect(field).toBeFocused();
  await page.keyboard.type("type:prompt");
  await expect(page.getByText(/^\d+ found$/)).toBeVisible();
  await expect(designer.block(blocks.hours)).toHaveAttribute("data-dim", "");
  await expect(designer.block(blocks.welcome)).not.toHaveAttribute("data-dim", "");
  await page.keyboard.press("Enter");
  await expect(designer.block(blocks.welcome)).toHaveAttribute("data-selected", "");
  await page.keyboard.press("Enter");
  await expect(designer.block(blocks.welcome)).not.toHaveAttribute("data-selected", "");
  await page.keyboard.press("Shift+Enter");
  await expect(designer.block(blocks.welcome)).toHaveAttribute("data-selected", "");
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(designer.block(blocks.hours)).not.toHaveAttribute("data-dim", "");
});

test("the paths to and from a block stand out until they are asked for again", async ({
  adminPage: page,
}) => {
  const designer = await openText(page, "Trace", receptionText);
  await designer.select(blocks.closed);
  await page.keyboard.press("Alt+p");
  await expect(designer.block(blocks.queue)).toHaveAttribute("data-dim", "");
  await expect(designer.block(blocks.welcome)).not.toHaveAttribute("data-dim", "");
  await page.keyboard.press("Alt+p");
  await expect(designer.block(blocks.queue)).not.toHaveAttribute("data-dim", "");
});

test("the outline is a tree that is searched", async ({ adminPage: page }) => {
  const designer = await openText(page, "Outline", receptionText);
  await page.getByRole("tab", { name: "Outline" }).click();
  const outline = page.getByRole("list", { name: "Outline" });
  await expect(outline.getByRole("link").first()).toHaveAttribute("data-block", blocks.logging);
  await page.getByRole("searchbox", { name: "Search the outline" }).fill("type:hours");
  await expect(outline.getByRole("link")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(designer.block(blocks.hours)).toHaveAttribute("data-selected", "");
});

test("Ctrl+K runs any command and goes to any block", async ({ adminPage: page }) => {
  const designer = await openText(page, "Commands", receptionText);
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: "Commands and blocks" });
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("select all");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(designer.block(blocks.hours)).toHaveAttribute("data-selected", "");
  await expect(designer.block(blocks.queue)).toHaveAttribute("data-selected", "");
  await page.keyboard.press("Control+k");
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("check hours");
  await page.keyboard.press("Enter");
  await expect(designer.block(blocks.hours)).toBeFocused();
  await expect(designer.block(blocks.queue)).not.toHaveAttribute("data-selected", "");
  await page.keyboard.press("Control+k");
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("nothing has this name");
  await expect(dialog).toContainText("Nothing is called");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("a press on the map moves the view there", async ({ adminPage: page }) => {
  const designer = await openText(page, "Map", manyBlocks(20));
  const map = page.locator(".cv-map");
  await expect(map).toBeHidden();
  await page.keyboard.press("Control+0");
  await expect(map).toBeVisible();
  const { x, y, width, height } = await boxOf(map);
  await page.mouse.click(x + width - 12, y + height / 2);
  await expect(designer.block("b19")).toBeInViewport();
  await page.mouse.click(x + 12, y + height / 2);
  await expect(designer.block("b0")).toBeInViewport();
});

test("a picture of the flow is saved as SVG and PNG", async ({ adminPage: page }) => {
  await openText(page, "Picture", receptionText);
  const save = async (format: string) => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Commands and blocks" })).toBeFocused();
    await page.keyboard.type(`picture ${format}`);
    const download = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const file = await download;
    expect(file.suggestedFilename()).toBe(`Picture.${format.toLowerCase()}`);
    return readFile(await file.path());
  };
  const svg = (await save("SVG")).toString("utf8");
  expect(svg).toContain("Check hours of operation");
  const png = await save("PNG");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
});

/** A chain of so many blocks, side by side. */
function manyBlocks(n: number): string {
  const ids = Array.from({ length: n }, (_, i) => `b${i}`);
  return JSON.stringify({
    Version: "2019-10-30",
    StartAction: "b0",
    Metadata: {
      entryPointPosition: { x: -100, y: 0 },
      ActionMetadata: Object.fromEntries(ids.map((id, i) => [id, { position: { x: i * 260, y: 0 } }])),
    },
    Actions: ids.map((id, i) =>
      i === n - 1
        ? { Identifier: id, Type: "DisconnectParticipant", Parameters: {}, Transitions: {} }
        : {
            Identifier: id,
            Type: "MessageParticipant",
            Parameters: { Text: id },
            Transitions: { NextAction: `b${i + 1}` },
          },
    ),
  });
}
