import { actionOf, boxOf, type FlowFile, openText } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";
import { menu, menuText } from "./menu-flow";

test("copies within a flow get identifiers of their own and keep their wires", async ({
  adminPage: page,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const designer = await openText(page, "Reception", receptionText);
  const before = await designer.identifiers();
  await designer.select(blocks.queue);
  await page.keyboard.down("Shift");
  await designer.block(blocks.transfer).locator(".cv-title").click();
  await page.keyboard.up("Shift");
  await page.keyboard.press("Control+c");

  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as FlowFile;
  expect(copied.Actions.map((action) => action.Identifier)).toEqual([blocks.queue, blocks.transfer]);
  expect(copied.StartAction).toBe(blocks.queue);

  await page.mouse.move(...middle(await boxOf(designer.canvas)));
  await page.keyboard.press("Control+v");
  await expect(page.getByRole("heading", { name: "2 blocks selected" })).toBeVisible();
  await designer.saved();
  const added = (await designer.identifiers()).filter((id) => !before.includes(id));
  expect(added).toHaveLength(2);
  const flow = await designer.json();
  const queue = added.map((id) => actionOf(flow, id)).find((one) => one.Type === "UpdateContactTargetQueue");
  const transfer = added.map((id) => actionOf(flow, id)).find((one) => one.Type === "TransferContactToQueue");
  expect(queue?.Transitions.NextAction, "wires among the copies lead to the copies").toBe(
    transfer?.Identifier,
  );
  expect(queue?.Transitions.Errors?.[0]?.NextAction, "wires to the outside are dropped").toBe("");
  expect(flow.Metadata.ActionMetadata[queue?.Identifier ?? ""]).toMatchObject({ queue: { text: "Sales" } });

  await page.keyboard.press("Control+z");
  await designer.saved();
  expect(await designer.export("draft"), "one undo takes all of a paste back").toBe(receptionText);
});

test("blocks go from one flow to another, cut and pasted", async ({ adminPage: page }) => {
  const from = await openText(page, "Menu", menuText);
  await from.select(menu.future);
  await page.keyboard.press("Control+x");
  await expect(from.block(menu.future)).toBeHidden();
  await from.saved();
  expect(actionOf(await from.json(), menu.hooks).Transitions.NextAction).toBe("");

  const to = await openText(page, "Reception", receptionText);
  await to.canvas.press("Control+v");
  await expect(to.block(menu.future)).toBeVisible();
  await to.saved();
  const pasted = actionOf(await to.json(), menu.future);
  expect(pasted).toMatchObject({
    Type: "ActionOfTomorrow",
    Parameters: { Depth: { Of: [1, 2500] }, Name: "new" },
  });

  await page.keyboard.press("Control+v");
  await to.saved();
  await expect.poll(() => to.identifiers()).toContain(`${menu.future}-2`);
});

test("what is no block is refused in words", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  const paste = (text: string) =>
    designer.canvas.evaluate((canvas, pasted) => {
      const data = new DataTransfer();
      data.setData("text/plain", pasted);
      canvas.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    }, text);
  await paste("<img src=x onerror=alert(1)>");
  await expect(page.locator(".notices")).toContainText("its text is not JSON");
  await paste('{"a": 1}');
  await expect(page.locator(".notices")).toContainText("no Connect blocks");
  await paste('[{"Type": "MessageParticipant"}, 4]');
  await expect(page.locator(".notices")).toContainText("Block 2 on the clipboard");
  expect(await designer.export("draft")).toBe(receptionText);
});

function middle(box: { x: number; y: number; width: number; height: number }): [number, number] {
  return [box.x + box.width / 2, box.y + box.height * 0.7];
}
