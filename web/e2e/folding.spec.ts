import type { Page } from "@playwright/test";
import { accessible } from "./accessible";
import { boxOf, DesignerPage, openFlow, sendFlow } from "./designer";
import { expect, test } from "./fixtures";

/** Greet → Ask → Thank → End, where errors end too, and Ask plays nothing: an error. */
const chain = JSON.stringify({
  Version: "2019-10-30",
  StartAction: "Greet",
  Metadata: {
    entryPointPosition: { x: 20, y: 20 },
    ActionMetadata: Object.fromEntries(
      ["Greet", "Ask", "Thank", "End"].map((id, at) => [
        id,
        { position: { x: 120 + at * 190, y: 20 }, isFriendlyName: true },
      ]),
    ),
  },
  Actions: [
    ...[
      ["Greet", "Ask"],
      ["Ask", "Thank"],
      ["Thank", "End"],
    ].map(([id, next]) => ({
      Identifier: id,
      Type: "MessageParticipant",
      Parameters: id === "Ask" ? {} : { Text: `Say ${id}` },
      Transitions: { NextAction: next, Errors: [{ NextAction: "End", ErrorType: "NoMatchingError" }] },
    })),
    { Identifier: "End", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} },
  ],
});

const group = (page: Page) => page.locator(".cv-block[data-group]");
const frame = (page: Page) => page.locator(".cv-frame");

/** Selects Ask and Thank by keyboard, folds them and names the group. */
async function foldByKeyboard(one: DesignerPage, name: string): Promise<void> {
  const { page } = one;
  await one.block("Ask").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await expect(one.block("Thank")).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+g");
  const field = page.getByLabel("Name of the group");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("Group 1");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(group(page)).toBeFocused();
}

test("blocks are folded by keyboard into a named group that says what is in it, and unfolded", async ({
  openAs,
}) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Chain", chain);
  const one = await openFlow(ada, id);
  const two = await openFlow(await openAs("designer"), id);
  const viewer = new DesignerPage(await openAs("viewer"));
  await viewer.page.goto(`/flows/${id}`);
  const before = await one.export("draft");
  await expect(one.page.getByTestId("error-count")).toHaveText("1 error");
  await foldByKeyboard(one, "Returning <b>customers</b>");

  for (const { page, canvas } of [one, two, viewer]) {
    await expect(group(page).locator(".cv-title")).toHaveText("Returning <b>customers</b>");
    await expect(group(page)).toContainText("2 blocks");
    await expect(group(page).locator(".cv-badge")).toHaveText("1 error");
    await expect(group(page)).toHaveAttribute(
      "aria-label",
      /^Group, Returning <b>customers<\/b>, 2 blocks, 1 error/,
    );
    await expect(canvas.locator("[data-block=Ask]")).toBeHidden();
    await expect(canvas.locator(".cv-wire[data-from=Greet]")).toHaveCount(2);
    await expect(canvas.locator(".cv-wire[data-from^='group:']")).toHaveCount(3);
    // The outline has every block, whatever is folded.
    await expect(page.getByTestId("outline-item")).toHaveCount(4);
  }
  expect(await one.export("draft"), "groups are no part of the file").toBe(before);

  // Enter unfolds, for everybody; Ctrl+G folds again.
  await one.page.keyboard.press("Enter");
  await expect(frame(two.page)).toContainText("2 blocks · 1 error");
  await expect(two.block("Thank")).toBeVisible();
  await one.page.keyboard.press("Control+g");
  await expect(group(two.page)).toBeVisible();

  // What is kept is kept.
  await two.page.reload();
  await expect(group(two.page)).toBeVisible();

  // Unfolded, then taken away; and back.
  await accessible(one.page, "a folded group");
  await one.page.keyboard.press("Control+Shift+g");
  await expect(frame(viewer.page)).toBeVisible();
  await accessible(one.page, "the frame of a group");
  await one.page.keyboard.press("Control+Shift+g");
  await expect(frame(viewer.page)).toBeHidden();
  await expect(two.block("Ask")).toBeVisible();
  await one.page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(frame(viewer.page)).toBeVisible();
  await expect(frame(viewer.page)).toContainText("Returning <b>customers</b>");
  expect(await one.export("draft")).toBe(before);
});

test("a folded group is moved, wired and deleted as the blocks that it stands for", async ({ openAs }) => {
  const page = await openAs("designer");
  const one = await openFlow(page, await sendFlow(page.request, "Gestures", chain));
  await foldByKeyboard(one, "Middle");
  const id = (await group(page).getAttribute("data-block")) ?? "";
  const places = async () => {
    await one.saved();
    const { ActionMetadata } = (await one.json()).Metadata;
    return ["Ask", "Thank"].map((name) => ActionMetadata[name]!.position);
  };
  const before = await places();
  await one.drag(id, 60, 130);
  const moved = await places();
  expect(moved[0]!.y).toBeGreaterThan(before[0]!.y + 20);
  for (const axis of ["x", "y"] as const)
    expect(moved[1]![axis] - before[1]![axis], "both moved alike").toBe(moved[0]![axis] - before[0]![axis]);
  await page.keyboard.press("Control+z");
  expect(await places(), "one undo takes the move back").toEqual(before);

  const target = async (from: string) => {
    await one.saved();
    return (await one.json()).Actions.find(({ Identifier }) => Identifier === from)?.Transitions;
  };
  // A wire into the group leads to its entry: where most wires come in.
  await one.wire("Greet", "Error", id);
  expect((await target("Greet"))?.Errors?.[0]?.NextAction).toBe("Ask");
  // A port of the group is a branch of the block that has it.
  await one.wire(id, "Success", "Greet");
  expect((await target("Thank"))?.NextAction).toBe("Greet");

  await group(page).locator(".cv-title").click();
  await page.keyboard.press("Delete");
  await expect(page.locator(".notice").filter({ hasText: "Deleted 2 blocks" })).toContainText("Middle");
  expect(await one.identifiers()).toEqual(["Greet", "End"]);
  await expect(group(page)).toBeHidden();
  await page.keyboard.press("Control+z");
  await expect(group(page)).toContainText("2 blocks");
});

test("a group follows its blocks under other names, and comes back with a version", async ({ openAs }) => {
  const page = await openAs("designer");
  const one = await openFlow(page, await sendFlow(page.request, "Names", chain));
  await foldByKeyboard(one, "Middle");
  await one.saveVersion("with a group");
  await group(page).focus();
  await page.keyboard.press("Enter");
  await one.select("Ask");
  await page.keyboard.press("F2");
  await expect(page.getByLabel("Block name")).toBeFocused();
  await page.keyboard.type("Question");
  await page.keyboard.press("Enter");
  await expect(one.block("Question")).toBeVisible();
  await expect(frame(page)).toContainText("2 blocks");
  await one.saved();
  await page.reload();
  await expect(frame(page)).toContainText("2 blocks");
  await one.select("Question");
  await page.keyboard.press("Control+Shift+g");
  await expect(frame(page)).toBeHidden();
  await one.saved();

  const versions = await page.context().newPage();
  await versions.goto(`${page.url().replace(/[#?].*$/, "")}/versions`);
  await versions.getByLabel("Actions for version 1").click();
  await versions.getByRole("button", { name: "Restore to draft" }).click();
  await versions.getByRole("dialog").getByRole("button", { name: "Restore to draft" }).click();
  await expect(group(page)).toContainText("2 blocks");
});

test("the frame of an unfolded group moves, renames and folds it", async ({ openAs }) => {
  const page = await openAs("designer");
  const one = await openFlow(page, await sendFlow(page.request, "Frame", chain));
  await foldByKeyboard(one, "Middle");
  await group(page).locator(".cv-title").dblclick();
  await expect(frame(page)).toBeVisible();
  const before = await boxOf(one.block("Thank"));
  const frameBefore = await boxOf(frame(page));
  const head = await boxOf(frame(page).locator(".cv-frame-name"));
  await page.mouse.move(head.x + 4, head.y + 4);
  await page.mouse.down();
  await page.mouse.move(head.x + 40, head.y + 90, { steps: 5 });
  const during = await boxOf(frame(page));
  expect(during.y - frameBefore.y, "the frame goes along").toBeGreaterThan(60);
  await page.mouse.up();
  await one.saved();
  expect((await boxOf(one.block("Thank"))).y - before.y).toBeGreaterThan(60);

  await frame(page).locator(".cv-frame-name").dblclick();
  await page.keyboard.type("Heart");
  await page.keyboard.press("Enter");
  await expect(frame(page).locator(".cv-frame-name")).toHaveText("Heart");
  await page.keyboard.press("F2");
  await page.getByLabel("Name of the group").fill("Soul");
  await page.keyboard.press("Escape");
  await expect(frame(page).locator(".cv-frame-name")).toHaveText("Heart");

  await frame(page).getByRole("button", { name: "Fold the group" }).click();
  await expect(group(page)).toContainText("Heart");
  await expect(frame(page)).toBeHidden();
});

test("whoever looks for a hidden block is led to it, and others keep their group folded", async ({
  openAs,
}) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Search", chain);
  const one = await openFlow(ada, id);
  const viewer = new DesignerPage(await openAs("viewer"));
  await viewer.page.goto(`/flows/${id}`);
  await foldByKeyboard(one, "Middle");
  await expect(group(viewer.page)).toBeVisible();

  await viewer.page.keyboard.press("Control+f");
  await expect(viewer.page.getByRole("searchbox", { name: "Find in flow" })).toBeFocused();
  await viewer.page.keyboard.type("Thank");
  await viewer.page.keyboard.press("Enter");
  await expect(viewer.block("Thank")).toBeVisible();
  await expect(frame(viewer.page)).toBeVisible();
  await expect(group(one.page)).toBeVisible();

  // The problem of a hidden block, and its line in the outline.
  await one.page.keyboard.press("F8");
  await expect(one.block("Ask")).toHaveAttribute("data-selected", "");
  await frame(one.page).getByRole("button", { name: "Fold the group" }).click();
  await expect(group(one.page)).toBeVisible();
  await one.page.getByRole("tab", { name: "Outline" }).click();
  await one.page.getByTestId("outline-item").filter({ hasText: "Thank" }).click();
  await expect(one.block("Thank")).toBeVisible();

  // A viewer looks into groups too, and changes them for nobody.
  await viewer.page.locator(".cv-frame-fold").click();
  await expect(group(viewer.page)).toBeVisible();
  await group(viewer.page).locator(".cv-title").dblclick();
  await expect(viewer.block("Ask")).toBeVisible();
  await expect(viewer.page.locator(".notice.danger")).toHaveCount(0);
});
