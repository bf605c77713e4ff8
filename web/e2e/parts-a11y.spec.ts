import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { openText } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";

async function accessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`),
  );
  expect.soft(found, what).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`editor, sheet and panels can be used by everybody, ${colorScheme}`, async ({ adminPage: page }) => {
    await page.emulateMedia({ colorScheme });
    const faulty = receptionText.replace('"HoursOfOperationId"', '"HoursOfOperationIdentity"');
    const designer = await openText(page, "Parts for everybody", faulty);
    const properties = page.getByRole("complementary", { name: "Properties" });
    await designer.select(blocks.hours);
    await page.getByRole("button", { name: "Edit as JSON" }).click();
    const json = page.getByRole("textbox", { name: "JSON of the flow" });
    await expect(json.locator(".cm-lintRange").first()).toBeVisible();
    await accessible(page, "the JSON of the flow with findings");
    await page.keyboard.press("Control+f");
    await expect(page.getByPlaceholder("Find")).toBeVisible();
    await accessible(page, "the search of the editor");
    await page.keyboard.press("Escape");
    await page.keyboard.insertText("not JSON");
    await expect(page.getByText("Not valid JSON yet")).toBeVisible();
    await accessible(page, "text that is no JSON");
    await page.getByRole("button", { name: "Close the JSON" }).click();

    await properties.getByText("JSON of this block").click();
    await expect(properties.getByRole("textbox", { name: "JSON of this block" })).toBeVisible();
    await accessible(page, "the JSON of a block");

    await designer.select(blocks.welcome);
    await designer
      .block(blocks.closed)
      .locator(".cv-title")
      .click({ modifiers: ["Shift"] });
    await expect(properties.getByText("Mixed", { exact: true }).first()).toBeVisible();
    await accessible(page, "several blocks");

    await page.getByRole("button", { name: "All prompts and texts" }).click();
    await page.getByRole("dialog").getByLabel("Find", { exact: true }).fill("call");
    await accessible(page, "the sheet of texts");
    await page.keyboard.press("Escape");

    await page.keyboard.press("Shift+L");
    await page.keyboard.press("Shift+R");
    await accessible(page, "folded panels");
  });
}
