import type { Page } from "@playwright/test";
import { actionOf, type DesignerPage, openFlow, openText, sendFlow } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";

const text = "Text to speech or chat text";

/** Somebody thinks between two keys, for longer than the pause after which a field is sent. */
async function think(page: Page): Promise<void> {
  await page.clock.fastForward(450);
}

test.beforeEach(async ({ adminPage: page }) => {
  await page.clock.install();
});

/** A flow with a menu on two keys and with attributes, besides the reception's blocks. */
function withMenu(): string {
  const flow = JSON.parse(receptionText);
  flow.Actions.push(
    {
      Parameters: { Text: "Press a key.", StoreInput: "False", InputTimeLimitSeconds: "5" },
      Identifier: "Menu",
      Type: "GetParticipantInput",
      Transitions: {
        NextAction: blocks.hangUp,
        Conditions: ["1", "2"].map((key) => ({
          NextAction: blocks.hangUp,
          Condition: { Operator: "Equals", Operands: [key] },
        })),
        Errors: ["InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"].map((ErrorType) => ({
          NextAction: blocks.hangUp,
          ErrorType,
        })),
      },
    },
    {
      Parameters: { Attributes: { first: "1", second: "2" }, TargetContact: "Current" },
      Identifier: "Attributes",
      Type: "UpdateContactAttributes",
      Transitions: {
        NextAction: blocks.hangUp,
        Errors: [{ NextAction: blocks.hangUp, ErrorType: "NoMatchingError" }],
      },
    },
  );
  flow.Metadata.ActionMetadata.Menu = { position: { x: 370, y: 700 }, isFriendlyName: true };
  flow.Metadata.ActionMetadata.Attributes = { position: { x: 590, y: 700 }, isFriendlyName: true };
  return JSON.stringify(flow, null, 2);
}

/** The operands of a block's conditions as the server has them. */
async function operands(designer: DesignerPage, id: string): Promise<string[]> {
  const flow = await designer.json();
  return (actionOf(flow, id).Transitions.Conditions ?? []).map((one) => one.Condition.Operands[0] ?? "");
}

test("a condition's value can be typed with a pause in it", async ({ adminPage: page }) => {
  const designer = await openText(page, "Menu", withMenu());
  await designer.select("Menu");
  const value = designer.field("Value of condition 1");
  await value.focus();
  await page.keyboard.press("End");
  await page.keyboard.type("5");
  await think(page);
  await expect(value).toBeFocused();
  await page.keyboard.press("Backspace");
  await page.keyboard.type("7");
  await page.keyboard.press("Tab");
  await designer.saved();
  expect(await operands(designer, "Menu")).toEqual(["17", "2"]);
  expect(await designer.identifiers()).toContain("Menu");
});

test("an attribute's name can be typed with a pause in it", async ({ adminPage: page }) => {
  const designer = await openText(page, "Menu", withMenu());
  await designer.select("Attributes");
  const name = designer.field("Name 1");
  await name.focus();
  await page.keyboard.press("End");
  await page.keyboard.type("Ch");
  await think(page);
  await expect(name).toBeFocused();
  await page.keyboard.type("oice");
  await page.keyboard.press("Tab");
  await designer.saved();
  const flow = await designer.json();
  expect(actionOf(flow, "Attributes").Parameters.Attributes).toEqual({ firstChoice: "1", second: "2" });
});

test("a text can be emptied and typed anew", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  await designer.select(blocks.welcome);
  const field = designer.field(text);
  await field.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await think(page);
  await expect(field).toBeFocused();
  await page.keyboard.press("Backspace");
  await page.keyboard.type("Good morning.");
  await designer.saved();
  const flow = await designer.json();
  expect(actionOf(flow, blocks.welcome).Parameters.Text).toBe("Good morning.");
});

test("what is being typed in a block stays when somebody else renames it", async ({ openAs }) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Reception", receptionText);
  const one = await openFlow(ada, id);
  const two = await openFlow(await openAs("designer"), id);
  await one.select(blocks.welcome);
  await two.select(blocks.welcome);
  const name = two.field("Block name");
  await name.fill("Greeting");

  await one.field(text).pressSequentially(" Typed.", { delay: 5 });
  await name.press("Enter");
  await one
    .field(text)
    .pressSequentially(" Typed meanwhile, key by key, until the name is there.", { delay: 15 });
  await expect(one.block("Greeting")).toBeVisible();
  await one.saved();
  const flow = await one.json();
  expect(actionOf(flow, "Greeting").Parameters.Text).toContain("Typed. Typed meanwhile");
});
