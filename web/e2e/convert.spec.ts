import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { DesignerPage, sendFlow } from "./designer";
import { expect, test } from "./fixtures";

const exported = resolve(
  import.meta.dirname,
  "../../../shared/corpus/flows/real",
  "aws-solutions__qnabot-on-aws__source__lambda__connect__flowsv2__contactflowLexV2.json",
);

test("a flow of the old format is converted, edited, and its old text is still there", async ({
  adminPage: page,
}) => {
  const text = await readFile(exported, "utf8");
  const id = await sendFlow(page.request, "Old export", text);
  await page.goto(`/flows/${id}`);
  await page.getByRole("link", { name: "Convert it to edit it" }).click();
  await expect(page.getByTestId("notes")).toContainText("BasicQueue");
  await page.getByRole("button", { name: "Convert" }).click();
  const designer = new DesignerPage(page);
  await designer.saved();
  const flow = await designer.json();
  const before: { modules: { id: string }[] } = JSON.parse(text);
  expect(flow.Actions.map((action) => action.Identifier)).toEqual(before.modules.map((one) => one.id));

  const added = await designer.add("Play prompt", { x: 200, y: 560 });
  await designer.saved();
  expect(await designer.identifiers()).toContain(added);
  expect(await designer.export("version:1")).toBe(text);
});
