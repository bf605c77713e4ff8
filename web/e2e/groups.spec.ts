import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { actionOf, boxOf, DesignerPage, type FlowFile, openText } from "./designer";
import { expect, test } from "./fixtures";

/** A real flow with Set Voice ID and Set contact attributes, two actions each, as the console wrote them. */
const file = join(
  resolve(import.meta.dirname, "../../../shared/corpus/flows/real"),
  "aws-samples__amazon-connect-step-by-step-guides-module-library__modules__VoiceID__handlerContactFlow.json",
);
const voice = "20d5b75c-eeb6-47b5-b342-b02b52f43cf2";
const stream = "197b0f4a-3ddf-4bce-8b72-65c4395e0dff";

/** Selects a block and shows it as large as blocks are read. */
async function near(page: Page, id: string): Promise<void> {
  await page
    .locator(`[data-testid="outline-item"][data-block="${id}"]`)
    .evaluate((item: HTMLElement) => item.click());
  const designer = new DesignerPage(page);
  await designer.canvas.focus();
  await page.keyboard.press("Shift+2");
  await expect(designer.block(id)).toHaveAttribute("data-selected", "");
}

test.describe("a real flow with blocks of several actions", () => {
  test.skip(!existsSync(file), "The real flows are not beside the checkout.");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "{}";

  test("shows each as one block with the ways out of all, and moves and deletes it as one", async ({
    adminPage: page,
  }) => {
    const designer = await openText(page, "Voice ID", text);
    const before: FlowFile = JSON.parse(text);
    expect(await designer.identifiers()).not.toContain(stream);
    await expect(page.getByTestId("outline-item")).toHaveCount(before.Actions.length - 2);
    await near(page, voice);
    await expect(designer.block(stream)).toHaveCount(0);
    const properties = page.getByRole("complementary", { name: "Properties" });
    await expect(properties).toContainText("UpdateContactData + StartVoiceIdStream");
    await expect(properties.getByTestId("branch")).toHaveCount(2);
    await expect(properties.getByLabel("Error leads to")).toHaveValue(/^6786ff86/);
    await expect(properties.getByLabel("Success leads to")).toHaveValue(/^f0e2806f/);
    expect(await designer.export("draft"), "looking changes nothing").toBe(text);

    await designer.drag(voice, 40, 30);
    await designer.saved();
    const places = (await designer.json()).Metadata.ActionMetadata;
    expect(places[voice]?.position).not.toEqual(before.Metadata.ActionMetadata[voice]?.position);
    expect(places[stream]?.position).toEqual(places[voice]?.position);
    await page.keyboard.press("Control+z");
    await designer.saved();
    expect(await designer.export("draft"), "undone").toBe(text);

    await page.keyboard.press("Delete");
    await expect(designer.block(voice)).toHaveCount(0);
    await designer.saved();
    const left = (await designer.json()).Actions.map((action) => action.Identifier);
    expect(left).toHaveLength(before.Actions.length - 2);
    expect(left).not.toContain(stream);
    await page.keyboard.press("Control+z");
    await expect(designer.block(voice)).toBeVisible();
    await designer.saved();
    expect(await designer.export("draft"), "undone").toBe(text);
  });

  test("wires a branch of several actions on all of them, in one step", async ({ adminPage: page }) => {
    const designer = await openText(page, "Voice ID", text);
    await near(page, voice);
    const target = page.getByLabel("Error leads to");
    const other = await page.getByLabel("Success leads to").inputValue();
    await target.selectOption(other);
    await designer.saved();
    const flow = await designer.json();
    for (const id of [voice, stream]) {
      expect(actionOf(flow, id).Transitions.Errors).toEqual([
        { NextAction: other, ErrorType: "NoMatchingError" },
      ]);
    }
    await page.keyboard.press("Control+z");
    await designer.saved();
    expect(await designer.export("draft")).toBe(text);
  });
});

test("Connect assistant from the palette is the two actions that consoles write", async ({
  adminPage: page,
}) => {
  const hangUp = "0a4d2f4e-8f6b-4f0e-9a37-6f0d2b1c7e10";
  const start = {
    Version: "2019-10-30",
    StartAction: hangUp,
    Metadata: {
      entryPointPosition: { x: 20, y: 20 },
      ActionMetadata: { [hangUp]: { position: { x: 700, y: 20 } } },
    },
    Actions: [{ Parameters: {}, Identifier: hangUp, Type: "DisconnectParticipant", Transitions: {} }],
  };
  const text = JSON.stringify(start, null, 2);
  const designer = await openText(page, "Assistant", text);
  const id = await designer.add("Connect assistant", { x: 260, y: 330 });
  await designer.saved();
  await expect(page.getByTestId("outline-item")).toHaveCount(2);
  const properties = page.getByRole("complementary", { name: "Properties" });
  await expect(properties.getByTestId("form-of-part")).toHaveCount(1);
  await properties.getByLabel("Assistant").fill("arn:aws:wisdom:eu-west-2:111122223333:assistant/help");
  await designer.fit();
  await boxOf(designer.block(hangUp));
  await designer.wire(id, "Success", hangUp);
  await designer.wire(id, "Error", hangUp);
  await designer.saved();

  const flow = await designer.json();
  const session = actionOf(flow, id);
  const data = flow.Actions.find((action) => action.Type === "UpdateContactData");
  expect(flow.Actions.map((action) => action.Type)).toEqual([
    "DisconnectParticipant",
    "CreateWisdomSession",
    "UpdateContactData",
  ]);
  const errors = [{ NextAction: hangUp, ErrorType: "NoMatchingError" }];
  expect(session.Transitions).toEqual({ NextAction: data?.Identifier, Errors: errors });
  expect(data?.Transitions).toEqual({ NextAction: hangUp, Errors: errors });
  expect(session.Parameters).toEqual({
    WisdomAssistantArn: "arn:aws:wisdom:eu-west-2:111122223333:assistant/help",
  });
  expect(data?.Parameters).toEqual({ WisdomSessionArn: "$.Wisdom.SessionArn" });
  const { ActionMetadata: metadata } = flow.Metadata;
  expect(metadata[id]).toMatchObject({
    children: [data?.Identifier],
    fragments: { SetContactData: data?.Identifier },
  });
  expect(metadata[data?.Identifier ?? ""]?.position).toEqual(metadata[id]?.position);

  await designer.block(id).locator(".cv-title").click();
  await page.keyboard.press("Control+d");
  await expect(page.getByTestId("outline-item")).toHaveCount(3);
  await designer.saved();
  expect((await designer.json()).Actions).toHaveLength(5);
  await page.keyboard.press("Delete");
  await expect(page.getByTestId("outline-item")).toHaveCount(2);
  await designer.saved();
  expect((await designer.json()).Actions).toHaveLength(3);
});
