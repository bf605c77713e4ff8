import type { Page } from "@playwright/test";
import { actionOf, boxOf, type DesignerPage, openText } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";

/** The middle of the wire that leaves a block by a branch, in pixels of the window. */
async function middleOf(page: Page, from: string): Promise<{ x: number; y: number }> {
  const wire = page.locator(`path.cv-wire[data-from=${JSON.stringify(from)}]`).first();
  return wire.evaluate((path: SVGPathElement) => {
    const point = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM()!);
    return { x: point.x, y: point.y };
  });
}

async function added(designer: DesignerPage, before: readonly string[]): Promise<string> {
  await expect.poll(async () => (await designer.identifiers()).length).toBe(before.length + 1);
  return (await designer.identifiers()).find((id) => !before.includes(id)) ?? "";
}

test("a block dropped on a wire stands in it, and one undo takes it out", async ({ adminPage: page }) => {
  const designer = await openText(page, "Insert", receptionText);
  const before = await designer.identifiers();
  const item = page
    .getByTestId("palette-item")
    .filter({ hasText: /^Set voice/ })
    .first();
  await item.scrollIntoViewIfNeeded();
  const from = await boxOf(item);
  const to = await middleOf(page, blocks.logging);
  await page.mouse.move(from.x + 30, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x - 30, to.y - 30, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  const id = await added(designer, before);
  await designer.saved();
  const flow = await designer.json();
  expect(actionOf(flow, blocks.logging).Transitions.NextAction).toBe(id);
  expect(actionOf(flow, id).Transitions.NextAction).toBe(blocks.welcome);
  await page.keyboard.press("Control+z");
  await designer.saved();
  expect(actionOf(await designer.json(), blocks.logging).Transitions.NextAction).toBe(blocks.welcome);
});

test("a loose block that is dragged on a wire stands in it", async ({ adminPage: page }) => {
  const designer = await openText(page, "Insert later", receptionText);
  const id = await designer.add("Play prompt", { x: 560, y: 600 });
  await designer.fit();
  const head = await boxOf(designer.block(id).locator(".cv-title"));
  const to = await middleOf(page, blocks.welcome);
  await page.mouse.move(head.x + 5, head.y + 5);
  await page.mouse.down();
  await page.mouse.move(to.x - 40, to.y + 40, { steps: 5 });
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await designer.saved();
  const flow = await designer.json();
  expect(actionOf(flow, blocks.welcome).Transitions.NextAction).toBe(id);
  expect(actionOf(flow, id).Transitions.NextAction).toBe(blocks.hours);
});

test("a wire that is dropped over nothing asks for the block to lead to", async ({ adminPage: page }) => {
  const designer = await openText(page, "Drop a wire", receptionText);
  const before = await designer.identifiers();
  const port = await boxOf(designer.port(blocks.closed, "Success"));
  const canvas = await boxOf(designer.canvas);
  await page.mouse.move(port.x + port.width - 1, port.y + port.height / 2);
  await page.mouse.down();
  await page.mouse.move(port.x + 120, port.y - 20, { steps: 4 });
  await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + 20, { steps: 4 });
  await page.mouse.up();
  const dialog = page.getByRole("dialog", { name: "Add a block" });
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("set contact attr");
  await page.keyboard.press("Enter");
  const id = await added(designer, before);
  await designer.saved();
  const flow = await designer.json();
  expect(actionOf(flow, id).Type).toBe("UpdateContactAttributes");
  expect(actionOf(flow, blocks.closed).Transitions.NextAction).toBe(id);
  // It led somewhere already: the new block stands in between.
  expect(actionOf(flow, id).Transitions.NextAction).toBe(blocks.hangUp);
});

test("a block is replaced and keeps its name, its text and its wires", async ({ adminPage: page }) => {
  const designer = await openText(page, "Replace", receptionText);
  await designer.block(blocks.closed).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Replace by another block" }).click();
  await page.keyboard.type("get customer input");
  await page.keyboard.press("Enter");
  await designer.saved();
  const action = actionOf(await designer.json(), blocks.closed);
  expect(action.Type).toBe("GetParticipantInput");
  expect(action.Parameters.Text).toBe("We are closed. Please call again tomorrow.");
  expect(action.Transitions.Errors?.map((one) => one.ErrorType).sort()).toEqual([
    "InputTimeLimitExceeded",
    "NoMatchingCondition",
    "NoMatchingError",
  ]);
});

test("selected blocks are aligned and distributed", async ({ adminPage: page }) => {
  const designer = await openText(page, "Align", receptionText);
  for (const id of [blocks.queue, blocks.closed, blocks.hours]) {
    await designer
      .block(id)
      .locator(".cv-title")
      .click({ modifiers: ["Shift"] });
  }
  await page.keyboard.press("Alt+a");
  await designer.saved();
  const places = async () => {
    const { ActionMetadata } = (await designer.json()).Metadata;
    return [blocks.hours, blocks.queue, blocks.closed].map((id) => ActionMetadata[id]?.position);
  };
  expect((await places()).map((at) => at?.x)).toEqual([150, 150, 150]);
  await page.keyboard.press("Control+z");
  await designer.saved();
  expect((await places()).map((at) => at?.x)).toEqual([590, 150, 150]);
});

test("a line drawn with Alt held cuts the wires that it crosses", async ({ adminPage: page }) => {
  const designer = await openText(page, "Cut", receptionText);
  const at = await middleOf(page, blocks.logging);
  await page.keyboard.down("Alt");
  await page.mouse.move(at.x, at.y - 60);
  await page.mouse.down();
  await page.mouse.move(at.x, at.y + 30, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.up("Alt");
  await designer.saved();
  expect(actionOf(await designer.json(), blocks.logging).Transitions.NextAction).toBe("");
  await page.keyboard.press("Control+z");
  await designer.saved();
  expect(actionOf(await designer.json(), blocks.logging).Transitions.NextAction).toBe(blocks.welcome);
});

test("notes are written, moved, folded and deleted", async ({ adminPage: page }) => {
  const designer = await openText(page, "Notes", receptionText);
  const notes = async () => {
    const metadata = (await designer.json()).Metadata as unknown as Record<string, unknown>;
    return (metadata.Annotations ?? []) as {
      content: string;
      isFolded: boolean;
      actionId: string;
      position: { x: number };
    }[];
  };
  await designer.select(blocks.welcome);
  await page.keyboard.press("Alt+n");
  await page.keyboard.type("Ask legal about the wording.");
  await page.keyboard.press("Control+Enter");
  const note = page.getByRole("note", { name: /Ask legal/ });
  await expect(note).toBeFocused();
  await designer.saved();
  const [first] = await notes();
  expect(first).toMatchObject({
    content: "Ask legal about the wording.",
    isFolded: false,
    actionId: blocks.welcome,
  });

  await page.keyboard.press("Alt+ArrowRight");
  await page.keyboard.press("f");
  await designer.saved();
  const [folded] = await notes();
  expect(folded?.isFolded).toBe(true);
  expect(folded?.position.x).toBe((first?.position.x ?? 0) + 10);
  await page.keyboard.press("f");
  await expect(note).not.toHaveAttribute("data-folded", "");

  await note.dblclick({ position: { x: 60, y: 60 } });
  await page.getByRole("textbox", { name: "Text of the note" }).fill("Legal agreed.");
  await designer.canvas.click({ position: { x: 8, y: 200 } });
  await designer.saved();
  expect((await notes())[0]?.content).toBe("Legal agreed.");
  await page.getByRole("note", { name: /Legal agreed/ }).focus();
  await page.keyboard.press("Delete");
  await designer.saved();
  expect(await notes()).toEqual([]);
});

test("the menu of a right click and of the menu key does what the keys do", async ({ adminPage: page }) => {
  const designer = await openText(page, "Menu", receptionText);
  const before = await designer.identifiers();
  await designer.block(blocks.welcome).click({ button: "right" });
  const menu = page.getByRole("menu", { name: "Block" });
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await designer.block(blocks.welcome).focus();
  await page.keyboard.press("Shift+F10");
  await menu.getByRole("menuitem", { name: /^Duplicate/ }).click();
  await added(designer, before);
  await designer.canvas.click({ button: "right", position: { x: 8, y: 200 } });
  await page
    .getByRole("menu", { name: "Canvas" })
    .getByRole("menuitem", { name: /^Select all/ })
    .click();
  await expect(designer.block(blocks.hours)).toHaveAttribute("data-selected", "");
});
