import type { Page } from "@playwright/test";
import { actionOf, DesignerPage, openText } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";
import { Heard } from "./heard";

/** Presses Tab until the focus is on the control of that name. */
async function tabTo(page: Page, label: string): Promise<void> {
  const wanted = page.getByLabel(label, { exact: true });
  for (let presses = 0; presses < 40; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}

test("a block is found, added, set and wired without a pointer", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  const before = await designer.identifiers();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search blocks" })).toBeFocused();
  await page.keyboard.type("play prom");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await designer.identifiers()).length).toBe(before.length + 1);
  const added = (await designer.identifiers()).find((id) => !before.includes(id)) ?? "";
  await expect(designer.block(added)).toHaveAttribute("data-selected", "");

  await expect(designer.block(added)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Properties" })).toContainText("Play prompt");
  await tabTo(page, "Text to speech or chat text");
  await page.keyboard.type("One moment please.");
  await tabTo(page, "Success leads to");
  await page.keyboard.type("Check hours");
  await tabTo(page, "Error leads to");
  await page.keyboard.type("Disconnect");
  await page.keyboard.press("Tab");
  await designer.saved();
  const action = actionOf(await designer.json(), added);
  expect(action.Parameters).toEqual({ Text: "One moment please." });
  expect(action.Transitions.NextAction).toBe(blocks.hours);
  expect(action.Transitions.Errors?.[0]?.NextAction).toBe(blocks.hangUp);
});

test("arrows walk along the wires, and Alt with arrows moves a block", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  await designer.select(blocks.logging);
  await designer.block(blocks.logging).focus();
  await page.keyboard.press("ArrowRight");
  await expect(designer.block(blocks.welcome)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(designer.block(blocks.hours)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(designer.block(blocks.queue)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(designer.block(blocks.closed)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(designer.block(blocks.hours)).toBeFocused();

  await page.keyboard.press("Space");
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await designer.saved();
  expect((await designer.json()).Metadata.ActionMetadata[blocks.hours]?.position).toEqual({ x: 590, y: 120 });
});

test("help lists the keys, and Escape closes it", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  await designer.block(blocks.welcome).focus();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toContainText("Next problem");
  for (const entry of ["Follow a wire on or back", "Leave the canvas", "Drag from its port"])
    await expect(help).toContainText(entry);
  await expect(help.locator("dl > div").filter({ hasText: "Show or hide the map" })).toContainText("Ctrl+K");
  expect(await help.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  await expect(help.getByRole("searchbox", { name: "Search the shortcuts" })).toBeFocused();
  await page.keyboard.type("ctrl+d");
  await expect(help.locator("dt")).toHaveText(["Duplicate", "Delete and reconnect"]);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("nonsense");
  await expect(help).toContainText("Nothing here is called “nonsense”.");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await expect(designer.block(blocks.welcome)).toBeFocused();
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("dialog", { name: "Save a version" })).toBeVisible();
  await page.keyboard.press("Escape");
});

test("Tab reaches the canvas in a few steps, and a link skips to it", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  await page.reload();
  await designer.saved();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Skip to canvas" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(designer.block(blocks.logging)).toBeFocused();

  const search = page.getByRole("searchbox", { name: "Search blocks" });
  await search.focus();
  await page.keyboard.press("Tab");
  await expect(page.locator(".palette summary").first()).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(designer.block(blocks.logging)).toBeFocused();
});

test("arrows go through the palette and the outline, and typing searches", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  const items = page.getByTestId("palette-item");
  const search = page.getByRole("searchbox", { name: "Search blocks" });
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("switch", { name: "Show all blocks" })).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(items.first()).toBeHidden();
  await page.keyboard.press("w");
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("w");

  await page.getByRole("tab", { name: "Blocks" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("searchbox", { name: "Search the outline" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByTestId("outline-item").first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(designer.block(blocks.welcome)).toHaveAttribute("data-selected", "");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("queue");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(designer.block(blocks.queue)).toHaveAttribute("data-selected", "");
});

test("Enter opens the settings of a block, and Escape comes back", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  await designer.block(blocks.welcome).focus();
  await page.keyboard.press("Enter");
  await expect(designer.field("Block name")).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type(" all");
  await page.keyboard.press("Escape");
  await expect(designer.block("Welcome all")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(designer.field("Block name")).toHaveAttribute("placeholder", "Check hours of operation");
  await expect(designer.field("Block name")).toBeFocused();
});

test("keys act on the block with the focus, unless something was selected since", async ({
  adminPage: page,
}) => {
  const designer = await openText(page, "Reception", receptionText);
  const places = async () => (await designer.json()).Metadata.ActionMetadata;
  await designer.select(blocks.logging);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(designer.block(blocks.hours)).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await designer.saved();
  expect((await places())[blocks.hours]?.position).toEqual({ x: 590, y: 30 });
  expect((await places())[blocks.logging]?.position).toEqual({ x: 150, y: 20 });

  // The duplicate is selected; the focus is still on what was duplicated.
  await page.keyboard.press("Control+d");
  await expect.poll(async () => (await designer.identifiers()).length).toBe(8);
  await page.keyboard.press("Delete");
  await expect.poll(async () => (await designer.identifiers()).length).toBe(7);
  await expect(designer.block(blocks.hours)).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(designer.block(blocks.hours)).toBeHidden();
});

test("blocks are named with where they lead, and what keys change is said", async ({ adminPage: page }) => {
  const designer = await openText(page, "Heard", receptionText);
  await expect(designer.block(blocks.welcome)).toHaveAccessibleName(
    "Play prompt, Welcome, 2 branches, connects to Check hours of operation and Disconnect",
  );
  const heard = await Heard.from(page);
  await designer.block(blocks.hours).focus();
  await page.keyboard.press("ArrowRight");
  await heard.says(/^In hours, branch 1 of \d$/);
  await page.keyboard.press("Space");
  await heard.says("Selected");
  await expect(designer.block(blocks.queue)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("Alt+ArrowDown");
  await heard.says("Moved 1 block");
  await page.keyboard.press("Alt+n");
  await page.keyboard.type("Ask Sales");
  await page.keyboard.press("Control+Enter");
  await heard.says("Edited a note");
  await expect(designer.canvas.getByRole("note", { name: /^Note on .*: Ask Sales/ })).toBeFocused();

  await designer.block(blocks.closed).focus();
  await page.keyboard.press("Alt+c");
  await page.keyboard.type("success");
  await page.keyboard.press("Enter");
  await page.keyboard.type("welcome");
  await page.keyboard.press("Enter");
  await heard.says("Connected Success of We are closed to Welcome");
  await page.keyboard.press("Alt+c");
  await page.keyboard.type("success");
  await page.keyboard.press("Enter");
  await page.keyboard.type("nowhere");
  await page.keyboard.press("Enter");
  await heard.says("Disconnected Success of We are closed");
  await heard.says("We are closed: 1 error");

  await page.keyboard.press("Control+a");
  await heard.says("7 blocks selected");
  await page.keyboard.press("Delete");
  await heard.says("Deleted 7 blocks");
  await page.keyboard.press("Control+z");
  await heard.says("Undid: delete 7 blocks");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("type:prompt");
  await heard.says("Found 2 blocks");
  await page.keyboard.press("Enter");
  await heard.says("1 of 2: Welcome");
});

test("what is typed into a field is not said, and others are summed up", async ({
  adminPage: page,
  openAs,
}) => {
  const designer = await openText(page, "Heard by two", receptionText);
  const other = await openAs("designer");
  await other.goto(page.url());
  await expect(other.getByTestId("save-state")).toHaveText("Saved");
  await designer.select(blocks.welcome);
  const heard = await Heard.from(page);
  await designer.field("Text to speech or chat text").fill("Hello");
  await designer.saved();

  await new DesignerPage(other).block(blocks.closed).focus();
  await other.keyboard.press("Alt+ArrowDown");
  await other.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => heard.all()).toEqual(["Dora Designer changed We are closed"]);
});
