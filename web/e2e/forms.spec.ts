import type { Locator } from "@playwright/test";
import { actionOf, DesignerPage, openText, sendFlow } from "./designer";
import { expect, test } from "./fixtures";

const arn = (kind: string, name: string) =>
  `arn:aws:connect:eu-west-2:111122223333:instance/i/${kind}/${name}`;

interface Given {
  readonly id: string;
  readonly type: string;
  readonly parameters?: object;
  readonly transitions?: object;
  readonly metadata?: object;
}

/** A flow of these blocks, one beside the other. */
function flowOf(...blocks: Given[]): string {
  return JSON.stringify(
    {
      Version: "2019-10-30",
      StartAction: blocks[0]?.id,
      Metadata: {
        entryPointPosition: { x: -150, y: 20 },
        ActionMetadata: Object.fromEntries(
          blocks.map(({ id, metadata }, at) => [
            id,
            { position: { x: at * 260, y: 20 }, isFriendlyName: true, ...metadata },
          ]),
        ),
      },
      Actions: blocks.map(({ id, type, parameters = {}, transitions = { NextAction: "" } }) => ({
        Parameters: parameters,
        Identifier: id,
        Type: type,
        Transitions: transitions,
      })),
    },
    null,
    2,
  );
}

const hello: Given = { id: "Hello", type: "MessageParticipant", parameters: { Text: "Hello" } };

/** The field of a place in the panel. */
function fieldAt(designer: DesignerPage, path: string): Locator {
  return designer.page.locator(`.properties [data-path="${path}"]`);
}

async function parametersOf(designer: DesignerPage, id: string) {
  await designer.saved();
  return actionOf(await designer.json(), id).Parameters;
}

test("a reference is completed by keyboard in the middle of a text", async ({ adminPage: page }) => {
  const setter = {
    id: "Set",
    type: "UpdateContactAttributes",
    parameters: { Attributes: { "last name": "x", firstName: "y" } },
  };
  const designer = await openText(page, "Completion", flowOf(hello, setter));
  await designer.select("Hello");
  const text = designer.field("Text to speech or chat text");
  await text.focus();
  await page.keyboard.press("Home");
  await page.keyboard.type("Dear , ");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("$.att");
  const list = page.getByRole("listbox", { name: "Attributes" });
  const chosen = list.getByRole("option", { selected: true });
  await expect(chosen).toContainText("$.Attributes.['last name']");
  await expect(chosen).toContainText("Set by Set");
  await page.keyboard.press("ArrowDown");
  await expect(chosen).toContainText("$.Attributes.firstName");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(list).toBeHidden();
  await expect(text).toHaveValue("Dear $.Attributes.['last name'], Hello");
  await page.keyboard.type("!");
  expect((await parametersOf(designer, "Hello")).Text).toBe("Dear $.Attributes.['last name']!, Hello");
});

test("Escape closes the list and leaves the keyboard in the field; Ctrl+Space opens it", async ({
  adminPage: page,
}) => {
  const designer = await openText(page, "Completion", flowOf(hello));
  await designer.select("Hello");
  const text = designer.field("Text to speech or chat text");
  await text.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Control+Space");
  const list = page.getByRole("listbox", { name: "Attributes" });
  await expect(list).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(text).toBeFocused();
  await page.keyboard.type(" $.Chan");
  await page.keyboard.press("Tab");
  await expect(text).toHaveValue("Hello $.Channel");
  await expect(text).toBeFocused();
});

test("a queue is chosen from those that the flow names; a name that nobody knows is told", async ({
  adminPage: page,
}) => {
  const sales = {
    id: "Sales",
    type: "UpdateContactTargetQueue",
    parameters: { QueueId: arn("queue", "sales") },
    metadata: { parameters: { QueueId: { displayName: "Sales team" } } },
  };
  const other = {
    id: "Other",
    type: "UpdateContactTargetQueue",
    parameters: { QueueId: arn("queue", "old") },
  };
  const designer = await openText(page, "Queues", flowOf(hello, sales, other));
  await designer.select("Other");
  const queue = fieldAt(designer, "QueueId").getByRole("combobox");
  await queue.fill("sal");
  await page.getByRole("option", { name: /Sales team/ }).click();
  await expect(queue).toHaveValue("Sales team");
  await expect(fieldAt(designer, "QueueId")).toContainText(arn("queue", "sales"));
  await designer.saved();
  const chosen = await designer.json();
  expect(actionOf(chosen, "Other").Parameters).toEqual({ QueueId: arn("queue", "sales") });
  expect(chosen.Metadata.ActionMetadata.Other).toMatchObject({
    parameters: { QueueId: { displayName: "Sales team" } },
  });

  await queue.blur();
  await page.keyboard.press("Control+z");
  await designer.saved();
  expect(actionOf(await designer.json(), "Other").Parameters, "one step back").toEqual({
    QueueId: arn("queue", "old"),
  });

  await queue.fill("Nobody");
  await queue.press("Enter");
  await expect(fieldAt(designer, "QueueId").getByTestId("field-finding")).toContainText(
    /neither an ARN nor an id/,
  );
  expect(await parametersOf(designer, "Other")).toEqual({ QueueId: "Nobody" });
});

test("a module of this Switchyard is chosen by its name", async ({ adminPage: page }) => {
  const module = {
    Version: "2019-10-30",
    StartAction: "End",
    Settings: { InputParameters: [], OutputParameters: [], Transitions: [] },
    Metadata: {},
    Actions: [{ Parameters: {}, Identifier: "End", Type: "EndFlowModuleExecution", Transitions: {} }],
  };
  const id = await sendFlow(page.request, "Find the customer", JSON.stringify(module), "MODULE");
  const call = { id: "Call", type: "InvokeFlowModule", parameters: { FlowModuleId: "" } };
  const designer = await openText(page, "Caller", flowOf(hello, call));
  await designer.select("Call");
  await fieldAt(designer, "FlowModuleId").getByRole("combobox").click();
  await page.getByRole("option", { name: /Find the customer/ }).click();
  expect((await parametersOf(designer, "Call")).FlowModuleId).toBe(id);
  await expect(fieldAt(designer, "FlowModuleId").getByRole("combobox")).toHaveValue("Find the customer");
});

test("prompts of a loop are added, moved and removed by keyboard", async ({ adminPage: page }) => {
  const loop = {
    id: "Loop",
    type: "MessageParticipantIteratively",
    parameters: { Messages: [{ Text: "One" }, { PromptId: arn("prompt", "two"), Odd: 1 }] },
    transitions: {},
  };
  const designer = await openText(page, "Prompts", flowOf(hello, loop));
  await designer.select("Loop");
  const add = page.getByRole("button", { name: "Add prompt" });
  await add.focus();
  await page.keyboard.press("Enter");
  await expect(fieldAt(designer, "Messages.2").getByLabel("What to play")).toBeFocused();
  await fieldAt(designer, "Messages.2")
    .getByLabel("What to play")
    .selectOption({ label: "Text to speech or chat text" });
  await fieldAt(designer, "Messages.2.Text").getByRole("textbox").fill("Three");

  const up = (n: number) => page.getByRole("button", { name: `Move prompt ${n} up` });
  await up(3).focus();
  await page.keyboard.press("Enter");
  await expect(up(2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("button", { name: "Move prompt 1 down" }),
    "the first goes no further up",
  ).toBeFocused();
  expect((await parametersOf(designer, "Loop")).Messages).toEqual([
    { Text: "Three" },
    { Text: "One" },
    { PromptId: arn("prompt", "two"), Odd: 1 },
  ]);

  await page.getByRole("button", { name: "Remove prompt 2" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Remove prompt 2" })).toBeFocused();
  expect((await parametersOf(designer, "Loop")).Messages).toEqual([
    { Text: "Three" },
    { PromptId: arn("prompt", "two"), Odd: 1 },
  ]);
});

test("names and values are typed, pasted and removed; no name is used twice", async ({ adminPage: page }) => {
  const set = { id: "Set", type: "UpdateContactAttributes", parameters: { Attributes: { a: "1" } } };
  const designer = await openText(page, "Names", flowOf(hello, set));
  await designer.select("Set");
  const name = designer.field("New name");
  await name.fill("b");
  await name.press("Enter");
  await expect(designer.field("Value of b")).toBeFocused();
  await page.keyboard.type("2");
  await name.fill("a");
  await expect(fieldAt(designer, "Attributes")).toContainText("“a” is there already");
  await expect(
    fieldAt(designer, "Attributes").getByRole("button", { name: "Add", exact: true }),
  ).toBeDisabled();
  await name.fill("");
  await name.evaluate((input) => {
    const data = new DataTransfer();
    data.setData("text/plain", "c=3\nd = x=y\n");
    input.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(designer.field("Value of d")).toHaveValue("x=y");
  await page.getByRole("button", { name: "Remove a", exact: true }).click();
  expect((await parametersOf(designer, "Set")).Attributes).toEqual({ b: "2", c: "3", d: "x=y" });
});

test("flow attributes are a table of names and values", async ({ adminPage: page }) => {
  const set = {
    id: "Set",
    type: "UpdateFlowAttributes",
    parameters: { FlowAttributes: { a: { Value: "1", Extra: "kept" } } },
  };
  const designer = await openText(page, "Table", flowOf(hello, set));
  await designer.select("Set");
  await designer.field("Value of a").fill("$.Channel");
  await designer.field("New name").fill("b");
  await designer.field("New name").press("Enter");
  await page.keyboard.type("2");
  expect((await parametersOf(designer, "Set")).FlowAttributes).toEqual({
    a: { Value: "$.Channel", Extra: "kept" },
    b: { Value: "2" },
  });
  await expect(page.locator(".other-settings")).toContainText("Extra");
});

test("shares are percentages that add up to 100, changed in one step", async ({ adminPage: page }) => {
  const condition = (operand: string) => ({
    NextAction: "Hello",
    Condition: { Operator: "NumberLessThan", Operands: [operand] },
  });
  const split = {
    id: "Split",
    type: "DistributeByPercentage",
    transitions: {
      NextAction: "Hello",
      Conditions: [condition("51"), condition("81")],
      Errors: [{ NextAction: "Hello", ErrorType: "NoMatchingCondition" }],
    },
  };
  const designer = await openText(page, "Shares", flowOf(hello, split));
  await designer.select("Split");
  const share = (n: number) => designer.field(`Share ${n} in percent`);
  await expect(share(1)).toHaveValue("50");
  await expect(share(2)).toHaveValue("30");
  await expect(page.locator(".branches")).toContainText("20 %, together 100 %");
  await share(1).fill("20");
  await share(1).press("Enter");
  await expect(page.locator(".branches")).toContainText("50 %, together 100 %");
  const operands = async () => {
    await designer.saved();
    return (actionOf(await designer.json(), "Split").Transitions.Conditions ?? []).map(
      (one) => one.Condition.Operands[0],
    );
  };
  expect(await operands()).toEqual(["21", "51"]);

  await share(2).fill("90");
  await share(2).press("Enter");
  await expect(page.locator(".branches")).toContainText("Together that is 110 %");
  expect(await operands()).toEqual(["21", "51"]);

  await page.getByRole("button", { name: "Add share" }).click();
  expect(await operands()).toEqual(["21", "51", "76"]);
  await page.getByRole("button", { name: "Remove share 1" }).click();
  expect(await operands()).toEqual(["31", "56"]);
});

test("a duration is typed in minutes and stays seconds in the file", async ({ adminPage: page }) => {
  const wait = { id: "Wait", type: "Wait", parameters: { TimeLimitSeconds: "90" } };
  const designer = await openText(page, "Wait", flowOf(hello, wait));
  await designer.select("Wait");
  const field = designer.field("Wait for at most");
  await expect(field).toHaveValue("90");
  await designer.field("Unit of wait for at most").selectOption("minutes");
  await expect(field, "the number stays, the time does not").toHaveValue("90");
  expect((await parametersOf(designer, "Wait")).TimeLimitSeconds).toBe("5400");
  await field.fill("20000");
  await expect(fieldAt(designer, "TimeLimitSeconds")).toContainText("At most 7 days.");
  await field.fill("20");
  await field.blur();
  expect((await parametersOf(designer, "Wait")).TimeLimitSeconds).toBe("1200");
  await expect(designer.field("Unit of wait for at most")).toHaveValue("minutes");
});

test("a prompt can be heard, and markup that is not well-formed is told", async ({ adminPage: page }) => {
  const ssml = { id: "Speak", type: "MessageParticipant", parameters: { SSML: "<speak>Hello</speak>" } };
  const designer = await openText(page, "SSML", flowOf(hello, ssml));
  await designer.select("Speak");
  const field = fieldAt(designer, "SSML");
  await expect(field.getByRole("button", { name: "Play" })).toBeVisible();
  await field.getByRole("textbox").fill("<speak>Hello");
  await field.getByRole("textbox").blur();
  await expect(field).toContainText("<speak> is never closed");
});

test("a phone number without its country code is told while it is typed", async ({ adminPage: page }) => {
  const call = {
    id: "Call",
    type: "TransferParticipantToThirdParty",
    parameters: { ThirdPartyPhoneNumber: "+12065550100" },
  };
  const designer = await openText(page, "Call", flowOf(hello, call));
  await designer.select("Call");
  await designer.field("Phone number").fill("+1 206");
  await expect(fieldAt(designer, "ThirdPartyPhoneNumber")).toContainText("Only digits after the +");
});

test("what the form does not name is shown as it is, and numbers stay numbers", async ({
  adminPage: page,
}) => {
  const loop = {
    id: "Loop",
    type: "Loop",
    parameters: { LoopCount: 3, Later: { Nested: [1, 2.5, true, null] }, Word: "text" },
  };
  const designer = await openText(page, "Others", flowOf(hello, loop));
  await designer.select("Loop");
  const others = page.locator(".other-settings");
  await expect(others).toContainText("Other settings in the file");
  await expect(fieldAt(designer, "Later").getByRole("textbox")).toHaveValue(/"Nested"/);
  await fieldAt(designer, "Word").getByRole("combobox").fill("5");
  await designer.field("Times").fill("4");
  await designer.field("Times").blur();
  expect(await parametersOf(designer, "Loop")).toEqual({
    LoopCount: 4,
    Later: { Nested: [1, 2.5, true, null] },
    Word: "5",
  });
});

test("settings that cannot be fetched say so and are fetched again", async ({
  adminPage: page,
  consoleErrors,
}) => {
  const id = await sendFlow(page.request, "Later", flowOf(hello));
  await page.route("**/static/dist/part-*", (route) => route.abort());
  await page.goto(`/flows/${id}`);
  const designer = new DesignerPage(page);
  await designer.saved();
  await designer.select("Hello");
  await expect(page.getByRole("alert")).toContainText("can’t be fetched");
  await page.unroute("**/static/dist/part-*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(designer.field("Text to speech or chat text")).toHaveValue("Hello");
  consoleErrors.length = 0;
});
