import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { receptionText } from "./flows";

/** The reception flow as a file that does not tell its type. */
const untyped = receptionText.replace('"type": "contactFlow",', "");

async function importFiles(page: Page, ...files: [name: string, text: string][]): Promise<void> {
  await page.goto("/flows/import");
  await page
    .getByTestId("files")
    .setInputFiles(
      files.map(([name, text]) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) })),
    );
}

test("many files at once, each with its result, and a question only where it is needed", async ({
  adminPage: page,
  consoleErrors,
}) => {
  await importFiles(page, ["typed.json", receptionText], ["untyped.json", untyped], ["broken.json", "{\n!"]);
  const row = (name: string) => page.getByTestId("import-result").filter({ hasText: name });
  await expect(row("typed.json").first()).toContainText("1 warning");
  await expect(row("broken.json")).toContainText("Line 2");
  await row("untyped.json").getByLabel("Flow type").selectOption("CUSTOMER_QUEUE");
  await row("untyped.json").getByRole("button", { name: "Import" }).click();
  await expect(row("untyped.json")).toContainText("Imported");
  // The browser notes each refused request itself.
  consoleErrors.length = 0;
});

test("pasted text keeps its line ends", async ({ adminPage: page }) => {
  const text = receptionText.replaceAll("\n", "\r\n");
  await page.goto("/flows/import");
  await page.getByTestId("paste").evaluate((area, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    (area as HTMLTextAreaElement).value = pasted;
  }, text);
  await page.getByLabel("Name").fill("Pasted");
  await page.getByRole("button", { name: "Import pasted text" }).click();
  const open = page.getByTestId("import-result").getByRole("link", { name: "Open" });
  const exported = await page.request.get(`${await open.getAttribute("href")}/export`);
  expect(await exported.text()).toBe(text);
});

test("rename, archive and undo from the list, by keyboard", async ({ adminPage: page }) => {
  await importFiles(page, [
    "list.json",
    receptionText.replace('"name": "Reception"', '"name": "For the list"'),
  ]);
  await page.getByRole("link", { name: "Open" }).waitFor();

  await page.goto("/flows?q=For+the+list");
  await page.getByTestId("row-menu").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Rename" }).press("Enter");
  await page.getByRole("dialog").getByLabel("Name").fill("Renamed there");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("flash")).toContainText("“Renamed there” was saved.");

  await page.goto("/flows?q=Renamed+there");
  await page.getByTestId("row-menu").click();
  await page.getByRole("button", { name: "Archive" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("flow")).toHaveCount(1);
  await page.getByTestId("row-menu").click();
  await page.getByRole("button", { name: "Archive" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByTestId("flash")).toContainText("was archived");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByTestId("flash")).toContainText("back in the list");
});

test("a one-time link can be copied and lets somebody in", async ({ adminPage: page, browser }) => {
  await page.goto("/people");
  await page.getByLabel("Name", { exact: true }).fill("Vic Viewer");
  await page.getByLabel("Email", { exact: true }).fill("vic@example.com");
  await page.getByLabel("Role", { exact: true }).selectOption("viewer");
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByTestId("secret").inputValue();
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByText("Copied")).toBeVisible();

  const other = await browser.newContext();
  const vic = await other.newPage();
  await vic.goto(link);
  await vic.getByLabel("Password").fill("four unrelated little words");
  await vic.getByRole("button", { name: "Join" }).click();
  await expect(vic.getByRole("heading", { name: "Flows" })).toBeVisible();
  await expect(vic.getByRole("link", { name: "New flow" })).toHaveCount(0);
  await other.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`pages are accessible, ${colorScheme}`, async ({ adminPage: page }) => {
    await page.emulateMedia({ colorScheme });
    for (const path of [
      "/flows",
      "/flows/new",
      "/flows/import",
      "/flows?archived=1",
      "/people",
      "/tokens",
      "/account",
    ]) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((v) => `${path} ${v.id} ${v.nodes[0]?.target}`)).toEqual([]);
    }
  });
}
