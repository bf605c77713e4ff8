import type { Page } from "@playwright/test";
import type { ConsoleWatch } from "./console";
import { DesignerPage } from "./designer";
import { expect, signIn, test } from "./fixtures";
import { hostileText, injected, payloads } from "./hostile-flow";
import { Server } from "./server";

const [script, image] = payloads;
const mallory = { email: "mallory@example.com", password: "four unrelated little words" };

/** A page of somebody whose own name is an attack, and everything that it did wrong. */
class Suspect {
  readonly wrong: string[] = [];

  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {
    page.on("dialog", (dialog) => {
      this.wrong.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("popup", (popup) => this.wrong.push(`a window: ${popup.url()}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(this.origin) && !request.url().startsWith("data:"))
        this.wrong.push(`a request: ${request.url()}`);
    });
  }

  /** Goes to a page and looks at it. */
  async visit(path: string): Promise<void> {
    await this.page.goto(path);
    await this.harmless(path);
  }

  /** Nothing came of the texts: no element, no attribute, no shared property. */
  async harmless(where: string): Promise<void> {
    const made = await this.page
      .locator(injected)
      .evaluateAll((elements) => elements.map((element) => element.outerHTML.slice(0, 200)));
    for (const element of made) this.wrong.push(`${where}: ${element}`);
    const polluted = await this.page.evaluate(() => {
      const any: { polluted?: unknown } = {};
      return any.polluted !== undefined || typeof Object.prototype.toString !== "function";
    });
    if (polluted) this.wrong.push(`${where}: every object has a property more`);
    expect(this.wrong).toEqual([]);
  }
}

async function enter(page: Page, server: Server, complaints: ConsoleWatch): Promise<Suspect> {
  complaints.watch(page);
  const suspect = new Suspect(page, server.url);
  server.createUser(mallory.email, "admin", image, mallory.password);
  await signIn(page, mallory);
  await suspect.harmless("signing in");
  return suspect;
}

/** Imports the flow under a file name that is an attack too, and gives it a name that is one. */
async function bringIn({ page }: Suspect): Promise<string> {
  await page.goto("/flows/import");
  const name = `${image}.json`;
  await page
    .getByTestId("files")
    .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(hostileText) });
  const row = page.getByTestId("import-result");
  await expect(row).toContainText("Imported");
  const link = await row.getByRole("link", { name: "Open" }).getAttribute("href");
  const id = link?.split("/")[2] ?? "";
  const renamed = await page.request.patch(`/flows/${id}`, {
    data: { name: script, description: payloads.join(" ") },
  });
  expect(renamed.status()).toBe(200);
  return id;
}

test("text of a hostile flow stays text on every page", async ({ browser, complaints }) => {
  test.setTimeout(120_000);
  // A browser notes each page that is not there.
  complaints.expect(/status of 4(04|00|10|22)/);
  // People whose names are attacks stay among themselves.
  const server = await Server.start();
  const context = await browser.newContext({ baseURL: server.url });
  const suspect = await enter(await context.newPage(), server, complaints);
  const { page } = suspect;
  const id = await bringIn(suspect);
  await suspect.harmless("import");

  await test.step("designer", async () => {
    await page.goto(`/flows/${id}`);
    const designer = new DesignerPage(page);
    await designer.saved();
    await lookAtEverything(designer, suspect);
    expect(await designer.export("draft")).toBe(hostileText);
    await changeSomething(designer, suspect);
    await publishIt(designer, suspect);
  });

  await test.step("pages of the flow", async () => {
    await suspect.visit("/flows");
    await page.getByTestId("row-menu").first().click();
    await page.getByRole("link", { name: "Rename" }).first().click();
    await suspect.harmless("rename");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByTestId("row-menu").first().click();
    await page.getByRole("button", { name: "Archive" }).first().click();
    await suspect.harmless("archive");
    await page.keyboard.press("Escape");
    for (const path of ["", "/versions", "/versions/1/publish", "/settings"])
      await suspect.visit(`/flows/${id}${path}`);
  });

  await test.step("what people type elsewhere", async () => {
    for (const payload of payloads) await suspect.visit(`/flows?q=${encodeURIComponent(payload)}`);
    await addPerson(suspect);
    await addToken(suspect);
  });

  await test.step("pages that are not there", async () => {
    for (const payload of [script, image, payloads[3]]) {
      const path = encodeURIComponent(payload);
      for (const at of [
        `/${path}`,
        `/flows/${path}`,
        `/flows/${id}/versions/${path}/publish`,
        `/link/${path}`,
      ])
        await suspect.visit(at);
    }
    await suspect.visit("/flows?cursor=%3Cscript%3E");
    await page.getByTestId("user-menu").click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await suspect.visit("/signin?next=javascript:alert(1)");
    await suspect.visit("/signin?next=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
  });
  expect(suspect.wrong).toEqual([]);
  await context.close();
  await server.remove();
});

/** Every block with its properties and its JSON, the outline, and the list of problems. */
async function lookAtEverything(designer: DesignerPage, suspect: Suspect): Promise<void> {
  const { page } = designer;
  await page.getByRole("tab", { name: "Outline" }).click();
  const items = page.getByTestId("outline-item");
  await expect(items).toHaveCount(payloads.length);
  for (const item of await items.all()) {
    await item.click();
    await page.getByText("JSON of this block").click();
    await suspect.harmless((await item.textContent()) ?? "a block");
  }
  await designer.openProblems();
  await expect(designer.problems.first()).toBeVisible();
  await page.keyboard.press("F8");
  await designer.fit();
  await suspect.harmless("problems");
}

/** Types, renames and pastes what it is full of. */
async function changeSomething(designer: DesignerPage, suspect: Suspect): Promise<void> {
  const { page } = designer;
  await page.getByTestId("outline-item").first().click();
  for (const payload of payloads) {
    await designer.field("Block name").fill(payload);
    await designer.field("Block name").blur();
    await suspect.harmless(`renaming to ${payload}`);
  }
  await page.getByRole("tab", { name: "Blocks" }).click();
  await page.getByRole("searchbox", { name: "Search blocks" }).fill(image);
  await suspect.harmless("palette");
  await page.getByRole("searchbox", { name: "Search blocks" }).fill("");
  await page.keyboard.press("Escape");
  await designer.canvas.evaluate((canvas, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    data.setData("text/html", "<img src=x onerror=alert(1)>");
    canvas.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  }, hostileText);
  await expect(page.getByTestId("outline-item")).toHaveCount(2 * payloads.length);
  await designer.saved();
  await suspect.harmless("after a paste");
}

async function publishIt(designer: DesignerPage, suspect: Suspect): Promise<void> {
  await designer.saveVersion(payloads.join(" "));
  await suspect.harmless("a version saved");
  await designer.page.getByRole("button", { name: "Publish", exact: true }).click();
  await suspect.harmless("the publish dialog");
  await designer.page
    .getByRole("dialog")
    .getByRole("button", { name: /^Publish/ })
    .click();
  await expect(designer.page.getByText("v1 live")).toBeVisible();
}

async function addPerson(suspect: Suspect): Promise<void> {
  const { page } = suspect;
  for (const [at, payload] of [script, image].entries()) {
    await page.goto("/people");
    const form = page.getByTestId("add-person");
    await form.getByLabel("Name").fill(payload);
    await form.getByLabel("Email").fill(`hostile${at}@example.com`);
    await form.getByRole("button", { name: "Make a link" }).click();
    await suspect.harmless("people");
    await page.goto(await page.getByTestId("secret").inputValue());
    await suspect.harmless("an invitation");
  }
}

async function addToken(suspect: Suspect): Promise<void> {
  const { page } = suspect;
  for (const payload of [script, image]) {
    await page.goto("/tokens");
    await page.getByLabel("New token").fill(payload);
    await page.getByRole("button", { name: "Create token" }).click();
    await suspect.harmless("tokens");
  }
}
