import { expect, type Page } from "@playwright/test";

/** What the designer's live region says, in order: a screen reader reads each once. */
export class Heard {
  /** The saying that was waited for last. */
  private at = 0;

  private constructor(private readonly page: Page) {}

  /** Listens from now on. */
  static async from(page: Page): Promise<Heard> {
    await page.getByTestId("announcer").evaluate((region) => {
      const heard: string[] = [];
      const observer = new MutationObserver((records) => {
        for (const { addedNodes } of records) {
          for (const node of addedNodes) heard.push(node.textContent ?? "");
        }
      });
      observer.observe(region, { childList: true });
      Object.assign(window, { heard });
    });
    return new Heard(page);
  }

  all(): Promise<string[]> {
    return this.page.evaluate(() => [...(window as unknown as { heard: string[] }).heard]);
  }

  /** Waits until this is said, in or after what was waited for before. */
  async says(text: string | RegExp): Promise<void> {
    const matching = (one: string) => (typeof text === "string" ? one.includes(text) : text.test(one));
    const found = async () => (await this.all()).findIndex((one, index) => index >= this.at && matching(one));
    await expect.poll(found, { message: `hears ${text}` }).toBeGreaterThanOrEqual(0);
    this.at = await found();
  }
}
