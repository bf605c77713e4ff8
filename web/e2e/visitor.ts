import type { BrowserContext, Page } from "@playwright/test";
import { test as base } from "./fixtures";

export { expect } from "./fixtures";

interface Visitors {
  /** Opens a page in a browser of its own that nobody is signed in at. */
  visit: () => Promise<Page>;
}

export const test = base.extend<Visitors>({
  visit: async ({ server, browser, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL: server.url });
      contexts.push(context);
      const page = await context.newPage();
      complaints.watch(page);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});
