import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { accessible } from "./accessible";
import { type DesignerPage, openText, sendFlow } from "./designer";
import { blocks, receptionText } from "./flows";
import { Server } from "./server";
import { expect, test } from "./visitor";

const top = resolve(import.meta.dirname, "../..");

/** The reception flow with a mistake in it, so that findings are shown too. */
const faulty = receptionText.replace('"HoursOfOperationId"', '"HoursOfOperationIdentity"');

const oldExport = resolve(
  top,
  "../shared/corpus/flows/real",
  "aws-solutions__qnabot-on-aws__source__lambda__connect__flowsv2__contactflowLexV2.json",
);

/** GET routes that answer with data, files or another page. */
const noPages = new Set([
  "/",
  "/healthz",
  "/readyz",
  "/metrics",
  "/static/*",
  "/api/v1/openapi.json",
  "/flows/export.zip",
  "/flows/{id}/export",
  "/flows/{id}/modules",
  "/flows/{id}/live",
]);

/** Every page there is, from the table that the server routes by. */
async function pageRoutes(): Promise<string[]> {
  const table = await readFile(resolve(top, "internal/server/routes.go"), "utf8");
  const paths = [...table.matchAll(/method: "GET", path: "([^"]+)"/g)].map(([, path = ""]) => path);
  expect(paths.length, "GET routes in routes.go").toBeGreaterThan(20);
  return paths.filter((path) => !path.startsWith("/api/v1/flows") && !noPages.has(path));
}

async function pressed(designer: DesignerPage, key: string, role: "dialog" | "menu", what: string) {
  const { page } = designer;
  await page.keyboard.press(key);
  await expect(page.getByRole(role)).toBeVisible();
  await accessible(page, what);
  await page.keyboard.press("Escape");
  await expect(page.getByRole(role)).toHaveCount(0);
}

test("every page can be used by everybody", async ({ adminPage: page, visit, complaints }) => {
  test.setTimeout(180_000);
  complaints.expect(/status of 4(04|10)/);
  const id = await sendFlow(page.request, "Accessible", faulty);
  const old = await sendFlow(page.request, "Old", await readFile(oldExport));
  const module = await sendFlow(
    page.request,
    "Accessible module",
    receptionText.replace('"Actions"', '"Settings":{},"Actions"'),
    "MODULE",
  );
  await page.goto(`/flows/${id}/versions`);
  await page.getByLabel("Message for the next version").fill("To be looked at");
  await page.getByRole("button", { name: "Save version" }).click();
  await expect(page.getByTestId("version")).toHaveCount(1);
  await page.goto("/people");
  await page.getByTestId("add-person").getByLabel("Name").fill("Nora New");
  await page.getByTestId("add-person").getByLabel("Email").fill(`nora-${id}@example.com`);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = new URL(await page.getByTestId("secret").inputValue()).pathname;
  const missing = "/flows/00000000-0000-4000-8000-000000000000";

  const mine: Record<string, readonly string[]> = {
    "/flows": ["/flows", "/flows?q=nothing+is+called+this", "/flows?archived=1"],
    "/flows/new": ["/flows/new"],
    "/flows/import": ["/flows/import"],
    "/flows/{id}": [`/flows/${id}`, `/flows/${old}`, missing],
    "/flows/{id}/versions": [`/flows/${id}/versions`],
    "/flows/{id}/settings": [`/flows/${id}/settings`],
    "/flows/{id}/contract": [`/flows/${module}/contract`],
    "/flows/{id}/convert": [`/flows/${old}/convert`],
    "/flows/{id}/versions/{n}/publish": [`/flows/${id}/versions/1/publish`],
    "/people": ["/people"],
    "/rules": ["/rules"],
    "/tokens": ["/tokens"],
    "/account": ["/account"],
  };
  const guests: Record<string, readonly string[]> = {
    "/signin": ["/signin"],
    "/setup/{token}": ["/setup/long-used"],
    "/link/{token}": [link, "/link/long-used"],
  };
  expect([...Object.keys(mine), ...Object.keys(guests)].sort(), "the pages of routes.go").toEqual(
    (await pageRoutes()).sort(),
  );
  const look = async (at: Page, path: string) => {
    await at.goto(path);
    await accessible(at, path);
  };
  for (const path of [...Object.values(mine).flat(), "/no/such/page"]) await look(page, path);
  const guest = await visit();
  for (const path of Object.values(guests).flat()) await look(guest, path);
});

test("the very first page can be used by everybody", async ({ browser }) => {
  const server = await Server.start();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(await server.firstAdminLink());
  await expect(page.getByRole("button", { name: "Create admin" })).toBeVisible();
  await accessible(page, "the page that makes the first admin");
  await context.close();
  await server.remove();
});

test("what pages show on request can be used by everybody", async ({ adminPage: page, complaints }) => {
  complaints.expect(/status of 422/);
  const id = await sendFlow(page.request, "Accessible", receptionText);
  await page.goto("/flows");
  await page.getByTestId("row-menu").first().click();
  await accessible(page, "a row's menu");
  await page.locator(".menuitems").getByText("Rename").first().click();
  await expect(page.getByRole("dialog", { name: "Rename flow" })).toBeVisible();
  await accessible(page, "the rename dialog");
  await page.keyboard.press("Escape");
  await page.getByTestId("row-menu").first().click();
  await page.locator(".menuitems").getByText("Archive").first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await accessible(page, "the question before archiving");

  await page.goto("/people");
  await page.getByTestId("add-person").getByLabel("Name").fill("Ada Again");
  await page.getByTestId("add-person").getByLabel("Email").fill("ada@example.com");
  await page.getByRole("button", { name: "Make a link" }).click();
  await expect(page.getByTestId("error-email")).toBeVisible();
  await accessible(page, "a refused form");
  await page.goto("/flows/import");
  await page.getByTestId("paste").fill("{ oops");
  await page.getByRole("button", { name: "Import pasted text" }).click();
  await expect(page.getByTestId("import-result")).toContainText("Refused");
  await page.getByTestId("paste").fill(receptionText.replace('"type": "contactFlow",', ""));
  await page.getByRole("button", { name: "Import pasted text" }).click();
  await expect(page.getByTestId("import-result").last()).toContainText("Which type?");
  await accessible(page, "the results of an import");
  await page.goto("/tokens");
  await page.getByLabel("New token").fill(`Looked at, ${id}`);
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByTestId("secret")).toBeVisible();
  await accessible(page, "a new token");
});

test("a module and what does not fit a flow can be used by everybody", async ({
  adminPage: page,
  complaints,
}) => {
  complaints.expect(/status of 422/);
  const content = receptionText.replace('"Actions"', '"Settings":{},"Actions"');
  const id = await sendFlow(page.request, "Accessible module", content, "MODULE");
  await page.goto(`/flows/${id}/contract`);
  const input = page.getByTestId("contract-input");
  for (const name of ["a", "a"]) {
    await input.getByRole("button", { name: "Add input" }).click();
    await page.keyboard.type(name);
  }
  await accessible(page, "a table that was changed");
  await page.getByRole("button", { name: "Save module settings" }).click();
  await expect(page.getByLabel("Input 2 name")).toBeFocused();
  await accessible(page, "a refused table");
  await page.goto(`/flows/${id}/contract`);
  await page.getByLabel("Settings (JSON)").fill("[]");
  await page.getByRole("button", { name: "Save JSON" }).click();
  await expect(page.getByTestId("contract-problems")).toBeVisible();
  await accessible(page, "refused JSON");

  await openText(page, "Accessible", faulty);
  await page.getByText("Not in inbound flows").click();
  await expect(page.getByTestId("palette-reason").last()).toBeVisible();
  await accessible(page, "why blocks do not fit");
  await page.getByRole("switch", { name: "Show all blocks" }).click();
  await accessible(page, "all blocks shown");
});

test("the designer and its panels can be used by everybody", async ({ adminPage: page }) => {
  test.setTimeout(180_000);
  const designer = await openText(page, "Accessible", faulty);
  await expect(page.getByTestId("error-count")).not.toHaveText("0 errors");
  await accessible(page, "nothing selected");
  for (const [id, what] of [
    [blocks.welcome, "a prompt selected"],
    [blocks.hours, "a check with an error selected"],
    [blocks.queue, "a queue selected"],
    [blocks.logging, "logging selected"],
    [blocks.hangUp, "an end selected"],
  ] as const) {
    await designer.select(id);
    await accessible(page, what);
  }
  await designer.openProblems();
  await expect(designer.problems.first()).toBeVisible();
  await page.getByTestId("silence").first().click();
  await accessible(page, "problems open, one being silenced");
  await designer.openProblems();

  await page.getByRole("tab", { name: "Outline" }).click();
  await accessible(page, "the outline open");
  await page.getByRole("searchbox", { name: "Search the outline" }).fill("queue");
  await accessible(page, "the outline searched");
  await page.getByRole("searchbox", { name: "Search the outline" }).fill("nothing like it");
  await accessible(page, "the outline without a find");

  await designer.block(blocks.welcome).focus();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("is:error");
  await expect(page.locator(".find-count")).toHaveText("1 found");
  await page.keyboard.press("Enter");
  await accessible(page, "find with results");
  await page.keyboard.press("Escape");
  await designer.block(blocks.welcome).focus();
  await page.keyboard.press("Alt+p");
  await accessible(page, "paths standing out");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+n");
  await page.keyboard.type("A note on this");
  await accessible(page, "a note being edited");
  await page.keyboard.press("Control+Enter");
  await accessible(page, "a note");
  await page.keyboard.press("Control+a");
  await accessible(page, "everything selected");
  await page.keyboard.press("Delete");
  await expect(page.getByRole("heading", { name: "An empty flow" })).toBeVisible();
  await accessible(page, "an empty flow");
});

test("what the designer opens can be used by everybody", async ({ adminPage: page }) => {
  test.setTimeout(180_000);
  const designer = await openText(page, "Accessible", faulty);
  const here = () => designer.block(blocks.welcome).focus();
  await here();
  await pressed(designer, "Control+s", "dialog", "the dialog to save a version");
  await pressed(designer, "?", "dialog", "help");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await accessible(page, "the dialog to publish");
  await page.keyboard.press("Escape");
  await here();
  await pressed(designer, "Control+k", "dialog", "commands");
  await here();
  await pressed(designer, "Alt+c", "dialog", "the branches to connect");
  await here();
  await pressed(designer, "Alt+r", "dialog", "the blocks to replace one by");
  await here();
  await pressed(designer, "ContextMenu", "menu", "the menu of a block");
  await here();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("zzzz");
  await accessible(page, "commands that are not there");
  await page.keyboard.press("Escape");

  await designer.select(blocks.welcome);
  await page.keyboard.press("Shift+J");
  await expect(page.getByRole("textbox", { name: "JSON of the flow" })).toBeVisible();
  await accessible(page, "the JSON beside the canvas");
  await page.keyboard.press("Escape");
  await designer.select(blocks.welcome);
  await page.keyboard.press("Shift+P");
  await expect(page.getByRole("dialog")).toBeVisible();
  await accessible(page, "prompts and texts");
});

test("a flow that only reads can be used by everybody", async ({ adminPage, openAs }) => {
  const id = await sendFlow(adminPage.request, "To be read", faulty);
  const page = await openAs("viewer");
  await page.goto(`/flows/${id}`);
  await expect(page.getByTestId("save-state")).toHaveText(/read/i);
  await page.getByRole("tab", { name: "Outline" }).click();
  await page.getByTestId("outline-item").nth(2).click();
  await accessible(page, "a block selected by somebody who only reads");
});
