import type { Page } from "@playwright/test";
import { DesignerPage } from "./designer";
import { expect, test } from "./fixtures";

/** Somebody who has only a keyboard. */
class Typist {
  readonly designer: DesignerPage;

  constructor(readonly page: Page) {
    this.designer = new DesignerPage(page);
  }

  /** Presses Tab until what has the focus goes by that name. */
  async tabTo(name: RegExp): Promise<void> {
    for (let presses = 0; presses < 120; presses++) {
      if (name.test(await this.focusName())) return;
      await this.page.keyboard.press("Tab");
    }
    expect(await this.focusName(), "what Tab reaches").toMatch(name);
  }

  /** Types over what a field holds. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.type(text);
  }

  /** Adds a block after the one with the focus; it then has the focus. */
  async add(name: string, title: string): Promise<void> {
    await this.page.keyboard.press("/");
    await expect(this.page.getByRole("searchbox", { name: "Search blocks" })).toBeFocused();
    await this.type(name);
    await this.page.keyboard.press("Enter");
    await this.rename(title);
  }

  /** Names the selected block and goes back to it. */
  async rename(title: string): Promise<void> {
    await this.page.keyboard.press("F2");
    await expect(this.page.getByLabel("Block name")).toBeFocused();
    await this.type(title);
    await this.page.keyboard.press("Enter");
    await expect(this.designer.block(title)).toBeFocused();
  }

  /** Goes to a block by its name. */
  async goTo(title: string): Promise<void> {
    await this.page.keyboard.press("Control+k");
    await expect(this.page.getByRole("combobox", { name: "Commands and blocks" })).toBeFocused();
    await this.page.keyboard.type(title);
    await this.page.keyboard.press("Enter");
    await expect(this.designer.block(title)).toBeFocused();
  }

  /** Fills a setting of the block with the focus and goes back to the block. */
  async set(label: RegExp, value: string): Promise<void> {
    await this.page.keyboard.press("Enter");
    await this.tabTo(label);
    // First the choice between several settings, then the one that is chosen.
    const isChoice = await this.page.evaluate(() => document.activeElement instanceof HTMLSelectElement);
    if (isChoice) {
      await this.page.keyboard.press("Tab");
      await this.tabTo(label);
    }
    await this.page.keyboard.type(value);
    await this.page.keyboard.press("Escape");
  }

  /** Leads a branch of the block with the focus to another block. */
  async connect(branch: string, target: string): Promise<void> {
    await this.page.keyboard.press("Alt+c");
    const branches = this.page.getByRole("dialog", { name: /^Branch of/ });
    const targets = this.page.getByRole("dialog", { name: /leads to$/ });
    await expect(branches.or(targets)).toBeVisible();
    if (await branches.isVisible()) {
      await this.page.keyboard.type(branch);
      await this.page.keyboard.press("Enter");
    }
    await expect(targets).toBeVisible();
    await this.page.keyboard.type(target);
    await this.page.keyboard.press("Enter");
    await expect(targets).toBeHidden();
  }

  private focusName(): Promise<string> {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement)) return "";
      const label =
        at.getAttribute("aria-label") ?? (at as HTMLInputElement).labels?.[0]?.textContent ?? at.textContent;
      return (label ?? "").trim();
    });
  }
}

const arn = (kind: string, id: string) => `arn:aws:connect:eu-west-2:111122223333:instance/i/${kind}/${id}`;

test("a whole flow is built, configured and published with the keyboard alone", async ({
  adminPage: page,
}) => {
  test.setTimeout(120_000);
  const typist = new Typist(page);
  const { designer } = typist;
  await page.goto("/flows");
  await typist.tabTo(/^New flow$/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/flows\/new/);
  await typist.tabTo(/^Name/);
  await page.keyboard.type("Keyboard line");
  await page.keyboard.press("Enter");
  await designer.saved();

  await typist.tabTo(/^Skip to canvas$/);
  await page.keyboard.press("Enter");
  await typist.add("play prompt", "Hello");
  await typist.set(/^Text to speech or chat text/, "Thank you for calling.");
  await typist.add("get customer input", "Menu");
  await typist.set(/^Text to speech or chat text/, "For sales press 1, for service 2, for our hours 3.");
  await page.keyboard.press("Enter");
  for (const value of ["1", "2", "3"]) {
    if ((await page.getByLabel(new RegExp(`^= ${value} leads to`)).count()) > 0) continue;
    await typist.tabTo(/^Add condition$/);
    await page.keyboard.press("Enter");
    await expect(page.getByLabel(new RegExp(`^= ${value} leads to`))).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await typist.add("disconnect", "Bye");
  await typist.goTo("Menu");
  await typist.add("check hours", "Open");
  await typist.set(/^Hours of operation/, arn("operating-hours", "h"));
  await typist.add("set working queue", "Sales");
  await typist.set(/^Queue/, arn("queue", "sales"));
  await typist.add("transfer to queue", "Wait");
  await typist.goTo("Menu");
  await typist.add("set working queue", "Service");
  await typist.set(/^Queue/, arn("queue", "service"));

  const wires: [string, [string, string][]][] = [
    [
      "Hello",
      [
        ["Success", "Menu"],
        ["Error", "Bye"],
      ],
    ],
    [
      "Menu",
      [
        ["= 1", "Open"],
        ["= 2", "Service"],
        ["= 3", "Open"],
        ["Timeout", "Bye"],
        ["Default", "Bye"],
        ["Error", "Bye"],
      ],
    ],
    [
      "Open",
      [
        ["In hours", "Sales"],
        ["Out of hours", "Bye"],
        ["Error", "Bye"],
      ],
    ],
    [
      "Sales",
      [
        ["Success", "Wait"],
        ["Error", "Bye"],
      ],
    ],
    [
      "Service",
      [
        ["Success", "Wait"],
        ["Error", "Bye"],
      ],
    ],
    [
      "Wait",
      [
        ["At capacity", "Bye"],
        ["Error", "Bye"],
      ],
    ],
  ];
  for (const [from, branches] of wires) {
    await typist.goTo(from);
    for (const [branch, target] of branches) await typist.connect(branch, target);
  }
  await designer.saved();
  await expect(page.getByTestId("error-count")).toHaveText("0 errors");

  await page.keyboard.press("Control+s");
  await expect(page.getByRole("dialog", { name: "Save a version" })).toBeVisible();
  await page.keyboard.type("Built by keyboard");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Save a version" })).toBeHidden();
  await typist.tabTo(/^Publish$/);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: /^Publish to/ });
  await expect(dialog).toBeVisible();
  await typist.tabTo(/^Publish/);
  await page.keyboard.press("Enter");
  await expect(page.getByText("v1 live")).toBeVisible();

  const live = JSON.parse(await designer.export("environment:Local"));
  const types = live.Actions.map((action: { Type: string }) => action.Type).sort();
  expect(types).toEqual([
    "CheckHoursOfOperation",
    "DisconnectParticipant",
    "GetParticipantInput",
    "MessageParticipant",
    "TransferContactToQueue",
    "UpdateContactTargetQueue",
    "UpdateContactTargetQueue",
  ]);
});
