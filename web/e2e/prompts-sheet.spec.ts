import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { actionOf, openFlow, openText, sendFlow } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";

/** The reception flow with a loop of prompts, one of them in markup, and a prompt that says nothing. */
function spoken(): string {
  const flow = JSON.parse(receptionText);
  const next = { NextAction: blocks.hangUp, Errors: [], Conditions: [] };
  flow.Actions.push(
    {
      Identifier: "Music",
      Type: "MessageParticipantIteratively",
      Parameters: { Messages: [{ Text: "Please hold." }, { SSML: "<speak>Still <break/> holding</speak>" }] },
      Transitions: next,
    },
    { Identifier: "Silent", Type: "MessageParticipant", Parameters: {}, Transitions: next },
  );
  return JSON.stringify(flow, null, 2);
}

class Sheet {
  readonly dialog: Locator;
  readonly rows: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: "All prompts and texts" });
    this.rows = this.dialog.getByTestId("prompt");
  }

  async open(): Promise<void> {
    await this.page.keyboard.press("Shift+P");
    await expect(this.dialog).toBeVisible();
  }

  cell(kind: string, block: string): Locator {
    return this.dialog.getByRole("textbox", { name: `${kind} of ${block}` });
  }
}

test("all texts of a flow are read and edited in one sheet", async ({ adminPage: page }) => {
  const designer = await openText(page, "Spoken sheet", spoken());
  const sheet = new Sheet(page);
  await sheet.open();
  await expect(sheet.rows).toHaveCount(5);
  await expect(sheet.rows.filter({ hasText: "Music" })).toHaveCount(2);

  await sheet.cell("Text", "Welcome").fill("Good day.");
  await expect(sheet.rows.filter({ hasText: "Welcome" })).toContainText("9 of 6,000");
  await sheet.cell("Text", "Welcome").press("Control+Enter");
  await expect(sheet.cell("Text", "We are closed")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(sheet.cell("Text", "Welcome")).toBeFocused();
  await sheet.cell("Text", "Music").fill("Please wait.");
  await sheet.cell("Text", "Silent").fill("Not silent any more.");
  await page.keyboard.press("Escape");
  await expect(sheet.dialog).toBeHidden();
  await designer.saved();

  const flow = await designer.json();
  expect(actionOf(flow, blocks.welcome).Parameters.Text).toBe("Good day.");
  expect(actionOf(flow, "Music").Parameters.Messages).toEqual([
    { Text: "Please wait." },
    { SSML: "<speak>Still <break/> holding</speak>" },
  ]);
  expect(actionOf(flow, "Silent").Parameters.Text).toBe("Not silent any more.");
});

test("filters narrow the sheet, and a text stays while it is edited", async ({ adminPage: page }) => {
  await openText(page, "Filtered sheet", spoken());
  const sheet = new Sheet(page);
  await page.getByRole("button", { name: "All prompts and texts" }).click();
  await sheet.dialog.getByLabel("Filter texts").fill("closed");
  await expect(sheet.rows).toHaveCount(1);
  await expect(sheet.dialog.getByText("1 of 5 texts")).toBeVisible();
  await sheet.dialog.getByLabel("Filter texts").fill("");
  await sheet.dialog.getByLabel("Only SSML").check();
  await expect(sheet.rows).toHaveCount(1);
  await sheet.dialog.getByLabel("Only SSML").uncheck();
  await sheet.dialog.getByLabel("Only empty").check();
  await expect(sheet.rows).toHaveCount(1);
  await sheet.cell("Text", "Silent").fill("Something");
  await sheet.cell("Text", "Silent").blur();
  await expect(sheet.cell("Text", "Silent")).toHaveValue("Something");
  await sheet.dialog.getByLabel("Filter texts").fill("nothing has this");
  await expect(sheet.dialog.getByText("No text matches.")).toBeVisible();
});

test("a text is replaced in all that are shown, in one step", async ({ adminPage: page }) => {
  const designer = await openText(page, "Replaced sheet", spoken());
  const before = await designer.export("draft");
  const sheet = new Sheet(page);
  await sheet.open();
  await sheet.dialog.getByLabel("Find", { exact: true }).fill("hold");
  await expect(sheet.dialog.getByText("3 in 3 texts")).toBeVisible();
  await sheet.dialog.getByLabel("Replace by").fill("wait");
  await sheet.dialog.getByLabel("Filter texts").fill("music");
  await expect(sheet.dialog.getByText("2 in 2 texts")).toBeVisible();
  await sheet.dialog.getByRole("button", { name: "Replace all" }).click();
  await expect(sheet.cell("Text", "Music")).toHaveValue("Please wait.");
  await expect(sheet.cell("SSML", "Music")).toHaveValue("<speak>Still <break/> waiting</speak>");
  await page.keyboard.press("Escape");
  await designer.saved();
  expect(actionOf(await designer.json(), blocks.welcome).Parameters.Text).toContain("hold");
  await page.keyboard.press("Control+z");
  await designer.saved();
  await expect.poll(() => designer.export("draft")).toBe(before);
});

test("a row leads to its block", async ({ adminPage: page }) => {
  const designer = await openText(page, "Leading sheet", spoken());
  const sheet = new Sheet(page);
  await sheet.open();
  await sheet.rows
    .filter({ hasText: "We are closed" })
    .getByRole("button", { name: /We are closed/ })
    .click();
  await expect(sheet.dialog).toBeHidden();
  await expect(designer.block(blocks.closed)).toHaveAttribute("data-selected", "");
  await expect(designer.block(blocks.closed)).toBeFocused();
});

test("who may only look can read the texts", async ({ openAs }) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Sheet to read", spoken());
  const vera = await openAs("viewer");
  await vera.goto(`/flows/${id}`);
  await expect(vera.locator("[data-block=Welcome]").first()).toBeVisible();
  const sheet = new Sheet(vera);
  await sheet.open();
  await expect(sheet.cell("Text", "Welcome")).not.toBeEditable();
  await expect(sheet.dialog.getByLabel("Replace by")).toHaveCount(0);
});

test("what others change is seen in the sheet", async ({ openAs }) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Sheet for two", spoken());
  const one = await openFlow(ada, id);
  const two = await openFlow(await openAs("designer"), id);
  const sheet = new Sheet(ada);
  await sheet.open();
  await two.select(blocks.welcome);
  await two.field("Text to speech or chat text").fill("From Dora");
  await expect(sheet.cell("Text", "Welcome")).toHaveValue("From Dora");
  await sheet.dialog.getByRole("button", { name: "Close", exact: true }).click();
  await one.saved();
});

test("texts go to translators as a table and come back in one step", async ({ adminPage: page }) => {
  const designer = await openText(page, "Translated sheet", spoken());
  const before = await designer.export("draft");
  const sheet = new Sheet(page);
  await sheet.open();
  const saved = page.waitForEvent("download");
  await sheet.dialog.getByRole("button", { name: "Save as CSV" }).click();
  const csv = await readFile(await (await saved).path(), "utf8");
  expect(csv).toContain("Block,Setting,Kind,Text\r\n");
  const buffer = Buffer.from(csv.replace("Please hold.", "=Bitte warten."));
  await sheet.dialog
    .getByLabel("CSV file of texts")
    .setInputFiles({ name: "texts.csv", mimeType: "text/csv", buffer });
  await expect(sheet.cell("Text", "Music")).toHaveValue("=Bitte warten.");
  await expect(sheet.dialog.getByText("1 text changed.")).toBeVisible();
  await sheet.dialog
    .getByLabel("CSV file of texts")
    .setInputFiles({ name: "other.csv", mimeType: "text/csv", buffer: Buffer.from("a,b") });
  await expect(sheet.dialog.getByText("other.csv is no table of texts.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await designer.saved();
  await expect.poll(() => designer.export("draft")).toBe(before);
});
