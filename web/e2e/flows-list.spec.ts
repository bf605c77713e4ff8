import { readFile } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import type { Locator, Page } from "@playwright/test";
import { DesignerPage, sendFlow } from "./designer";
import { expect, test } from "./fixtures";
import { receptionText } from "./flows";

const kinds = [
  "Inbound flow",
  "Customer queue flow",
  "Customer hold flow",
  "Customer whisper flow",
  "Outbound whisper flow",
  "Agent hold flow",
  "Agent whisper flow",
  "Transfer to agent flow",
  "Transfer to queue flow",
  "Campaign flow",
  "Module",
];

/** A refused file is an answer with a status of its own, which the browser notes. */
const refusedFile = /status of 4(13|22)/;

function row(page: Page, name: string): Locator {
  return page.getByTestId("flow").filter({ has: page.getByRole("link", { name, exact: true }) });
}

/** Opens a row's menu and chooses from it. */
async function choose(page: Page, name: string, entry: string): Promise<void> {
  await row(page, name).getByTestId("row-menu").click();
  await row(page, name).locator(".menuitems").getByText(entry, { exact: true }).click();
}

async function search(page: Page, query: string): Promise<void> {
  await page.goto("/flows");
  await page.getByTestId("search").fill(query);
  await page.getByTestId("search").press("Enter");
}

async function makeFlow(page: Page, kind: string, name: string): Promise<DesignerPage> {
  await page.goto("/flows/new");
  await page.getByRole("radio", { name: kind }).check();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create flow" }).click();
  const designer = new DesignerPage(page);
  await designer.saved();
  return designer;
}

for (const kind of kinds) {
  test(`a new flow of the kind “${kind}” opens empty, and takes a block`, async ({ adminPage: page }) => {
    const name = `Fresh ${kind}`;
    const designer = await makeFlow(page, kind, name);
    await expect(page.getByRole("banner")).toContainText(kind);
    await expect(page.getByRole("heading", { name: "An empty flow" })).toBeVisible();
    const fitting = page.locator('[data-testid="palette-item"][aria-disabled="false"] .palette-name').first();
    const added = await designer.add((await fitting.textContent()) ?? "", { x: 300, y: 200 });
    await designer.saved();
    expect((await designer.json()).Actions.map((action) => action.Identifier)).toEqual([added]);

    await search(page, name);
    await expect(row(page, name)).toContainText(kind);
  });
}

test("a new flow needs a name", async ({ adminPage: page, complaints }) => {
  complaints.expect(refusedFile);
  await page.goto("/flows/new");
  await page.getByLabel("Name").fill("   ");
  await page.getByRole("button", { name: "Create flow" }).click();
  await expect(page.getByTestId("error-name")).toBeVisible();
});

test("search and filters narrow the list, and clear again", async ({ adminPage: page }) => {
  await sendFlow(page.request, "Zebra 100%_sure", receptionText);
  const published = await sendFlow(page.request, "Zebra that is live", receptionText);
  const hold = receptionText.replace('"type": "contactFlow"', '"type": "customerHold"');
  await sendFlow(page.request, "Zebra on hold", hold);
  await publishDraft(page, published);

  await search(page, "zebra");
  await expect(page.getByTestId("flow")).toHaveCount(3);
  await search(page, "100%_");
  await expect(page.getByTestId("flow")).toHaveCount(1);
  await expect(row(page, "Zebra 100%_sure")).toBeVisible();

  await search(page, "zebra");
  await page.getByLabel("Flow type").selectOption({ label: "Customer hold flow" });
  await expect(page.getByTestId("flow")).toHaveCount(1);
  await expect(row(page, "Zebra on hold")).toBeVisible();
  await page.getByLabel("Flow type").selectOption({ label: "All types" });
  await expect(page.getByTestId("flow")).toHaveCount(3);
  await page.getByLabel("State").selectOption({ label: "Live" });
  await expect(page.getByTestId("flow")).toHaveCount(1);
  await expect(row(page, "Zebra that is live")).toContainText("v1 live");
  await page.getByLabel("State").selectOption({ label: "Not live" });
  await expect(page.getByTestId("flow")).toHaveCount(2);

  await search(page, "no flow is called this");
  await expect(page.getByTestId("empty")).toContainText("No flow matches");
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/flows$/);
  await expect(page.getByTestId("search")).toHaveValue("");
  await expect(page.getByTestId("flow").first()).toBeVisible();
});

test("a flow is renamed, duplicated, archived and restored from its menu", async ({ adminPage: page }) => {
  const id = await sendFlow(page.request, "Menu flow", receptionText);
  await search(page, "Menu flow");
  await choose(page, "Menu flow", "Rename");
  const dialog = page.getByRole("dialog", { name: "Rename flow" });
  await expect(dialog.getByLabel("Name")).toHaveValue("Menu flow");
  await dialog.getByLabel("Name").fill("Menu flow, renamed");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(row(page, "Menu flow, renamed")).toBeVisible();

  await choose(page, "Menu flow, renamed", "Duplicate");
  const copy = "Menu flow, renamed (copy)";
  await expect(page.getByTestId("flash")).toContainText(`“${copy}” was made.`);
  const link = await row(page, copy).getByRole("link", { name: copy, exact: true }).getAttribute("href");
  expect(link).not.toBe(`/flows/${id}`);
  expect(await (await page.request.get(`${link}/export`)).text()).toBe(receptionText);

  await choose(page, copy, "Archive");
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByTestId("flash")).toContainText(`“${copy}” was archived.`);
  await expect(row(page, copy)).toHaveCount(0);
  await expect(page.getByTestId("search")).toHaveValue("Menu flow");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, copy)).toBeVisible();

  await choose(page, copy, "Archive");
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await page.getByRole("link", { name: "Archived flows" }).click();
  await row(page, copy).getByRole("link", { name: copy, exact: true }).click();
  await expect(page.getByText("This flow is archived.")).toBeVisible();
  await page.goto("/flows?archived=1&q=Menu+flow");
  await choose(page, copy, "Restore");
  await expect(page.getByTestId("flash")).toContainText("back in the list");
  await expect(row(page, copy)).toBeVisible();
});

test("all flows leave as one zip, each with its own bytes", async ({ adminPage: page }) => {
  await sendFlow(page.request, "Twin", receptionText);
  await sendFlow(page.request, "Twin", receptionText.replaceAll("\n", "\r\n"));
  await sendFlow(page.request, "../../etc/passwd", receptionText);
  await page.goto("/flows");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export all" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("switchyard-flows.zip");
  const files = await readZip(await download.path());
  const names = [...files.keys()];
  expect(names).toEqual(expect.arrayContaining(["Twin.json", "Twin-2.json", "etc-passwd.json"]));
  for (const name of names) expect(name).toMatch(/^[\w-]+\.json$/);
  const twins = [files.get("Twin.json"), files.get("Twin-2.json")];
  expect(twins).toEqual(expect.arrayContaining([receptionText, receptionText.replaceAll("\n", "\r\n")]));
});

test("of many files at once only the broken one is refused, with its line and the reason", async ({
  adminPage: page,
  complaints,
}) => {
  complaints.expect(refusedFile);
  const lines = receptionText.split("\n");
  const broken = [...lines.slice(0, 4), "    oops", ...lines.slice(4)].join("\n");
  await page.goto("/flows/import");
  const files = [...Array(12).keys()].map((n) => [`many-${n}.json`, receptionText] as const);
  await page.getByTestId("files").setInputFiles(
    [...files, ["zz-unreadable.json", broken] as const, ["list.json", "[1, 2]"] as const].map(
      ([name, text]) => ({
        name,
        mimeType: "application/json",
        buffer: Buffer.from(text),
      }),
    ),
  );
  const results = page.getByTestId("import-result");
  await expect(results.filter({ hasText: "Imported" })).toHaveCount(12);
  const refused = results.filter({ hasText: "zz-unreadable.json" });
  await expect(refused).toContainText("Refused");
  await expect(refused).toContainText(/Line 5\b/);
  await expect(results.filter({ hasText: "list.json" })).toContainText("not a flow");
  await search(page, "zz-unreadable");
  await expect(page.getByTestId("empty")).toBeVisible();
});

test("the type is asked for pasted text only when the text does not tell it", async ({
  adminPage: page,
  complaints,
}) => {
  complaints.expect(refusedFile);
  const paste = async (name: string, text: string) => {
    await page.getByTestId("paste").fill(text);
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Import pasted text" }).click();
    return page.getByTestId("import-result").filter({ hasText: name });
  };
  await page.goto("/flows/import");
  const told = await paste("Pasted, told", receptionText);
  await expect(told).toContainText("Imported");
  await expect(told.getByLabel("Flow type")).toHaveCount(0);
  const untold = await paste("Pasted, untold", receptionText.replace('"type": "contactFlow",', ""));
  await untold.getByLabel("Flow type").selectOption({ label: "Agent whisper flow" });
  await untold.getByRole("button", { name: "Import" }).click();
  await expect(untold).toContainText("Imported");
  await untold.getByRole("link", { name: "Open" }).click();
  await new DesignerPage(page).saved();
  await expect(page.getByRole("banner")).toContainText("Agent whisper flow");
});

test("one type is chosen for all files that do not tell theirs", async ({ adminPage: page, complaints }) => {
  complaints.expect(refusedFile);
  const untold = receptionText
    .replace('"type": "contactFlow",', "")
    .replace('"name": "Reception"', '"name": "Typeless"');
  const file = (name: string, text: string) => ({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  await page.goto("/flows/import");
  await page
    .getByTestId("files")
    .setInputFiles([
      file("told.json", receptionText),
      ...["first", "second", "third"].map((name) => file(`untold ${name}.json`, untold)),
    ]);
  const asking = page.getByTestId("import-result").filter({ hasText: "Which type?" });
  await expect(asking).toHaveCount(3);
  await asking.first().getByLabel("Flow type").selectOption({ label: "Agent whisper flow" });
  await asking.first().getByRole("button", { name: "Import", exact: true }).click();
  await expect(asking).toHaveCount(2);

  await asking.first().getByLabel("Flow type").selectOption({ label: "Customer hold flow" });
  await asking.first().getByRole("button", { name: "Use this type for all 2 files that need one" }).click();
  await expect(page.getByTestId("import-result").filter({ hasText: "Imported" })).toHaveCount(4);
  await search(page, "typeless");
  await expect(page.getByRole("row").filter({ hasText: "Customer hold flow" })).toHaveCount(2);
  await expect(page.getByRole("row").filter({ hasText: "Agent whisper flow" })).toHaveCount(1);
});

test("a flow's type can be corrected until it is published", async ({ adminPage: page }) => {
  const id = await sendFlow(page.request, "Wrong type", receptionText);
  await page.goto(`/flows/${id}/settings`);
  await page.getByLabel("Type", { exact: true }).selectOption({ label: "Transfer to queue flow" });
  await page.getByLabel(/^Description/).fill("Moved by hand.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByTestId("flash")).toContainText("“Wrong type” was saved.");
  await expect(page.getByLabel("Type", { exact: true })).toHaveValue("QUEUE_TRANSFER");
  await search(page, "moved by hand");
  await expect(row(page, "Wrong type")).toContainText("Transfer to queue flow");

  await publishDraft(page, id);
  await page.goto(`/flows/${id}/settings`);
  await expect(page.getByLabel("Type", { exact: true })).toBeDisabled();
  await expect(page.getByText("A flow that was published keeps its type.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Right type");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByTestId("flash")).toContainText("“Right type” was saved.");
  await expect(page.getByLabel("Type", { exact: true })).toHaveValue("QUEUE_TRANSFER");
});

/** Saves the draft as a version and puts it live, through the pages. */
async function publishDraft(page: Page, id: string): Promise<void> {
  await page.goto(`/flows/${id}/versions`);
  await page.getByRole("button", { name: "Save version" }).click();
  await page.getByTestId("publish").click();
  await page
    .getByTestId("publish-form")
    .getByRole("button", { name: /^Publish/ })
    .click();
  await expect(page.getByTestId("version").first()).toContainText("Live");
}

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;

/** The files of a zip by name, found through its central directory. */
async function readZip(path: string): Promise<Map<string, string>> {
  const zip = await readFile(path);
  const files = new Map<string, string>();
  // The end record holds where the directory begins; it has no comment here.
  let at = zip.readUInt32LE(zip.length - 6);
  while (zip.readUInt32LE(at) === centralHeader) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      zip.readUInt16LE(at + offset),
    );
    const name = zip.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    files.set(name, contentOf(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20)));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}

function contentOf(zip: Buffer, at: number, packedSize: number): string {
  expect(zip.readUInt32LE(at)).toBe(localHeader);
  const begin = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  return inflateRawSync(zip.subarray(begin, begin + packedSize)).toString("utf8");
}
