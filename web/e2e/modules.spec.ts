import type { Locator, Page } from "@playwright/test";
import { DesignerPage, openFlow, sendFlow } from "./designer";
import { expect, test } from "./fixtures";

/** A refused form is an answer with a status of its own, which the browser notes. */
const refused = /status of 4(09|22)/;

const blocks = { call: "call", end: "end" };

/** A flow that invokes a module by its name, with an input. */
function callOf(name: string, input: Record<string, unknown>): string {
  return JSON.stringify({
    Version: "2019-10-30",
    StartAction: blocks.call,
    Metadata: {
      entryPointPosition: { x: 20, y: 20 },
      ActionMetadata: { call: { position: { x: 200, y: 60 } }, end: { position: { x: 560, y: 60 } } },
    },
    Actions: [
      {
        Identifier: blocks.call,
        Type: "InvokeFlowModule",
        Parameters: { FlowModuleId: name, Input: input },
        Transitions: {
          NextAction: blocks.end,
          Errors: [{ NextAction: blocks.end, ErrorType: "NoMatchingError" }],
          Conditions: [],
        },
      },
      { Identifier: blocks.end, Type: "DisconnectParticipant", Parameters: {}, Transitions: {} },
    ],
  });
}

/** Makes an empty flow through its page; gives its id. */
async function makeFlow(page: Page, kind: string, name: string): Promise<string> {
  await page.goto("/flows/new");
  await page.getByRole("radio", { name: kind }).check();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create flow" }).click();
  await new DesignerPage(page).saved();
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}

function part(page: Page, name: "input" | "result" | "branches"): Locator {
  return page.getByTestId(`contract-${name}`);
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save module settings" }).click();
}

test("what a module declares is edited in its screen, and calls of it are held against it", async ({
  adminPage: page,
  complaints,
}) => {
  complaints.expect(refused);
  await makeFlow(page, "Module", "Look up the customer");
  await page.getByRole("banner").getByRole("link", { name: "Module settings" }).click();

  await part(page, "input").getByRole("button", { name: "Add input" }).click();
  await expect(page.getByLabel("Input 1 name")).toBeFocused();
  await page.keyboard.type("account");
  await page.getByLabel("Input 1 description").fill("The number of the account");
  await page.getByLabel("Input 1 is required").check();
  await part(page, "input").getByRole("button", { name: "Add input" }).click();
  await page.getByLabel("Input 2 name").fill("retries");
  await page.getByLabel("Input 2 type").selectOption("integer");
  await part(page, "branches").getByRole("button", { name: "Add branch" }).click();
  await page.getByLabel("Branch 1 name").fill("Success");
  await save(page);
  await expect(page.getByLabel("Branch 1 name"), "the page goes to what is wrong").toBeFocused();
  await expect(page.getByLabel("Branch 1 name")).toHaveAccessibleDescription(
    /has the branch “Success” already/,
  );
  await expect(page.getByLabel("Input 1 name"), "what was typed is still there").toHaveValue("account");
  await page.getByLabel("Branch 1 name").fill("VIP");
  await save(page);
  await expect(page.getByTestId("flash")).toContainText("The module's settings were saved.");

  const caller = await sendFlow(
    page.request,
    "Caller",
    callOf("Look up the customer", { acount: "$.Attributes.account", retries: "3" }),
  );
  const designer = await openFlow(page, caller);
  await designer.openProblems();
  const about = designer.problems.filter({ hasText: "module-call" });
  await expect(about).toHaveCount(3);
  for (const text of [
    "has no input “acount”. Did you mean “account”?",
    "“retries” must be a whole number, not text.",
    "“account” is missing",
  ]) {
    await expect(about.filter({ hasText: text })).toHaveCount(1);
  }
  await page.getByRole("button", { name: "Rename it to “account”" }).click();
  await page.getByRole("button", { name: "Write it as a whole number" }).click();
  await expect(about).toHaveCount(0);

  await designer.select(blocks.call);
  const call = page.getByTestId("module-call");
  await expect(call).toContainText("Look up the customer");
  await expect(call.getByTestId("module-input").first()).toHaveText(
    /account string, required.*The number of the account/,
  );
  await call.getByRole("button", { name: "Add branch “VIP”" }).click();
  await call.getByRole("button", { name: "Add branch “No match”" }).click();
  await designer.saved();
  const [action] = (await designer.json()).Actions;
  expect(action?.Parameters.Input).toEqual({ account: "$.Attributes.account", retries: 3 });
  expect(action?.Transitions.Conditions?.map((one) => one.Condition.Operands)).toEqual([["VIP"]]);
  expect(action?.Transitions.Errors?.map((one) => one.ErrorType)).toContain("NoMatchingCondition");
  await expect(designer.problems.filter({ hasText: "module-" })).toHaveCount(0);

  await call.getByRole("link", { name: "Open module" }).click();
  await expect(page.getByRole("heading", { name: "Look up the customer" }).first()).toBeVisible();
  const back = page.getByRole("navigation", { name: "Where you came from" });
  await back.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Look up the customer");
  await expect(back).toBeHidden();
});

test("an open flow learns at once that a module of it asks for more", async ({ openAs }) => {
  const ada = await openAs("admin");
  const dora = await openAs("designer");
  const module = await makeFlow(dora, "Module", "Asks for more");
  const caller = await sendFlow(ada.request, "Caller", callOf("Asks for more", {}));
  const designer = await openFlow(ada, caller);
  await designer.select(blocks.call);
  await expect(ada.getByTestId("module-call")).toContainText("The module takes no input.");
  await designer.openProblems();
  await expect(designer.problems.filter({ hasText: "module-call" })).toHaveCount(0);

  await dora.goto(`/flows/${module}/contract`);
  await part(dora, "input").getByRole("button", { name: "Add input" }).click();
  await dora.getByLabel("Input 1 name").fill("region");
  await dora.getByLabel("Input 1 is required").check();
  await save(dora);
  await expect(dora.getByTestId("flash")).toBeVisible();

  await expect(designer.problems.filter({ hasText: "“region” is missing" })).toHaveCount(1);
  await expect(designer.block(blocks.call)).toHaveAttribute("data-findings", "warning");
});

test("the JSON beside the table says what the table can't, and keeps it", async ({
  adminPage: page,
  complaints,
}) => {
  complaints.expect(refused);
  const id = await makeFlow(page, "Module", "With patterns");
  await page.goto(`/flows/${id}/contract`);
  const json = page.getByLabel("Settings (JSON)");
  const settings = `{
    "input": {"schema": {"type": "object", "x": 1.50,
        "properties": {"id": {"type": ["string", "null"], "pattern": "^[0-9]+$"}}}}
}`;
  await json.fill(settings);
  await expect(
    page.getByRole("button", { name: "Save module settings" }),
    "one side at a time",
  ).toBeDisabled();
  await page.getByRole("button", { name: "Save JSON" }).click();
  await expect(page.getByLabel("Input 1 name")).toHaveValue("id");
  await expect(page.getByLabel("Input 1 type").locator("option:checked")).toHaveText('["string", "null"]');

  await page.getByLabel("Input 1 name").fill("account");
  await expect(page.getByRole("button", { name: "Save JSON" })).toBeDisabled();
  await save(page);
  await expect(json).toHaveValue(settings.replace('"id"', '"account"'));

  for (const [typed, reason] of [
    ["[1, 2]", "The settings are a JSON object, not a list."],
    ['{\n  "input": oops }', /Line 2\b/],
    ['{\n  "input": {\n    "schema": {"type": "string"}}}', /Line 3 A module's schema describes an object/],
  ] as const) {
    await json.fill(typed);
    await page.getByRole("button", { name: "Save JSON" }).click();
    await expect(page.getByTestId("contract-problems")).toContainText(reason);
    await expect(json, "what was typed is still there").toHaveValue(typed);
  }
  await page.goto(`/flows/${id}/contract`);
  await expect(json).toHaveValue(settings.replace('"id"', '"account"'));
  await page.getByRole("link", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Save version" }).click();
  await expect(page.getByTestId("version")).toHaveCount(1);
});

test("rows go by keyboard, eight branches are the most, and a viewer only reads", async ({ openAs }) => {
  const page = await openAs("designer");
  const id = await makeFlow(page, "Module", "By keyboard");
  await page.goto(`/flows/${id}/contract`);
  const add = part(page, "branches").getByRole("button", { name: "Add branch" });
  for (let n = 1; n <= 8; n++) {
    await add.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByLabel(`Branch ${n} name`)).toBeFocused();
    await page.keyboard.type(`B${n}`);
  }
  await expect(add).toBeDisabled();
  await page.getByRole("button", { name: "Remove branch 8" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Remove branch 7" })).toBeFocused();
  await expect(add).toBeEnabled();
  await page.getByLabel("Branch 7 name").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("flash"), "Enter in a field saves").toContainText("saved");

  const viewer = await openAs("viewer");
  await viewer.goto(`/flows/${id}/contract`);
  await expect(viewer.getByLabel("Branch 7 name")).toHaveValue("B7");
  await expect(viewer.getByLabel("Branch 7 name")).toBeDisabled();
  await expect(viewer.getByRole("button", { name: /Save|Add|Remove/ })).toHaveCount(0);
});

test("the palette says why a block does not fit, and adds it only when all are shown", async ({
  adminPage: page,
}) => {
  await makeFlow(page, "Customer queue flow", "Waiting");
  const designer = new DesignerPage(page);
  const item = page.getByTestId("palette-item").filter({ hasText: /^Set working queue$/ });
  await expect(item).toHaveCount(0);
  const search = page.getByRole("searchbox", { name: "Search blocks" });
  await search.fill("set working queue");
  await expect(item).toHaveAccessibleDescription(/Not in customer queue flows: Amazon Connect refuses it\./);
  await item.dblclick({ force: true }); // it says of itself that it is disabled
  await expect(page.locator(".notices")).toContainText("Switch on “Show all blocks”");
  await page.keyboard.press("Enter");
  expect(await designer.identifiers(), "nothing was added").toEqual([]);

  await search.fill("");
  const all = page.getByRole("switch", { name: "Show all blocks" });
  await search.press("ArrowDown");
  await page.keyboard.press("End");
  await expect(all).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(all).toBeChecked();
  const id = await designer.add("Set working queue", { x: 300, y: 200 });
  await expect(page.locator(".notices")).toContainText(
    "Set working queue was added. Not in customer queue flows",
  );
  await expect(designer.block(id)).toContainText("error");
});
