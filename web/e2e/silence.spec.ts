import { DesignerPage, openFlow, sendFlow } from "./designer";
import { expect, test } from "./fixtures";

const island = JSON.stringify({
  Version: "2019-10-30",
  StartAction: "a",
  Metadata: {
    ActionMetadata: { a: { position: { x: 200, y: 40 } }, island: { position: { x: 200, y: 300 } } },
  },
  Actions: ["a", "island"].map((id) => ({
    Identifier: id,
    Type: "DisconnectParticipant",
    Parameters: {},
    Transitions: {},
  })),
});

test("a finding is silenced by keyboard, others see it, and it is shown again", async ({ openAs }) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Island", island);
  const one = await openFlow(ada, id);
  const two = await openFlow(await openAs("designer"), id);
  const viewer = new DesignerPage(await openAs("viewer"));
  await viewer.page.goto(`/flows/${id}`);
  const bar = one.page.locator(".problems-bar");
  await expect(bar).toContainText("1 warning");

  await bar.focus();
  await one.page.keyboard.press("Enter");
  await one.page.keyboard.press("Tab");
  await expect(one.page.getByTestId("problem")).toBeFocused();
  await one.page.keyboard.press("Tab");
  await expect(one.page.getByTestId("problem").locator("..").getByTestId("silence")).toBeFocused();
  await one.page.keyboard.press("Enter");
  const reason = one.page.getByLabel("Why may it stay?");
  await expect(reason).toBeFocused();
  await one.page.keyboard.press("Enter");
  await expect(one.page.getByTestId("silence-form")).toContainText("Say why");
  await one.page.keyboard.press("Escape");
  await expect(reason).toBeHidden();
  await one.page.keyboard.press("Enter");
  await one.page.keyboard.type("Kept for <b>Christmas</b>");
  await one.page.keyboard.press("Enter");
  await expect(one.page.getByTestId("warning-count")).toHaveText("0 warnings");
  await expect(bar).toBeFocused();

  for (const other of [two, viewer]) {
    await expect(other.page.getByTestId("warning-count")).toHaveText("0 warnings");
    await expect(other.page.getByTestId("silenced-count")).toHaveText("1 silenced");
    await other.page.locator(".problems-bar").click();
    await other.page.getByText("Silenced (1)").click();
    await expect(other.page.getByTestId("silenced-row")).toContainText(
      "“Kept for <b>Christmas</b>” — Ada Admin",
    );
    await expect(other.page.getByTestId("silenced-row")).toContainText("island");
  }
  await expect(viewer.page.getByRole("button", { name: /^Show again/ })).toBeHidden();

  // It is at the block, not at its name.
  await two.select("island");
  await two.field("Block name").fill("Reef");
  await two.page.keyboard.press("Enter");
  await two.saved();
  await expect(viewer.page.getByTestId("silenced-row")).toContainText("Reef");
  await expect(viewer.page.getByTestId("warning-count")).toHaveText("0 warnings");

  await two.page.getByRole("button", { name: "Show again: unreachable-block, Reef" }).click();
  await expect(one.page.getByTestId("warning-count")).toHaveText("1 warning");
  await expect(one.page.getByTestId("silenced-count")).toBeHidden();
  await expect(viewer.page.getByTestId("silenced")).toBeHidden();
});

test("a finding is silenced at its block, and what the server refuses is said there", async ({
  openAs,
  complaints,
}) => {
  complaints.expect(/422/);
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Island", island);
  const one = await openFlow(ada, id);
  await one.select("island");
  const finding = one.page.getByTestId("block-finding");
  await finding.getByTestId("silence").click();
  await one.page.getByLabel("Why may it stay?").fill("known");
  await ada.route("**/silences", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "no_finding", detail: "This rule finds nothing here." }),
    }),
  );
  await one.page.keyboard.press("Enter");
  await expect(finding).toContainText("This rule finds nothing here.");
  await ada.unroute("**/silences");
  await one.page.keyboard.press("Enter");
  await expect(finding).toBeHidden();
  await expect(one.block("island")).toBeVisible();
  await one.page.getByRole("status").getByRole("button", { name: "Show again" }).click();
  await expect(finding).toBeVisible();
});
