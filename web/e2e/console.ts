import type { Page } from "@playwright/test";

/** Collects what pages complain about: exceptions, console errors, refused content, questions of the browser. */
export class ConsoleWatch {
  readonly heard: string[] = [];
  private readonly expected: RegExp[] = [];

  watch(page: Page): void {
    page.on("pageerror", (error) => this.heard.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.heard.push(`${message.text()} (${message.location().url})`);
    });
  }

  /** Complaints that belong to what the test does: a lost connection cannot go unnoticed by a browser. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** What nobody expected, so far. */
  get all(): string[] {
    return this.heard.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }
}
