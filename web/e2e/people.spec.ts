import type { Locator, Page } from "@playwright/test";
import { DesignerPage, sendFlow } from "./designer";
import { people, signIn } from "./fixtures";
import { receptionText } from "./flows";
import { expect, test } from "./visitor";

interface Newcomer {
  readonly name: string;
  readonly email: string;
  readonly role: "viewer" | "designer" | "admin";
  readonly password: string;
}

const password = "four unrelated little words";

/** A refused form is a page with a status of its own, which the browser notes. */
const refusedForm = /status of 4(22|03|04|10)/;

function rowOf(admin: Page, email: string): Locator {
  return admin.locator(`[data-testid="person"][data-email="${email}"]`);
}

/** Adds a person as the admin; resolves to the one-time link. */
async function addPerson(admin: Page, person: Newcomer): Promise<string> {
  await admin.goto("/people");
  const form = admin.getByTestId("add-person");
  await form.getByLabel("Name").fill(person.name);
  await form.getByLabel("Email").fill(person.email);
  await form.getByLabel("Role").selectOption(person.role);
  await form.getByRole("button", { name: "Make a link" }).click();
  await expect(rowOf(admin, person.email)).toContainText("Invited");
  return admin.getByTestId("secret").inputValue();
}

/** Follows a one-time link and arrives at the flows. */
async function join(page: Page, link: string, person: Newcomer): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page).toHaveURL(/\/flows$/);
}

async function signOut(page: Page): Promise<void> {
  await page.getByTestId("user-menu").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
}

/** Tries to sign in and is told that it does not work. */
async function refused(page: Page, email: string, secret: string): Promise<void> {
  await page.goto("/signin");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByTestId("notice")).toHaveText("Email and password do not fit together.");
}

/** Presses a button in a person's row and says yes to the question. */
async function confirmed(admin: Page, row: Locator, button: string, yes: string): Promise<void> {
  await row.getByRole("button", { name: button }).click();
  await admin.getByRole("dialog").getByRole("button", { name: yes }).click();
}

test("somebody is added by a one-time link, chooses a password, and signs in with it", async ({
  adminPage,
  visit,
  complaints,
}) => {
  complaints.expect(refusedForm);
  const nina: Newcomer = { name: "Nina New", email: "nina@example.com", role: "designer", password };
  const link = await addPerson(adminPage, nina);

  const page = await visit();
  await page.goto(link);
  await expect(page.getByTestId("link")).toContainText("For nina@example.com.");
  await page.getByLabel("Name").fill("Nina Newcomer");
  await page.getByLabel("Password").fill("too short");
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByTestId("error-password")).toContainText("12 characters");
  await page.getByLabel("Password").fill(nina.password);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("heading", { name: "Flows" })).toBeVisible();
  await expect(page.getByTestId("user-menu")).toContainText("Nina Newcomer");
  await expect(page.getByRole("link", { name: "New flow" }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "People" })).toHaveCount(0);

  await signOut(page);
  await refused(page, nina.email, "four unrelated little birds");
  await signIn(page, nina);

  await adminPage.goto("/people");
  await expect(rowOf(adminPage, nina.email)).toContainText("Active");
  await expect(adminPage.getByTestId("secret"), "the link is not shown again").toHaveCount(0);

  const late = await visit();
  await late.goto(link);
  await expect(late.getByTestId("message")).toBeVisible();
  await expect(late.getByLabel("Password")).toHaveCount(0);
});

test("an address that is known, or none at all, is said beside the field", async ({
  adminPage: page,
  complaints,
}) => {
  complaints.expect(refusedForm);
  await page.goto("/people");
  const form = page.getByTestId("add-person");
  await form.getByLabel("Name").fill("Ada Again");
  await form.getByLabel("Email").fill(people.admin.email.toUpperCase());
  await form.getByRole("button", { name: "Make a link" }).click();
  await expect(page.getByTestId("error-email")).toBeVisible();
  await expect(form.getByLabel("Name"), "what was typed is still there").toHaveValue("Ada Again");
  await expect(page.getByTestId("secret")).toHaveCount(0);
});

test("a change of role counts at once", async ({ adminPage, visit, complaints }) => {
  complaints.expect(refusedForm);
  const rolf: Newcomer = { name: "Rolf Role", email: "rolf@example.com", role: "designer", password };
  const link = await addPerson(adminPage, rolf);
  const page = await visit();
  await join(page, link, rolf);
  await page.goto("/flows/new");
  await expect(page.getByRole("heading", { name: "New flow" })).toBeVisible();

  await adminPage.goto("/people");
  await adminPage.getByLabel("Role of Rolf Role").selectOption("viewer");
  await expect(adminPage.getByTestId("flash")).toContainText("Rolf Role has the role now.");
  await expect(adminPage.getByLabel("Role of Rolf Role")).toHaveValue("viewer");

  await page.goto("/flows/new");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await signIn(page, rolf);
  await expect(page.getByRole("link", { name: "New flow" })).toHaveCount(0);
  await page.goto("/flows/new");
  await expect(page.getByTestId("message")).toBeVisible();
  await expect(page.getByTestId("new-flow")).toHaveCount(0);
});

test("disabling somebody ends what they have open; enabling lets them back in", async ({
  adminPage,
  visit,
  complaints,
}) => {
  complaints.expect(refusedForm);
  complaints.expect(/WebSocket connection|status of 401/);
  const otto: Newcomer = { name: "Otto Out", email: "otto@example.com", role: "designer", password };
  const page = await visit();
  await join(page, await addPerson(adminPage, otto), otto);
  const flow = await sendFlow(adminPage.request, "Open while disabled", receptionText);
  await page.goto(`/flows/${flow}`);
  const designer = new DesignerPage(page);
  await designer.saved();

  await adminPage.goto("/people");
  await confirmed(adminPage, rowOf(adminPage, otto.email), "Disable", "Disable");
  await expect(adminPage.getByTestId("flash")).toContainText("Otto Out is disabled.");
  await expect(designer.saveState).toHaveText("Session ended — sign in again");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await refused(page, otto.email, otto.password);

  await rowOf(adminPage, otto.email).getByRole("button", { name: "Enable" }).click();
  await expect(rowOf(adminPage, otto.email)).toContainText("Active");
  await signIn(page, otto);
});

test("the last admin can be neither disabled nor demoted", async ({ adminPage: page }) => {
  await page.goto("/people");
  const own = rowOf(page, people.admin.email);
  const reason = "This is the last admin who can sign in. Make somebody else an admin first.";
  await confirmed(page, own, "Disable", "Disable");
  await expect(page.getByTestId("flash")).toHaveText(reason);
  await expect(own).toContainText("Active");
  await page.goto("/people");
  await expect(page.getByTestId("flash")).toHaveCount(0);
  await page.getByLabel(`Role of ${people.admin.name}`).selectOption("designer");
  await expect(page.getByTestId("flash")).toHaveText(reason);
  await expect(page.getByLabel(`Role of ${people.admin.name}`)).toHaveValue("admin");
});

test("a token is shown once, opens the API, and is refused once revoked", async ({
  adminPage: page,
  server,
}) => {
  await page.goto("/tokens");
  await page.getByLabel("New token").fill("Nightly pipeline");
  await page.getByRole("button", { name: "Create token" }).click();
  const secret = await page.getByTestId("secret").inputValue();
  expect(secret).toMatch(/^sy_/);
  await page.goto("/tokens");
  await expect(page.getByTestId("secret")).toHaveCount(0);
  expect(await page.content()).not.toContain(secret);

  const row = page.getByTestId("token").filter({ hasText: "Nightly pipeline" });
  await expect(row).toContainText("never");
  const ask = () => fetch(`${server.url}/api/v1/flows`, { headers: { Authorization: `Bearer ${secret}` } });
  const answer = await ask();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toHaveProperty("items");
  await page.reload();
  await expect(row).not.toContainText("never");

  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row).toContainText("Revoked");
  expect((await ask()).status).toBe(401);
});

test("signing out closes the door; signing in leads to where one wanted to go", async ({
  adminPage,
  visit,
}) => {
  const olga: Newcomer = { name: "Olga Once", email: "olga@example.com", role: "viewer", password };
  const page = await visit();
  await join(page, await addPerson(adminPage, olga), olga);
  await signOut(page);
  await page.goto("/tokens");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("Email").fill(olga.email);
  await page.getByLabel("Password").fill(olga.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "API tokens" })).toBeVisible();

  await signOut(page);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a password link replaces the password and ends older sessions", async ({
  adminPage,
  visit,
  complaints,
}) => {
  complaints.expect(refusedForm);
  const remo: Newcomer = { name: "Remo Reset", email: "remo@example.com", role: "viewer", password };
  const before = await visit();
  await join(before, await addPerson(adminPage, remo), remo);

  await adminPage.goto("/people");
  await confirmed(adminPage, rowOf(adminPage, remo.email), "Reset password", "Make a link");
  await expect(adminPage.getByTestId("one-time-link")).toContainText("Password link for Remo Reset");
  const link = await adminPage.getByTestId("secret").inputValue();
  await before.reload();
  await expect(before.getByRole("heading", { name: "Flows" })).toBeVisible();

  const page = await visit();
  await page.goto(link);
  await page.getByLabel("Password").fill("another set of plain words");
  await page.getByRole("button", { name: "Save password" }).click();
  await expect(page.getByRole("heading", { name: "Flows" })).toBeVisible();
  await before.reload();
  await expect(before.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await refused(before, remo.email, remo.password);
  await signIn(before, { email: remo.email, password: "another set of plain words" });
});

test("people change their own password, and stay signed in only where they did", async ({
  adminPage,
  visit,
  complaints,
}) => {
  complaints.expect(refusedForm);
  const cleo: Newcomer = { name: "Cleo Change", email: "cleo@example.com", role: "viewer", password };
  const page = await visit();
  await join(page, await addPerson(adminPage, cleo), cleo);
  const elsewhere = await visit();
  await signIn(elsewhere, cleo);

  await page.goto("/account");
  await page.getByLabel("Present password").fill("not the present one");
  await page.getByLabel("New password").fill("a rather different phrase");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByTestId("error-current")).toHaveText("This is not your present password.");
  await page.getByLabel("Present password").fill(cleo.password);
  await page.getByLabel("New password").fill("a rather different phrase");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByTestId("flash")).toContainText("Your password was changed.");
  await elsewhere.reload();
  await expect(elsewhere.getByRole("heading", { name: "Sign in" })).toBeVisible();

  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});
