import type { Locator, Page } from "@playwright/test";
import { boxOf, openText } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";

/** What has the focus, for the message of a failed test. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    const name = at?.getAttribute("aria-label") ?? at?.id ?? "";
    return at && at !== document.body ? `${at.tagName.toLowerCase()}.${at.className} ${name}`.trim() : "";
  });
}

/** A picture of what has the focus and a rim around it. */
async function picture(page: Page, at: Locator): Promise<Buffer> {
  const box = await at.boundingBox();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  if (!box) return Buffer.from("");
  const x = Math.max(0, box.x - 8);
  const y = Math.max(0, box.y - 8);
  const clip = {
    x,
    y,
    width: Math.max(1, Math.min(width - x, box.width + 16)),
    height: Math.max(1, Math.min(height - y, box.height + 16)),
  };
  return page.screenshot({ clip, animations: "disabled", caret: "hide" });
}

/** Goes through everything that Tab reaches; names what looks the same with the focus and without. */
async function unseen(page: Page, atMost: number): Promise<string[]> {
  const same: string[] = [];
  for (let presses = 0; presses < atMost; presses++) {
    await page.keyboard.press("Tab");
    const name = await focused(page);
    if (name === "") break;
    await page.evaluate(() => document.activeElement?.setAttribute("data-focus-probe", ""));
    const probe = page.locator("[data-focus-probe]");
    const seen = await picture(page, probe);
    await probe.evaluate((element: HTMLElement) => element.blur());
    const plain = await picture(page, probe);
    await probe.evaluate((element: HTMLElement) => {
      element.focus({ preventScroll: true });
      element.removeAttribute("data-focus-probe");
    });
    if (seen.equals(plain)) same.push(name);
  }
  return same;
}

for (const forcedColors of ["none", "active"] as const) {
  test(`the focus is seen wherever it goes, forced colours ${forcedColors}`, async ({ adminPage: page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ forcedColors });
    const designer = await openText(page, "Seen", receptionText);
    await designer.openProblems();
    await designer.select(blocks.welcome);
    await page.locator(".skip").focus();
    expect(await unseen(page, 70), "in the designer").toEqual([]);
    await page.goto("/flows");
    expect(await unseen(page, 25), "in the list of flows").toEqual([]);
  });
}

test("with forced colours selection, tabs and found rows are told by lines", async ({ adminPage: page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const designer = await openText(page, "Lines", receptionText);
  const border = (at: Locator, pseudo?: string) =>
    at.evaluate((element, which) => {
      const style = getComputedStyle(element, which);
      return `${style.borderTopWidth} ${style.borderTopColor} ${style.borderBottomColor}`;
    }, pseudo);
  await designer.select(blocks.welcome);
  expect(await border(designer.block(blocks.welcome), "::after")).not.toBe(
    await border(designer.block(blocks.hours), "::after"),
  );
  expect(await border(page.getByRole("tab", { name: "Blocks" }))).not.toBe(
    await border(page.getByRole("tab", { name: "Outline" })),
  );
  await page.keyboard.press("Control+k");
  const rows = page.getByRole("option");
  const outline = (at: Locator) => at.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect([await outline(rows.nth(0)), await outline(rows.nth(1))]).toEqual(["solid", "none"]);
});

/** That all of it is in the window. */
async function isInside(page: Page, at: Locator, what: string): Promise<void> {
  const box = await boxOf(at);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
  expect.soft(inside, `${what} is inside the window: ${JSON.stringify(box)}`).toBe(true);
}

/** Names controls of a row that lie on each other or leave the window. */
async function collisions(row: Locator): Promise<string[]> {
  return row.evaluate((element) => {
    const all = [...element.querySelectorAll("a, button, h1, .badge, output")].filter(
      (one) => !one.parentElement?.closest("button, a") && one.getBoundingClientRect().width > 1,
    );
    const boxes = all.map((one) => ({
      name: one.textContent || one.getAttribute("aria-label"),
      box: one.getBoundingClientRect(),
    }));
    const wrong = boxes
      .filter(({ box }) => box.right > innerWidth || box.left < 0)
      .map(({ name }) => `${name} is cut off`);
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const apart =
          a.box.right <= b.box.left + 1 ||
          b.box.right <= a.box.left + 1 ||
          a.box.bottom <= b.box.top + 1 ||
          b.box.bottom <= a.box.top + 1;
        if (!apart) wrong.push(`${a.name} lies on ${b.name}`);
      }
    }
    return wrong;
  });
}

test("at 200 % of a usual window everything is there and nothing is cut off", async ({
  browser,
  cookies,
  server,
  complaints,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({
    baseURL: server.url,
    storageState: await cookies("admin"),
    viewport: { width: 640, height: 400 },
    deviceScaleFactor: 2,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  complaints.watch(page);
  const faulty = receptionText.replace('"HoursOfOperationId"', '"HoursOfOperationIdentity"');
  const designer = await openText(page, "Near", faulty);
  await expect(page.getByTestId("error-count")).toHaveText("1 error");
  expect(await collisions(page.locator(".designer-header"))).toEqual([]);
  expect(await collisions(page.locator(".problems-bar"))).toEqual([]);
  const canvas = await boxOf(designer.canvas);
  expect(canvas.width, "the canvas has the window").toBe(640);
  expect(canvas.height).toBeGreaterThan(220);

  const here = async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
    await page.keyboard.type("Welcome");
    await page.keyboard.press("Enter");
    await expect(designer.block(blocks.welcome)).toBeFocused();
  };
  // What gets the focus comes out, and goes again.
  await here();
  await page.keyboard.press("Enter");
  await isInside(page, page.getByLabel("Block name"), "the block's name");
  await page.keyboard.press("Escape");
  await expect(designer.block(blocks.welcome)).toBeFocused();
  await page.keyboard.press("/");
  await isInside(page, page.getByRole("searchbox", { name: "Search blocks" }), "the search for blocks");
  const name = await boxOf(page.locator(".palette-name").filter({ hasText: "Store customer input" }));
  const channels = await boxOf(page.locator(".palette-channels").first());
  expect(channels.y >= name.y + name.height || channels.x >= name.x + name.width).toBe(true);
  await here();
  await page.keyboard.press("Shift+L");
  await isInside(page, page.getByRole("tab", { name: "Outline" }), "the left panel");
  expect((await boxOf(designer.canvas)).width).toBeGreaterThan(400);
  await page.keyboard.press("Shift+L");

  for (const key of ["?", "Control+k", "Alt+c", "Control+s", "Shift+P"]) {
    await here();
    await page.keyboard.press(key);
    const dialog = page.getByRole("dialog");
    await isInside(page, dialog, `what ${key} opens`);
    expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth), key).toBeLessThanOrEqual(0);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  }
  await here();
  await page.keyboard.press("Control+f");
  await isInside(page, page.locator(".find-bar"), "find");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+J");
  await isInside(page, page.getByRole("textbox", { name: "JSON of the flow" }).locator(".."), "the JSON");
  await page.getByRole("button", { name: "Close the JSON" }).click();

  for (const path of ["/flows", "/flows/import", "/people", "/rules", "/tokens", "/account"]) {
    await page.goto(path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(over, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  await context.close();
});

test("who wants less motion sees none", async ({ adminPage: page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const designer = await openText(page, "Still", receptionText);
  await designer.select(blocks.welcome);
  await page.getByRole("button", { name: "Zoom in" }).click();
  await page.getByRole("button", { name: /^Show everything/ }).click();
  await page.keyboard.press("Control+k");
  const moving = await page.evaluate(
    () =>
      document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().duration) > 0).length,
  );
  expect(moving, "animations and transitions that run").toBe(0);
});

test("no key that means a command is taken from a field or a note", async ({ adminPage: page }) => {
  const designer = await openText(page, "Typed", receptionText);
  const before = (await designer.json()).Actions.map((action) => action.Identifier);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  const keys = await page.getByRole("dialog").locator("kbd").allTextContents();
  await page.keyboard.press("Escape");
  // Characters that are commands, alone or with Shift: in a field they are text.
  const characters = [...new Set(keys.map((key) => /^(?:Shift\+)?([!-~])$/.exec(key)?.[1] ?? ""))].filter(
    (one) => one !== "",
  );
  expect(characters).toEqual(expect.arrayContaining(["/", "?", "T", "J", "P", "L", "R", "F"]));
  const text = characters.flatMap((one) => [one, one.toLowerCase()]).join("");

  await designer.select(blocks.welcome);
  const prompt = designer.field("Text to speech or chat text");
  await prompt.fill("");
  await page.keyboard.type(text);
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(prompt).toBeFocused();
  await expect(prompt).toHaveValue(text);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(prompt).toHaveValue("");
  await page.keyboard.type(text);
  await page.keyboard.press("Escape");

  await page.keyboard.press("Alt+n");
  await page.keyboard.type(text);
  await expect(page.getByLabel("Text of the note")).toHaveValue(text);
  await page.keyboard.press("Control+Enter");
  await expect(designer.canvas.getByRole("note")).toContainText(text);
  for (const [tab, name] of [
    ["Blocks", "Search blocks"],
    ["Outline", "Search the outline"],
  ] as const) {
    await page.getByRole("tab", { name: tab }).click();
    const field = page.getByRole("searchbox", { name });
    await field.focus();
    await page.keyboard.type(text);
    await expect(field).toHaveValue(text);
  }
  await page.keyboard.press("Control+f");
  await page.keyboard.type(text);
  await expect(page.getByRole("searchbox", { name: "Find in flow" })).toHaveValue(text);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await designer.saved();
  const { Actions, Metadata } = await designer.json();
  expect(Actions.map((action) => action.Identifier)).toEqual(before);
  expect(Metadata.ActionMetadata[blocks.welcome]?.position).toEqual({ x: 370.5, y: 20 });
  await expect(page.getByTestId("announcer")).not.toContainText("Moved");
});
