import type { Locator, Page } from "@playwright/test";
import { actionOf, type DesignerPage, openFlow, openText, sendFlow } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";

/** Few enough lines to be in view as a whole, and written as no program here would. */
const odd = `{ "Version":"2019-10-30",
  "StartAction" : "Hello",
    "Metadata": {"entryPointPosition":{"x":20.50,"y":20},
  "ActionMetadata":{"Hello":{"position":{"x":1.9e2,"y":20}}, "Bye":{"position":{"x":430,"y":20}}}},
  "Actions": [
    {"Identifier":"Hello", "Type":"MessageParticipant",
     "Parameters":{"Text":"Good morning"},
     "Transitions":{"NextAction":"Bye","Errors":[{"NextAction":"Bye","ErrorType":"NoMatchingError"}],"Conditions":[]}},
    {"Identifier":"Bye","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}
  ]
}`;

/** The editor beside the canvas, in the words of a person. */
class JsonEditor {
  readonly panel: Locator;
  readonly content: Locator;
  readonly state: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole("region", { name: "JSON" });
    this.content = page.getByRole("textbox", { name: "JSON of the flow" });
    this.state = this.panel.locator("output");
  }

  async open(): Promise<void> {
    await this.page.keyboard.press("Shift+J");
    await expect(this.content).toBeFocused();
  }

  /** What can be read of the text. */
  async text(): Promise<string> {
    return (await this.content.locator(".cm-line").allTextContents()).join("\n");
  }

  /** Selects a text with the editor's own search, so that typing replaces it. */
  async find(text: string): Promise<void> {
    await this.content.focus();
    await this.page.keyboard.press("Control+f");
    const field = this.panel.getByPlaceholder("Find");
    await field.clear();
    await field.pressSequentially(text);
    await field.press("Enter");
    await field.press("Escape");
    await expect(this.content).toBeFocused();
  }

  async replace(text: string, by: string): Promise<void> {
    await this.find(text);
    await this.page.keyboard.insertText(by);
  }
}

async function applied(designer: DesignerPage, json: JsonEditor): Promise<void> {
  await expect(json.state).toHaveText("Same as the canvas");
  await designer.saved();
}

test("what changes on the canvas changes in the text, and nothing else of it", async ({
  adminPage: page,
}) => {
  const designer = await openText(page, "Odd to the text", odd);
  const json = new JsonEditor(page);
  await json.open();
  expect(await json.text()).toBe(odd);

  await designer.select("Hello");
  await designer.field("Text to speech or chat text").fill("Good evening");
  await expect(json.content).toContainText('"Text":"Good evening"');
  expect(await json.text()).toBe(odd.replace("Good morning", "Good evening"));
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(json.content).toContainText('"Text":"Good morning"');
  await designer.drag("Bye", 40, 30);
  await designer.saved();
  await expect.poll(() => json.text()).toBe(await designer.export("draft"));
});

test("what is typed is applied after a pause, byte for byte, as one step of undo", async ({
  adminPage: page,
}) => {
  const designer = await openText(page, "Odd from the text", odd);
  const json = new JsonEditor(page);
  await json.open();
  await json.replace("Good morning", "Welcome to the harbour");
  await expect(designer.block("Hello")).toContainText("Welcome to the harbour");
  await applied(designer, json);
  expect(await designer.export("draft")).toBe(odd.replace("Good morning", "Welcome to the harbour"));

  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(designer.block("Hello")).toContainText("Good morning");
  await applied(designer, json);
  await expect.poll(() => json.text()).toBe(odd);
  expect(await designer.export("draft")).toBe(odd);
});

test("text that is no JSON yet says where, and is applied when it is", async ({ adminPage: page }) => {
  const designer = await openText(page, "Odd and broken", odd);
  const json = new JsonEditor(page);
  await json.open();
  await json.replace('"Good morning"', '"Good day" "Extra": 1');
  await expect(json.state).toHaveText(
    /^Not valid JSON yet: a comma or } is expected here \(line 7, column \d+\)$/,
  );
  await expect(json.panel.locator(".cm-lintRange-error")).toHaveCount(1);
  expect(await designer.export("draft")).toBe(odd);

  await json.replace('"Good day" ', '"Good day", ');
  await applied(designer, json);
  expect(actionOf(await designer.json(), "Hello").Parameters).toEqual({ Text: "Good day", Extra: 1 });
});

test("unfinished text is still there when the editor opens again", async ({ adminPage: page }) => {
  const designer = await openText(page, "Odd and left", odd);
  const json = new JsonEditor(page);
  await json.open();
  await json.replace('"Good morning"', '"Good');
  await expect(json.state).toContainText("Not valid JSON yet");
  await page.getByRole("button", { name: "Close the JSON" }).click();
  await expect(json.panel).toBeHidden();
  await page.getByRole("button", { name: "Edit as JSON" }).click();
  await expect(json.state).toContainText("Not valid JSON yet");

  await page.reload();
  await designer.saved();
  await json.open();
  await expect(json.state).toContainText("Not valid JSON yet");
  await json.replace('"Good', '"Good night"');
  await applied(designer, json);
  expect(actionOf(await designer.json(), "Hello").Parameters).toEqual({ Text: "Good night" });
});

test("findings are marked in the text, and the list of problems leads there", async ({ adminPage: page }) => {
  const faulty = receptionText.replace('"HoursOfOperationId"', '"HoursOfOperationIdentity"');
  const designer = await openText(page, "Faulty text", faulty);
  const json = new JsonEditor(page);
  await json.open();
  await designer.openProblems();
  await designer.problems.filter({ hasText: "HoursOfOperationIdentity" }).first().click();
  const line = json.content.locator(".cm-activeLine");
  await expect(line).toContainText("HoursOfOperationIdentity");
  await expect(line).toBeInViewport();
  await expect(line.locator(".cm-lintRange")).not.toHaveCount(0);
  await json.replace('"HoursOfOperationIdentity"', '"HoursOfOperationId"');
  await applied(designer, json);
  await expect(designer.problems.filter({ hasText: "HoursOfOperationIdentity" })).toHaveCount(0);
});

test("a block's text is shown when it is selected, and a text's block on request", async ({
  adminPage: page,
}) => {
  const designer = await openText(page, "From block to text", receptionText);
  const json = new JsonEditor(page);
  await json.open();
  await designer.fit();
  await designer.select(blocks.closed);
  await expect(json.content).toContainText("We are closed. Please call again tomorrow.");
  await expect(json.content.locator(".cm-activeLine")).toHaveText(/^\s*{$/);

  await json.find("Thank you for calling");
  await page.keyboard.press("Alt+Enter");
  await expect(designer.block(blocks.welcome)).toHaveAttribute("data-selected", "");
  await expect(json.content).toBeFocused();
  // Once to let go of what was found, once to leave.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(designer.block(blocks.welcome)).toBeFocused();
});

test("edits of others are taken in while one types; in the same place one is asked", async ({ openAs }) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Odd for two", odd);
  const one = await openFlow(ada, id);
  const two = await openFlow(await openAs("designer"), id);
  const json = new JsonEditor(ada);
  await json.open();

  // Not JSON yet, so not applied, while the other works elsewhere in the text.
  await json.replace('"Good morning"', '"Good');
  await two.drag("Bye", 60, 40);
  await two.saved();
  const moved = (await two.json()).Metadata.ActionMetadata.Bye?.position.x;
  await expect(json.content).toContainText(`"x":${moved}`);
  await json.replace('"Good', '"Good afternoon"');
  await applied(one, json);
  await expect(two.block("Hello")).toContainText("Good afternoon");
  expect((await one.json()).Metadata.ActionMetadata.Bye?.position.x).toBe(moved);

  await json.replace('"Good afternoon"', '"Good');
  await two.select("Hello");
  await two.field("Text to speech or chat text").fill("Said by Dora");
  await expect(json.panel.getByRole("alert")).toContainText("changed in the same place");
  await json.replace('"Good', '"Said by Ada"');
  await two.saved();
  expect(actionOf(await two.json(), "Hello").Parameters.Text).toBe("Said by Dora");
  await json.panel.getByRole("button", { name: "Keep what I typed" }).click();
  await applied(one, json);
  await expect(two.block("Hello")).toContainText("Said by Ada");

  await json.replace('"Said by Ada"', '"Said');
  await two.field("Text to speech or chat text").fill("Said by Dora again");
  await json.panel.getByRole("button", { name: "Take the flow as it is now" }).click();
  await expect(json.content).toContainText('"Said by Dora again"');
  await applied(one, json);
});

test("a file that is no flow becomes one by editing it", async ({ adminPage: page }) => {
  const id = await sendFlow(page.request, "To be broken", odd);
  await page.goto(`/flows/${id}`);
  const json = new JsonEditor(page);
  await expect(page.getByTestId("save-state")).toHaveText("Saved");
  await json.open();
  await json.replace('"Actions"', '"Acts"');
  await json.replace('"StartAction"', '"Begin"');
  await expect(page.getByText("can’t be read as a flow")).toBeVisible();
  await json.replace('"Acts"', '"Actions"');
  await expect(page.getByText("can’t be read as a flow")).toBeHidden();
  await expect(
    page.getByRole("application", { name: "Flow canvas" }).locator("[data-block=Hello]"),
  ).toBeVisible();
});

test("who may only look can read the text and not change it", async ({ openAs }) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Odd to read", odd);
  const vera = await openAs("viewer");
  await vera.goto(`/flows/${id}`);
  await expect(vera.locator("[data-block=Hello]").first()).toBeVisible();
  const json = new JsonEditor(vera);
  await json.open();
  await expect(json.content).toHaveAttribute("aria-readonly", "true");
  await expect(json.state).toHaveText("Read only");
  await vera.keyboard.insertText("nothing");
  expect(await json.text()).toBe(odd);
});

test("the editor's edge is moved by keyboard and pointer, and stays where it was put", async ({
  adminPage: page,
}) => {
  await openText(page, "Odd and wide", odd);
  const json = new JsonEditor(page);
  await json.open();
  const edge = page.getByRole("separator", { name: "Size of the JSON" });
  const height = async () => (await json.panel.boundingBox())?.height ?? 0;
  const before = await height();
  await edge.focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(height).toBe(before + 16);
  await expect(edge).toHaveAttribute("aria-valuenow", String(Math.round(before + 16)));
  const box = await edge.boundingBox();
  if (!box) throw new Error("The edge is not to be seen.");
  await page.mouse.move(box.x + 100, box.y + 4);
  await page.mouse.down();
  await page.mouse.move(box.x + 100, box.y + 64, { steps: 3 });
  await page.mouse.up();
  await expect.poll(height).toBe(before + 16 - 60);
  await page.reload();
  await page.getByRole("button", { name: "Edit as JSON" }).click();
  await expect.poll(height).toBe(before - 44);
  await page.getByRole("button", { name: "Put it beside the canvas" }).click();
  await expect(edge).toHaveAttribute("aria-orientation", "vertical");
});

test("one block's JSON is edited in its properties, and only that block changes", async ({
  adminPage: page,
}) => {
  const designer = await openText(page, "Odd block", odd);
  await designer.select("Hello");
  const properties = page.getByRole("complementary", { name: "Properties" });
  await properties.getByText("JSON of this block").click();
  const content = properties.getByRole("textbox", { name: "JSON of this block" });
  await expect(content).toContainText('"Text": "Good morning"');
  const replace = async (line: string, from: RegExp, by: string) => {
    await content.locator(".cm-line").filter({ hasText: line }).click();
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    await page.keyboard.insertText(`${by}`);
    await expect(content).not.toContainText(from);
  };
  await replace("Good morning", /morning/, '"Text": "Good evening", "SkipWhenDTMFBufferEnabled": "False"');
  await expect(designer.block("Hello")).toContainText("Good evening");
  await designer.saved();
  expect(actionOf(await designer.json(), "Hello").Parameters).toEqual({
    Text: "Good evening",
    SkipWhenDTMFBufferEnabled: "False",
  });
  expect(await designer.export("draft")).toContain('{ "Version":"2019-10-30",\n  "StartAction" : "Hello"');

  await replace('"Identifier": "Hello"', /"Hello"/, '"Identifier": "Hi",');
  await expect(properties.getByText("The Identifier stays “Hello” here.")).toBeVisible();
  await replace('"Identifier": "Hi"', /"Hi"/, '"Identifier": "Hello" "x"');
  await expect(properties.getByText(/Not valid JSON yet: .* \(line \d+, column \d+\)/)).toBeVisible();
  await replace('"Identifier": "Hello" "x"', /"x"/, '"Identifier": "Hello",');
  await expect(properties.getByText(/Not valid JSON yet/)).toBeHidden();

  await designer.field("Text to speech or chat text").fill("From the form");
  await expect(content).toContainText('"Text": "From the form"');
});
