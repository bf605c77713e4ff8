import { actionOf, boxOf, openText } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";
import { menu, menuText } from "./menu-flow";

const text = "Text to speech or chat text";

/** The reception flow with a word to everybody before it hangs up: nothing is found in it. */
function spokenText(): string {
  const flow = JSON.parse(receptionText);
  const transfer = flow.Actions.find(
    (action: { Identifier: string }) => action.Identifier === blocks.transfer,
  );
  for (const error of transfer.Transitions.Errors) error.NextAction = blocks.closed;
  return JSON.stringify(flow, null, 2);
}

test("deleting and undoing gives back the very bytes; redo deletes again", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  await designer.select(blocks.hours);
  await page.keyboard.press("Delete");
  await expect(designer.block(blocks.hours)).toBeHidden();
  await designer.saved();
  expect(actionOf(await designer.json(), blocks.welcome).Transitions.NextAction).toBe("");

  await page.keyboard.press("Control+z");
  await expect(designer.block(blocks.hours)).toBeVisible();
  await designer.saved();
  expect(await designer.export("draft")).toBe(receptionText);

  await page.keyboard.press("Control+Shift+z");
  await expect(designer.block(blocks.hours)).toBeHidden();
  await designer.saved();
  expect((await designer.json()).Actions).toHaveLength(6);
});

test("several blocks are chosen by a rectangle and move together, onto the grid", async ({
  adminPage: page,
}) => {
  const designer = await openText(page, "Reception", receptionText);
  const first = await boxOf(designer.block(blocks.queue));
  const last = await boxOf(designer.block(blocks.transfer));
  await page.mouse.move(first.x - 30, first.y - 15);
  await page.mouse.down();
  await page.mouse.move(last.x + last.width + 8, last.y + last.height + 8, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByRole("heading", { name: "2 blocks selected" })).toBeVisible();

  await designer.drag(blocks.queue, 33, 17);
  await designer.saved();
  const { ActionMetadata: places } = (await designer.json()).Metadata;
  const queue = places[blocks.queue]?.position ?? { x: 0, y: 0 };
  expect([queue.x % 10, queue.y % 10]).toEqual([0, 0]);
  expect(queue.x).toBeGreaterThan(150);
  expect(places[blocks.transfer]?.position).toEqual({ x: queue.x + 220, y: queue.y });
  expect(places[blocks.hours]?.position).toEqual({ x: 590, y: 20 });
});

test("a rectangle on the canvas takes the keyboard out of a field, and sends what was typed", async ({
  adminPage: page,
}) => {
  const designer = await openText(page, "Reception", receptionText);
  await designer.select(blocks.welcome);
  await designer.field(text).fill("Good evening.");
  const from = await boxOf(designer.block(blocks.queue));
  const to = await boxOf(designer.block(blocks.transfer));
  await page.mouse.move(from.x - 30, from.y - 15);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width + 8, to.y + to.height + 8, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.press("Delete");
  await expect(designer.block(blocks.queue)).toBeHidden();
  await designer.saved();
  expect(actionOf(await designer.json(), blocks.welcome).Parameters).toEqual({ Text: "Good evening." });
  expect(await designer.identifiers()).not.toContain(blocks.transfer);
});

test("a finger or a pen on the canvas takes the keyboard out of a field too", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  await designer.select(blocks.welcome);
  await designer.field(text).fill("Good evening.");
  // A drag with them brings no mouse events, which is where browsers move the focus by themselves.
  const pen = { pointerType: "pen", pointerId: 7, button: 0, buttons: 1, bubbles: true };
  await designer.canvas.dispatchEvent("pointerdown", { ...pen, clientX: 5, clientY: 5 });
  await expect(designer.field(text)).not.toBeFocused();
  await expect(designer.canvas).toBeFocused();
  await designer.canvas.dispatchEvent("pointercancel", pen);
});

test("a wire is taken away, and drawn again from the port", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  await designer.port(blocks.logging, "Next").locator(".cv-port").click();
  await page.keyboard.press("Delete");
  await designer.saved();
  expect(actionOf(await designer.json(), blocks.logging).Transitions.NextAction).toBe("");
  await expect(page.getByTestId("error-count")).not.toHaveText("0 errors");

  await designer.wire(blocks.logging, "Next", blocks.welcome);
  await designer.saved();
  await expect(page.getByTestId("error-count")).toHaveText("0 errors");
  expect(await designer.export("draft")).toBe(receptionText);
});

test("a block is renamed everywhere", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  await designer.select(blocks.hours);
  await page.keyboard.press("F2");
  await expect(designer.field("Block name")).toBeFocused();
  await page.keyboard.type("Opening hours");
  await page.keyboard.press("Enter");
  await expect(designer.block("Opening hours")).toContainText("Opening hours");
  await designer.saved();
  const flow = await designer.json();
  expect(actionOf(flow, blocks.welcome).Transitions.NextAction).toBe("Opening hours");
  expect(flow.Metadata.ActionMetadata["Opening hours"]).toMatchObject({ isFriendlyName: true });

  await designer.field("Block name").fill("Welcome");
  await page.keyboard.press("Enter");
  await expect(page.locator(".notices")).toContainText(/Welcome/);
  expect((await designer.identifiers()).filter((id) => id === "Welcome")).toHaveLength(1);
});

test("conditions are added, changed, reordered and removed", async ({ adminPage: page }) => {
  const designer = await openText(page, "Menu", menuText);
  const operands = async () =>
    actionOf(await designer.json(), menu.ask).Transitions.Conditions?.map((one) => one.Condition.Operands[0]);
  await designer.select(menu.ask);

  await page.getByRole("button", { name: "Add condition" }).click();
  await designer.field("Value of condition 3").fill("9");
  await designer.field("Value of condition 3").blur();
  await designer.saved();
  expect(await operands()).toEqual(["1", "2", "9"]);
  await expect(designer.port(menu.ask, "9")).toBeVisible();

  await page.getByRole("button", { name: "Move condition 3 up" }).click();
  await page.getByRole("button", { name: "Remove condition 1" }).click();
  await designer.saved();
  expect(await operands()).toEqual(["9", "2"]);
  expect(actionOf(await designer.json(), menu.ask).Transitions.Conditions?.at(-1)?.NextAction).toBe(
    menu.hooks,
  );
});

test("a block without a form of its own is changed as JSON", async ({ adminPage: page }) => {
  const designer = await openText(page, "Menu", menuText);
  await designer.select(menu.future);
  await expect(page.getByText("Switchyard does not know this action.")).toBeVisible();
  await designer.field("Depth").fill('{ "Of": [1, ');
  await expect(page.getByText(/This is not JSON yet/)).toBeVisible();
  await designer.field("Depth").fill('{ "Of": [1, 2.5, "three"] }');
  await expect(page.getByText(/This is not JSON yet/)).toBeHidden();
  await designer.field("Name").fill("newer");
  await page.getByLabel("Name of a new setting").fill("Added");
  await page.keyboard.press("Enter");
  await designer.field("Added").fill("by hand");
  await designer.saved();
  await expect
    .poll(async () => actionOf(await designer.json(), menu.future).Parameters)
    .toEqual({ Depth: { Of: [1, 2.5, "three"] }, Name: "newer", Added: "by hand" });

  await page.getByRole("button", { name: "Remove Added" }).click();
  await designer.saved();
  expect(Object.keys(actionOf(await designer.json(), menu.future).Parameters)).toEqual(["Depth", "Name"]);
});

test("F8 goes round the problems, also out of a field", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", spokenText());
  const selected = designer.canvas.locator("[data-block][data-selected]");
  for (const id of [blocks.welcome, blocks.closed]) {
    await designer.select(id);
    await designer.field(text).fill("");
    await designer.field(text).blur();
  }
  await designer.saved();
  await expect(page.getByTestId("error-count")).toHaveText("2 errors");
  await designer.openProblems();
  await expect(designer.problems).toHaveCount(2);

  await page.keyboard.press("F8");
  await expect(selected).toHaveAttribute("data-block", blocks.welcome);
  await page.keyboard.press("F8");
  await expect(selected).toHaveAttribute("data-block", blocks.closed);
  await page.keyboard.press("F8");
  await expect(selected).toHaveAttribute("data-block", blocks.welcome);
  await page.keyboard.press("Shift+F8");
  await expect(selected).toHaveAttribute("data-block", blocks.closed);
  await designer.problems.first().click();
  await expect(selected).toHaveAttribute("data-block", blocks.welcome);
});

test("keys fit and zoom the canvas", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  const width = async () => Math.round((await boxOf(designer.block(blocks.welcome))).width);
  await designer.select(blocks.welcome);
  const fitted = await width();
  await page.keyboard.press("Control+0");
  await expect.poll(width).toBe(240);
  await page.keyboard.press("Control+=");
  await expect.poll(width).toBe(300);
  await page.keyboard.press("Control+-");
  await expect.poll(width).toBe(240);
  await page.keyboard.press("Shift+2");
  await expect.poll(width).toBe(360);
  await page.keyboard.press("Shift+1");
  await expect.poll(width).toBe(fitted);
  await page.mouse.move(600, 400);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  await expect.poll(width).toBeGreaterThan(fitted);
});

test("findings of one kind are one line in the properties, with all of it on request", async ({
  adminPage: page,
}) => {
  const designer = await openText(page, "Reception", receptionText);
  const id = await designer.add("Get customer input", { x: 500, y: 400 });
  await designer.saved();
  await expect(designer.block(id)).toHaveAttribute("data-selected", "");
  const findings = page.getByTestId("block-finding");
  const unwired = findings.filter({ hasText: /^\d branches lead nowhere: / });
  await expect(unwired).toHaveCount(1);
  await expect(unwired.getByText(/Connect it to a block/).first()).toBeHidden();
  await unwired.locator("summary").click();
  await expect(unwired.getByText(/Connect it to a block/).first()).toBeVisible();
});

test("blocks of one name are told apart in the lists", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  const title = page.getByTestId("outline-item").locator(".outline-title");
  await expect(title.filter({ hasText: "logging" })).toHaveText("Set logging behavior");
  await designer.select(blocks.logging);
  await page.keyboard.press("Control+d");
  await expect(title.filter({ hasText: "logging" })).toHaveText(Array(2).fill("Set logging behavior — On"));
});
