import type { Locator } from "@playwright/test";
import { newBlock } from "../canvas/command/new-block";
import { type CatalogueBlock, type Category, catalogue } from "../canvas/model/catalogue";
import { Flow } from "../canvas/model/flow";
import { toPretty } from "../canvas/model/json";
import { isRejected } from "../canvas/model/types";
import { actionForms } from "../canvas/panel/form/forms.gen";
import { actionOf, type DesignerPage, type FlowFile, openText } from "./designer";
import { expect, test } from "./fixtures";

/** The blocks of a category, retired ones too: flows that hold them are opened and mended. */
function blocksOf(category: Category): CatalogueBlock[] {
  return catalogue.actions.flatMap((action) => action.blocks.filter((block) => block.category === category));
}

/** A flow with every block of a category, as the palette adds them, each named by its key. */
function flowOf(category: Category): string {
  const flow = Flow.parse('{"Version":"2019-10-30","StartAction":"","Actions":[],"Metadata":{}}');
  let at = 0;
  for (const action of catalogue.actions) {
    for (const block of action.blocks.filter((one) => one.category === category)) {
      const made = newBlock(
        flow,
        action,
        block,
        { x: (at % 6) * 260, y: Math.floor(at / 6) * 400 },
        block.key,
      );
      const result = flow.apply(made.ops);
      if (isRejected(result)) throw new Error(`${block.key}: ${result.rejected.message}`);
      at++;
    }
  }
  return toPretty(flow.toJson());
}

/** The blocks that have settings to fill in. */
const withForm = new Set(
  actionForms.flatMap(({ forms }) =>
    Object.entries(forms).flatMap(([key, paths]) => (paths.length > 0 ? [key] : [])),
  ),
);

const samples: Readonly<Record<string, string>> = {
  ssml: "<speak>Hello</speak>",
  jsonpath: "$.Attributes.sample",
  phone: "+442071838750",
  resource: "arn:aws:connect:eu-west-2:111122223333:instance/i/thing/t",
  integer: "5",
  duration: "5",
  json: '{"sample":"yes"}',
};

/** Fills every field of the form that is shown, also those that appear meanwhile. Returns the paths that hold a value. */
async function fillAll(panel: Locator): Promise<string[]> {
  const done = new Set<string>();
  const filled: string[] = [];
  for (;;) {
    const places = await panel
      .locator("[data-path]")
      .evaluateAll((all) =>
        all.map((el) => [el.getAttribute("data-path") ?? "", el.getAttribute("data-kind") ?? ""]),
      );
    const next = places.find(([path, kind]) => !done.has(`${path} ${kind}`));
    if (!next) return filled;
    const [path = "", kind = ""] = next;
    done.add(`${path} ${kind}`);
    const field = panel.locator(`[data-path=${JSON.stringify(path)}][data-kind=${JSON.stringify(kind)}]`);
    if (await fill(field, kind)) filled.push(path);
  }
}

/** Fills one field as its kind asks; false where others fill it. */
async function fill(field: Locator, kind: string): Promise<boolean> {
  if (kind === "object" || kind === "item") return false;
  if (kind === "choice") {
    const choice = field.locator("select").first();
    if ((await choice.inputValue()) === "") await choice.selectOption({ index: 1 });
    return false;
  }
  if (kind === "list") return fillList(field);
  if (kind === "map") return fillMap(field);
  return fillControl(field, kind);
}

async function fillList(field: Locator): Promise<boolean> {
  const box = field.getByRole("checkbox").first();
  if ((await box.count()) > 0) {
    await box.check();
    return true;
  }
  if ((await field.locator("[data-row]").count()) === 0) await field.locator("button.add").last().click();
  const row = field.locator("[data-row]").first();
  await expect(row).toBeVisible();
  if ((await row.getAttribute("data-path")) !== null) return false;
  return fillControl(row, "text");
}

async function fillMap(field: Locator): Promise<boolean> {
  await field.locator(".new-name").last().fill("sample");
  await field.locator(".new-name").last().press("Enter");
  const row = field.locator("[data-row]").last();
  await expect(row).toBeVisible();
  if ((await row.getAttribute("data-kind")) === "item") return false;
  return fillControl(row, "text", 1);
}

async function fillControl(field: Locator, kind: string, nth = 0): Promise<boolean> {
  const radios = field.getByRole("radio");
  if ((await radios.count()) > 0) {
    await radios.nth(1).check();
    return true;
  }
  const control = field.locator("input, textarea, select").nth(nth);
  if ((await control.evaluate((el) => el.tagName)) === "SELECT") {
    const values = await control
      .locator("option")
      .evaluateAll((all) => all.map((el) => (el as HTMLOptionElement).value));
    await control.selectOption(values.at(-1) ?? "");
  } else if ((await control.getAttribute("type")) === "checkbox") {
    await control.check();
  } else {
    await control.fill(samples[kind] ?? "Sample");
    await control.press("Tab");
  }
  return true;
}

/** What the form shows, field by field. */
async function shown(panel: Locator): Promise<Record<string, string[]>> {
  const all = await panel
    .locator("[data-path]")
    .evaluateAll((fields) =>
      fields.map((field) => [
        `${field.getAttribute("data-path")} ${field.getAttribute("data-kind")}`,
        [...field.querySelectorAll<HTMLInputElement>("input, textarea, select")].map((el) =>
          el.type === "checkbox" || el.type === "radio" ? String(el.checked) : el.value,
        ),
      ]),
    );
  return Object.fromEntries(all) as Record<string, string[]>;
}

/** The parameters of a block: of its action, and of those that consoles write with it. */
function parametersOf(flow: FlowFile, key: string): unknown[] {
  const { children = [] } = flow.Metadata.ActionMetadata[key] as { children?: readonly string[] };
  return [key, ...children].map((id) => actionOf(flow, id).Parameters);
}

function valueAt(from: unknown, path: string): unknown {
  let at = from;
  for (const step of path.replace(/\.\*$/, "").split("."))
    at = (at as Record<string, unknown> | undefined)?.[step];
  return at;
}

async function openForm(designer: DesignerPage, key: string): Promise<Locator> {
  const panel = designer.page.getByRole("complementary", { name: "Properties" });
  await designer.page.locator(`[data-testid="outline-item"][data-block="${key}"]`).click();
  await expect(panel.getByLabel("Block name")).toHaveValue(key);
  if (withForm.has(key)) await expect(panel.locator("[data-path]").first()).toBeVisible();
  return panel;
}

for (const category of catalogue.categories) {
  test(`every form of ${category}: what is filled in is saved, and shown again`, async ({
    adminPage: page,
  }) => {
    const keys = blocksOf(category).map((block) => block.key);
    test.setTimeout(30_000 + keys.length * 15_000);
    const designer = await openText(page, `Every ${category} block`, flowOf(category));
    await page.getByRole("tab", { name: "Outline" }).click();
    const before = new Map<string, Record<string, string[]>>();
    const filled = new Map<string, string[]>();
    for (const key of keys) {
      const panel = await openForm(designer, key);
      filled.set(key, await fillAll(panel));
      before.set(key, await shown(panel));
    }
    await designer.saved();
    const text = await designer.export("draft");
    const flow = JSON.parse(text) as FlowFile;
    for (const [key, paths] of filled) {
      for (const path of paths) {
        const values = parametersOf(flow, key).map((parameters) => valueAt(parameters, path));
        expect(
          values.some((value) => value !== undefined),
          `${key}: ${path} is in the file`,
        ).toBe(true);
      }
    }

    await page.reload();
    await designer.saved();
    await page.getByRole("tab", { name: "Outline" }).click();
    for (const key of keys) {
      const panel = await openForm(designer, key);
      await expect.poll(() => shown(panel), `the form of ${key} after a reload`).toEqual(before.get(key));
    }
    expect(await designer.export("draft"), "opening forms changes nothing").toBe(text);
  });
}
