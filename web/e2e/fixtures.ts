import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { Server } from "./server";

export { expect };

/** Who the tests sign in as first. */
export const admin = {
  name: "Ada Admin",
  email: "ada@example.com",
  password: "correct horse battery staple",
};

interface WorkerFixtures {
  /** One server for all tests of a worker, with the first admin made. */
  server: Server;
  /** Cookies of the signed-in first admin. */
  adminState: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

interface TestFixtures {
  /** A page signed in as the admin; the test fails when anything went to the console as an error. */
  adminPage: Page;
  /** Errors that the page reported so far. */
  consoleErrors: string[];
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the destructuring.
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.remove();
    },
    { scope: "worker" },
  ],

  adminState: [
    async ({ server, browser }, use) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await createFirstAdmin(page, await server.firstAdminLink());
      await use(await context.storageState());
      await context.close();
    },
    { scope: "worker" },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the destructuring.
  consoleErrors: async ({}, use) => {
    await use([]);
  },

  adminPage: async ({ server, adminState, browser, consoleErrors }, use) => {
    const context = await browser.newContext({ baseURL: server.url, storageState: adminState });
    const page = await context.newPage();
    watchConsole(page, consoleErrors);
    await use(page);
    await context.close();
    expect(consoleErrors, "errors in the browser's console").toEqual([]);
  },
});

/** Collects what the page complains about: exceptions, console errors, refused content. */
export function watchConsole(page: Page, errors: string[]): void {
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
}

/** Follows the one-time link of the terminal and makes the first admin. */
export async function createFirstAdmin(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Name").fill(admin.name);
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Create admin" }).click();
  await expect(page).toHaveURL(/\/flows/);
}
