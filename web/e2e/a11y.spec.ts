import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { type DesignerPage, openText, sendFlow } from "./designer";
import { blocks, receptionText } from "./flows";
import { expect, test } from "./visitor";

/** What keeps people from using what is shown; the rest is advice. */
const grave: readonly (string | null | undefined)[] = ["serious", "critical"];

/** Expects nothing of serious or critical impact in what is shown now. */
async function accessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations
    .filter((violation) => grave.includes(violation.impact))
    .flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.target} ${node.failureSummary}`),
    );
  expect.soft(found, what).toEqual([]);
}

/** The reception flow with a mistake in it, so that findings are shown too. */
const faulty = receptionText.replace('"HoursOfOperationId"', '"HoursOfOperationIdentity"');

async function withDialog(designer: DesignerPage, button: string, what: string): Promise<void> {
  const { page } = designer;
  await page.getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await accessible(page, what);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`every page can be used by everybody, ${colorScheme}`, async ({
    adminPage: page,
    visit,
    complaints,
  }) => {
    complaints.expect(/status of 404/);
    await page.emulateMedia({ colorScheme });
    const id = await sendFlow(page.request, "Accessible", faulty);
    await page.goto(`/flows/${id}/versions`);
    await page.getByLabel("Message for the next version").fill("To be looked at");
    await page.getByRole("button", { name: "Save version" }).click();
    await expect(page.getByTestId("version")).toHaveCount(1);
    const paths = [
      "/flows",
      "/flows?q=nothing+is+called+this",
      "/flows?archived=1",
      "/flows/new",
      "/flows/import",
      `/flows/${id}/versions`,
      `/flows/${id}/versions/1/publish`,
      `/flows/${id}/settings`,
      "/people",
      "/tokens",
      "/account",
      "/flows/00000000-0000-4000-8000-000000000000",
      "/no/such/page",
    ];
    for (const path of paths) {
      await page.goto(path);
      await accessible(page, path);
    }
    const guest = await visit();
    await guest.emulateMedia({ colorScheme });
    await guest.goto("/signin");
    await accessible(guest, "/signin");
  });

  test(`what pages show on request can be used by everybody, ${colorScheme}`, async ({
    adminPage: page,
    complaints,
  }) => {
    complaints.expect(/status of 422/);
    await page.emulateMedia({ colorScheme });
    await page.goto("/flows");
    await page.getByTestId("row-menu").first().click();
    await accessible(page, "a row's menu");
    await page.locator(".menuitems").getByText("Rename").first().click();
    await expect(page.getByRole("dialog", { name: "Rename flow" })).toBeVisible();
    await accessible(page, "the rename dialog");
    await page.keyboard.press("Escape");
    await page.getByTestId("row-menu").first().click();
    await page.locator(".menuitems").getByText("Archive").first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await accessible(page, "the question before archiving");

    await page.goto("/people");
    await page.getByTestId("add-person").getByLabel("Name").fill("Ada Again");
    await page.getByTestId("add-person").getByLabel("Email").fill("ada@example.com");
    await page.getByRole("button", { name: "Make a link" }).click();
    await expect(page.getByTestId("error-email")).toBeVisible();
    await accessible(page, "a refused form");
    await page.goto("/flows/import");
    await page.getByTestId("paste").fill("{ oops");
    await page.getByRole("button", { name: "Import pasted text" }).click();
    await expect(page.getByTestId("import-result")).toContainText("Refused");
    await page.getByTestId("paste").fill(receptionText.replace('"type": "contactFlow",', ""));
    await page.getByRole("button", { name: "Import pasted text" }).click();
    await expect(page.getByTestId("import-result").last()).toContainText("Which type?");
    await accessible(page, "the results of an import");
    await page.goto("/tokens");
    await page.getByLabel("New token").fill(`Looked at, ${colorScheme}`);
    await page.getByRole("button", { name: "Create token" }).click();
    await expect(page.getByTestId("secret")).toBeVisible();
    await accessible(page, "a new token");
  });

  test(`a module and what does not fit a flow can be used by everybody, ${colorScheme}`, async ({
    adminPage: page,
    complaints,
  }) => {
    complaints.expect(/status of 422/);
    await page.emulateMedia({ colorScheme });
    const content = receptionText.replace('"Actions"', '"Settings":{},"Actions"');
    const id = await sendFlow(page.request, "Accessible module", content, "MODULE");
    await page.goto(`/flows/${id}/contract`);
    await accessible(page, "settings that are not known");
    const input = page.getByTestId("contract-input");
    for (const name of ["a", "a"]) {
      await input.getByRole("button", { name: "Add input" }).click();
      await page.keyboard.type(name);
    }
    await accessible(page, "a table that was changed");
    await page.getByRole("button", { name: "Save module settings" }).click();
    await expect(page.getByLabel("Input 2 name")).toBeFocused();
    await accessible(page, "a refused table");
    await page.goto(`/flows/${id}/contract`);
    await page.getByLabel("Settings (JSON)").fill("[]");
    await page.getByRole("button", { name: "Save JSON" }).click();
    await expect(page.getByTestId("contract-problems")).toBeVisible();
    await accessible(page, "refused JSON");

    await openText(page, "Accessible", faulty);
    await page.getByText("Not in inbound flows").click();
    await expect(page.getByTestId("palette-reason").last()).toBeVisible();
    await accessible(page, "why blocks do not fit");
    await page.getByRole("switch", { name: "Show all blocks" }).click();
    await accessible(page, "all blocks shown");
  });

  test(`the designer can be used by everybody, ${colorScheme}`, async ({ adminPage: page }) => {
    await page.emulateMedia({ colorScheme });
    const designer = await openText(page, "Accessible", faulty);
    await expect(page.getByTestId("error-count")).not.toHaveText("0 errors");
    await accessible(page, "nothing selected");
    for (const [id, what] of [
      [blocks.welcome, "a prompt selected"],
      [blocks.hours, "a check with an error selected"],
      [blocks.hangUp, "an end selected"],
    ] as const) {
      await designer.select(id);
      await accessible(page, what);
    }
    await designer.openProblems();
    await expect(designer.problems.first()).toBeVisible();
    await accessible(page, "problems open");
    await page.getByRole("tab", { name: "Outline" }).click();
    await accessible(page, "the outline open");
    await withDialog(designer, "Save version", "the dialog to save a version");
    await withDialog(designer, "Publish", "the dialog to publish");
    await withDialog(designer, "Keyboard shortcuts", "help");
    await page.keyboard.press("Control+a");
    await accessible(page, "everything selected");
    await page.keyboard.press("Delete");
    await expect(page.getByRole("heading", { name: "An empty flow" })).toBeVisible();
    await accessible(page, "an empty flow");
  });

  test(`a flow that only reads can be used by everybody, ${colorScheme}`, async ({ adminPage, openAs }) => {
    const id = await sendFlow(adminPage.request, "To be read", faulty);
    const page = await openAs("viewer");
    await page.emulateMedia({ colorScheme });
    await page.goto(`/flows/${id}`);
    await expect(page.getByTestId("save-state")).toHaveText(/read/i);
    await page.getByRole("tab", { name: "Outline" }).click();
    await page.getByTestId("outline-item").nth(2).click();
    await accessible(page, "a block selected by somebody who only reads");
  });
}
