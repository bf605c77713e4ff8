import { actionOf, boxOf, DesignerPage, openFlow, sendFlow } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";

const text = "Text to speech or chat text";

test("two people see each other and each other's edits", async ({ openAs }) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Reception", receptionText);
  const one = await openFlow(ada, id);
  await expect(ada.getByText("1 other person here")).toBeHidden();
  const two = await openFlow(await openAs("designer"), id);

  await expect(one.page.getByText("1 other person here")).toHaveAttribute("title", "Dora Designer");
  await expect(two.page.getByText("1 other person here")).toHaveAttribute("title", "Ada Admin");

  const before = await boxOf(two.block(blocks.queue));
  await one.drag(blocks.queue, 0, 60);
  await expect.poll(async () => (await boxOf(two.block(blocks.queue))).y).toBeGreaterThan(before.y + 40);

  await two.select(blocks.welcome);
  await two.field(text).fill("Welcome to Example & Sons.");
  await expect(one.block(blocks.welcome)).toContainText("Welcome to Example & Sons.");

  const added = await one.add("Play prompt", { x: 380, y: 520 });
  await expect(two.block(added)).toContainText("Play prompt");
  await one.saved();
  await expect.poll(() => two.identifiers()).toEqual(await one.identifiers());
  await expect(two.page.getByTestId("error-count")).toHaveText(
    (await one.page.getByTestId("error-count").textContent()) ?? "",
  );

  await two.page.close();
  await expect(one.page.getByText("1 other person here")).toBeHidden();
});

test("edits of different fields at the same time both stay", async ({ openAs }) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Reception", receptionText);
  const one = await openFlow(ada, id);
  const two = await openFlow(await openAs("designer"), id);
  await one.select(blocks.welcome);
  await two.select(blocks.welcome);

  await Promise.all([
    one.field(text).pressSequentially(" Ada was here.", { delay: 20 }),
    two
      .field("Skip the prompt")
      .check()
      .then(() => two.drag(blocks.queue, 30, 50)),
  ]);
  await one.saved();
  await two.saved();

  const flow = await one.json();
  const welcome = actionOf(flow, blocks.welcome).Parameters;
  expect(welcome.Text).toContain("Ada was here.");
  expect(Object.keys(welcome)).toHaveLength(2);
  expect(flow.Metadata.ActionMetadata[blocks.queue]?.position.y).toBeGreaterThan(300);
  await two.select(blocks.welcome);
  await expect(two.field(text)).toHaveValue(String(welcome.Text));
});

test("undo takes back one's own edits only", async ({ openAs }) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Reception", receptionText);
  const one = await openFlow(ada, id);
  const two = await openFlow(await openAs("designer"), id);

  await one.select(blocks.welcome);
  await one.field(text).fill("Ada's words");
  await one.field(text).blur();
  await expect(two.block(blocks.welcome)).toContainText("Ada's words");
  await two.select(blocks.closed);
  await two.field(text).fill("Dora's words");
  await two.field(text).blur();
  await expect(one.block(blocks.closed)).toContainText("Dora's words");

  await one.page.keyboard.press("Control+z");
  await expect(two.block(blocks.welcome)).toContainText("Thank you for calling");
  await one.saved();
  const undone = await one.json();
  expect(actionOf(undone, blocks.welcome).Parameters.Text).toContain("Thank you for calling");
  expect(actionOf(undone, blocks.closed).Parameters.Text).toBe("Dora's words");
  await expect(one.page.getByRole("button", { name: "Undo" })).toBeDisabled();

  await two.page.keyboard.press("Control+z");
  await two.saved();
  expect(await two.export("draft"), "both undone: the bytes are those that came in").toBe(receptionText);
});

test("a viewer sees everything and changes nothing", async ({ openAs }) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Reception", receptionText);
  const one = await openFlow(ada, id);
  const page = await openAs("viewer");
  await page.goto(`/flows/${id}`);
  const viewer = new DesignerPage(page);
  await expect(viewer.saveState).toHaveText("Read only");
  await viewer.fit();

  await expect(page.getByTestId("palette-item").first()).toBeDisabled();
  await expect(page.getByRole("button", { name: "Save version" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeHidden();
  await viewer.drag(blocks.welcome, 0, 80);
  await viewer.fit();
  await viewer.select(blocks.welcome);
  await expect(viewer.field(text)).not.toBeEditable();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Control+d");

  await one.select(blocks.welcome);
  await one.field(text).fill("Good day.");
  await expect(viewer.field(text)).toHaveValue("Good day.");
  expect(await viewer.identifiers()).toEqual(await one.identifiers());
  const flow = await viewer.json();
  expect(flow.Metadata.ActionMetadata[blocks.welcome]?.position).toEqual({ x: 370.5, y: 20 });
  expect(flow.Actions).toHaveLength(7);
});
