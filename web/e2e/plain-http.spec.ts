import type { Page } from "@playwright/test";
import { DesignerPage, type FlowFile, importFlow } from "./designer";
import { createFirstAdmin } from "./fixtures";
import { receptionText } from "./flows";
import { Server } from "./server";
import { test as base, expect } from "./visitor";

interface Plain {
  /** The first admin at a Switchyard that is reached by name over plain http. */
  plainPage: Page;
}

const test = base.extend<Plain>({
  plainPage: async ({ browser, complaints }, use) => {
    // The port is known only once it listens: the second start is told the name.
    const first = await Server.start();
    await first.stop();
    const { port } = new URL(first.url);
    const url = `http://switchyard.test:${port}`;
    const server = await Server.start({
      dataDir: first.dataDir,
      addr: first.addr,
      env: { SWITCHYARD_URL: url },
    });
    const context = await browser.newContext({ baseURL: url });
    try {
      const page = await context.newPage();
      complaints.watch(page);
      await createFirstAdmin(page, await server.firstAdminLink());
      await use(page);
    } finally {
      await context.close();
      await server.remove();
    }
  },
});

test("by name over plain http the designer works, and pages say what that means", async ({
  plainPage: page,
}) => {
  const warning = "This connection is not encrypted";
  await expect(page.getByTestId("banner")).toContainText(warning);
  expect(page.url()).toContain("http://switchyard.test:");

  const designer = await importFlow(page, "plain.json", receptionText);
  await designer.fit();
  const missing = await page.evaluate(() => ({
    secure: window.isSecureContext,
    clipboard: "clipboard" in navigator,
    randomUUID: "randomUUID" in crypto,
  }));
  expect(missing, "the browser keeps these from plain http").toEqual({
    secure: false,
    clipboard: false,
    randomUUID: false,
  });

  const added = await designer.add("Play prompt", { x: 380, y: 520 });
  await designer.field("Text to speech or chat text").fill("Said over plain http.");
  await designer.saved();
  await designer.select(added);
  const before = await designer.identifiers();
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+v");
  await expect.poll(async () => (await designer.identifiers()).length).toBe(before.length + 1);
  await designer.saved();
  const said = (await draftOf(page)).Actions.filter(
    (action) => action.Parameters.Text === "Said over plain http.",
  );
  expect(new Set(said.map((action) => action.Identifier)).size).toBe(2);

  await page.reload();
  await new DesignerPage(page).saved();
  await designer.saveVersion("Over plain http");
  await designer.publish();
  await expect(page.getByText("v1 live")).toBeVisible();
});

test("the one-time link is made for that name, can be copied, and signing out works", async ({
  plainPage: page,
}) => {
  for (const path of ["/flows", "/flows/import", "/tokens", "/account"]) {
    await page.goto(path);
    await expect(page.getByTestId("banner"), path).toBeVisible();
  }
  await page.goto("/people");
  const form = page.getByTestId("add-person");
  await form.getByLabel("Name").fill("Paula Plain");
  await form.getByLabel("Email").fill("paula@example.com");
  await form.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByTestId("secret").inputValue();
  expect(link.startsWith(`${new URL(page.url()).origin}/link/`)).toBe(true);
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByText("Copied")).toBeVisible();
  await form.getByLabel("Name").press("Control+v");
  await expect(form.getByLabel("Name")).toHaveValue(link.slice(0, 100));

  await page.getByTestId("user-menu").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByTestId("banner")).toBeVisible();
});

/** The open flow's file, asked for by the page itself: only the browser knows where that name is. */
async function draftOf(page: Page): Promise<FlowFile> {
  const text = await page.evaluate(async () => (await fetch(`${location.pathname}/export`)).text());
  return JSON.parse(text) as FlowFile;
}
