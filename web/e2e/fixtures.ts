import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { ConsoleWatch } from "./console";
import { Server } from "./server";

export { expect };

export type Role = "viewer" | "designer" | "admin";

interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

const password = "correct horse battery staple";

/** Who the tests sign in as, by role. */
export const people: Readonly<Record<Role, Person>> = {
  admin: { name: "Ada Admin", email: "ada@example.com", password },
  designer: { name: "Dora Designer", email: "dora@example.com", password },
  viewer: { name: "Vera Viewer", email: "vera@example.com", password },
};

export const admin = people.admin;

type Cookies = Awaited<ReturnType<BrowserContext["storageState"]>>;

interface WorkerFixtures {
  /** One server for all tests of a worker. */
  server: Server;
  /** Cookies of a signed-in person of a role; the first admin comes through the one-time link. */
  cookies: (role: Role) => Promise<Cookies>;
}

interface TestFixtures {
  /** What the pages of this test complained about; it fails when something is left. */
  complaints: ConsoleWatch;
  /** The complaints themselves, to be emptied where they belong to the test. */
  consoleErrors: string[];
  /** Opens a page in a browser context of its own, signed in. */
  openAs: (role: Role) => Promise<Page>;
  /** A page signed in as the admin. */
  adminPage: Page;
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

  cookies: [
    async ({ server, browser }, use) => {
      const known = new Map<Role, Cookies>();
      const firstAdmin = async () => {
        const context = await browser.newContext();
        await createFirstAdmin(await context.newPage(), await server.firstAdminLink());
        known.set("admin", await context.storageState());
        await context.close();
      };
      await firstAdmin();
      await use(async (role) => {
        let found = known.get(role);
        if (!found) {
          server.createUser(people[role].email, role, people[role].name, people[role].password);
          const context = await browser.newContext({ baseURL: server.url });
          await signIn(await context.newPage(), people[role]);
          found = await context.storageState();
          known.set(role, found);
          await context.close();
        }
        return found;
      });
    },
    { scope: "worker" },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the destructuring.
  complaints: async ({}, use) => {
    const watch = new ConsoleWatch();
    await use(watch);
    expect(watch.all, "what the pages complained about").toEqual([]);
  },

  consoleErrors: async ({ complaints }, use) => {
    await use(complaints.heard);
  },

  openAs: async ({ server, browser, cookies, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role) => {
      const context = await browser.newContext({ baseURL: server.url, storageState: await cookies(role) });
      contexts.push(context);
      const page = await context.newPage();
      complaints.watch(page);
      return page;
    });
    for (const context of contexts) await context.close();
  },

  adminPage: async ({ openAs }, use) => {
    await use(await openAs("admin"));
  },
});

/** Follows the one-time link of the terminal and makes the first admin. */
export async function createFirstAdmin(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Name").fill(admin.name);
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Create admin" }).click();
  await expect(page).toHaveURL(/\/flows/);
}

/** Signs in on the sign-in page, wherever that leads. */
export async function signIn(page: Page, person: Pick<Person, "email" | "password">): Promise<void> {
  await page.goto("/signin");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/flows/);
}
