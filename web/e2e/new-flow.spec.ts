import type { DesignerPage } from "./designer";
import { openText } from "./designer";
import { expect, test } from "./fixtures";

const emptyFlow = '{"Version":"2019-10-30","StartAction":"","Metadata":{},"Actions":[]}';

async function addByName(designer: DesignerPage, name: string): Promise<void> {
  const { page } = designer;
  const before = (await designer.identifiers()).length;
  await page.getByRole("searchbox", { name: "Search blocks" }).fill(name);
  await page.getByTestId("palette-item").filter({ hasText: name }).first().dblclick();
  await expect.poll(async () => (await designer.identifiers()).length).toBe(before + 1);
}

test("blocks added one after another make a chain, and none stands on another", async ({
  adminPage: page,
}) => {
  const designer = await openText(page, "From nothing", emptyFlow);
  const start = await page.getByText("Start", { exact: true }).boundingBox();
  const canvas = await designer.canvas.boundingBox();
  expect(start && canvas && start.x > canvas.x && start.x < canvas.x + 120).toBe(true);

  const names = ["Play prompt", "Set working queue", "Transfer to queue"];
  for (const name of names) await addByName(designer, name);
  await designer.saved();
  const { StartAction, Actions } = await designer.json();
  const [prompt, queue, transfer] = Actions;
  expect(StartAction).toBe(prompt?.Identifier);
  expect(prompt?.Transitions.NextAction).toBe(queue?.Identifier);
  expect(queue?.Transitions.NextAction).toBe(transfer?.Identifier);

  await designer.fit();
  const boxes = await Promise.all(Actions.map((action) => designer.block(action.Identifier).boundingBox()));
  for (let i = 1; i < boxes.length; i++) {
    const [left, right] = [boxes[i - 1], boxes[i]];
    expect(left && right && left.x + left.width < right.x, `${names[i]} stands free`).toBe(true);
  }

  await page.keyboard.press("Control+z");
  await designer.saved();
  const undone = await designer.json();
  expect(undone.Actions).toHaveLength(2);
  expect(undone.Actions[1]?.Transitions.NextAction).toBe("");
});
