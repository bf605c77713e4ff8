import { DesignerPage, openFlow, openText, sendFlow } from "./designer";
import { createFirstAdmin, expect, test } from "./fixtures";
import { blocks, receptionText } from "./flows";
import { Server } from "./server";

const text = "Text to speech or chat text";

test("reloading right after typing loses nothing", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  await designer.select(blocks.welcome);
  await designer.field(text).fill("Typed a moment before the reload.");
  await page.reload();
  await designer.saved();
  await designer.fit();
  await expect(designer.block(blocks.welcome)).toContainText("Typed a moment before the reload.");
  expect(await designer.export("draft")).toContain("Typed a moment before the reload.");
});

test("a name that was being typed is still there after a reload", async ({ adminPage: page }) => {
  const designer = await openText(page, "Reception", receptionText);
  await designer.select(blocks.welcome);
  await designer.field("Block name").fill("Greeting");
  await page.reload();
  await designer.saved();
  await expect.poll(() => designer.identifiers()).toContain("Greeting");
});

test("edits made offline are kept and sent when the network is back", async ({
  adminPage: page,
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED|WebSocket connection/);
  const designer = await openText(page, "Reception", receptionText);
  await designer.select(blocks.welcome);

  await page.context().setOffline(true);
  await designer.field(text).fill("Said while offline.");
  await designer.field(text).blur();
  await expect(designer.saveState).toHaveText("Offline — 1 change kept here");
  await designer.drag(blocks.queue, 0, 60);
  await expect(designer.saveState).toHaveText("Offline — 2 changes kept here");
  await designer.drag(blocks.queue, 0, 60);
  await page.keyboard.press("Control+z");
  await expect(designer.saveState).toHaveText(/^Offline — \d changes kept here$/);

  await page.context().setOffline(false);
  await designer.saved();
  const exported = await designer.export("draft");
  expect(exported).toContain("Said while offline.");
  await page.reload();
  await designer.saved();
  expect(await designer.export("draft")).toBe(exported);
});

test("killing the server loses nothing that was typed or acknowledged", async ({ browser, complaints }) => {
  complaints.expect(/ERR_CONNECTION_REFUSED|WebSocket connection|ERR_CONNECTION_RESET|ERR_SOCKET/);
  let server = await Server.start();
  try {
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    complaints.watch(page);
    await createFirstAdmin(page, await server.firstAdminLink());
    const designer = await openFlow(page, await sendFlow(page.request, "Reception", receptionText));
    await designer.select(blocks.closed);
    await designer.field(text).fill("Acknowledged before the end.");
    await designer.field(text).blur();
    await designer.saved();
    await designer.select(blocks.welcome);
    await designer.field(text).pressSequentially(" Typed during the end.");
    await server.stop("SIGKILL");
    await designer.field(text).pressSequentially(" And after it.");
    await expect(designer.saveState).toHaveText(/^Offline — \d changes? kept here$/);

    server = await Server.start({ dataDir: server.dataDir, addr: server.addr });
    await new DesignerPage(page).saved();
    const exported = await designer.export("draft");
    expect(exported).toContain("Acknowledged before the end.");
    expect(exported).toContain("Typed during the end. And after it.");
    await context.close();
  } finally {
    await server.remove();
  }
});
