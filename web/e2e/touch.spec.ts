import type { CDPSession, Page } from "@playwright/test";
import { actionOf, boxOf, openText } from "./designer";
import { expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** Fingers on the glass, as the browser's own touch events. */
class Touch {
  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<Touch> {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
    return new Touch(session);
  }

  async down(...fingers: Finger[]): Promise<void> {
    await this.send("touchStart", fingers);
  }

  async move(...fingers: Finger[]): Promise<void> {
    await this.send("touchMove", fingers);
  }

  async up(): Promise<void> {
    await this.send("touchEnd", []);
  }

  /** One finger from here to there, in steps that a finger takes. */
  async drag(from: Finger, to: Finger, steps = 8): Promise<void> {
    await this.down(from);
    for (let i = 1; i <= steps; i++) {
      await this.move({
        x: from.x + ((to.x - from.x) * i) / steps,
        y: from.y + ((to.y - from.y) * i) / steps,
      });
    }
    await this.up();
  }

  private async send(
    type: "touchStart" | "touchMove" | "touchEnd",
    fingers: readonly Finger[],
  ): Promise<void> {
    const touchPoints = fingers.map(({ x, y }, id) => ({ x, y, id }));
    await this.session.send("Input.dispatchTouchEvent", { type, touchPoints });
  }
}

test("fingers pan, pinch, add, move and wire", async ({ adminPage: page }) => {
  const designer = await openText(page, "Touch", receptionText);
  const touch = await Touch.on(page);
  const canvas = await boxOf(designer.canvas);
  const free = { x: canvas.x + canvas.width - 60, y: canvas.y + 40 };

  const before = await boxOf(designer.block(blocks.hours));
  await touch.drag(free, { x: free.x - 80, y: free.y + 30 });
  const panned = await boxOf(designer.block(blocks.hours));
  expect(Math.round(panned.x - before.x)).toBe(-80);
  expect(Math.round(panned.y - before.y)).toBe(30);

  const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
  const apart = (d: number): [Finger, Finger] => [
    { x: middle.x - d, y: middle.y },
    { x: middle.x + d, y: middle.y },
  ];
  await touch.down(...apart(60));
  for (const d of [70, 80, 90]) await touch.move(...apart(d));
  await touch.up();
  await expect
    .poll(async () => (await boxOf(designer.block(blocks.hours))).width / panned.width)
    .toBeGreaterThan(1.3);
  await designer.fit();

  const item = await boxOf(page.getByTestId("palette-item").filter({ hasText: /^Play prompt/ }));
  const ids = await designer.identifiers();
  await touch.drag(
    { x: item.x + 30, y: item.y + item.height / 2 },
    { x: canvas.x + canvas.width - 130, y: canvas.y + 90 },
    12,
  );
  await expect.poll(async () => (await designer.identifiers()).length).toBe(ids.length + 1);
  const added = (await designer.identifiers()).find((id) => !ids.includes(id)) ?? "";
  await designer.fit();

  const head = await boxOf(designer.block(added).locator(".cv-title"));
  await touch.drag({ x: head.x + 8, y: head.y + 5 }, { x: head.x + 8, y: head.y + 65 });
  await designer.saved();
  const moved = await boxOf(designer.block(added).locator(".cv-title"));
  expect(moved.y - head.y).toBeGreaterThan(40);

  const port = await boxOf(designer.port(blocks.closed, "Success"));
  const target = await boxOf(designer.block(added));
  await touch.drag(
    { x: port.x + port.width - 1, y: port.y + port.height / 2 },
    { x: target.x + target.width / 3, y: target.y + 12 },
    12,
  );
  await designer.saved();
  expect(actionOf(await designer.json(), blocks.closed).Transitions.NextAction).toBe(added);
});

test("a finger that rests on a block opens its menu", async ({ adminPage: page }) => {
  const designer = await openText(page, "Long press", receptionText);
  const touch = await Touch.on(page);
  const head = await boxOf(designer.block(blocks.welcome).locator(".cv-title"));
  await touch.down({ x: head.x + 8, y: head.y + 5 });
  const menu = page.getByRole("menu", { name: "Block" });
  await expect(menu).toBeVisible();
  await touch.up();
  await expect(menu).toBeVisible();
  await menu.getByRole("menuitem", { name: /^Duplicate/ }).click();
  await expect.poll(async () => (await designer.identifiers()).length).toBe(8);
});
