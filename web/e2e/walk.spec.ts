import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { openText } from "./designer";
import { expect, test } from "./fixtures";
import { Heard } from "./heard";
import { Spoken } from "./spoken";
import { walkText } from "./walk-flow";

const page = resolve(import.meta.dirname, "../../docs/accessibility.md");

/**
 * What the document quotes: fenced blocks with a name behind "text". With
 * SWITCHYARD_WRITE_DOCS set, what Chromium said is written there instead.
 */
class Quotes {
  private text = readFileSync(page, "utf8");
  private readonly open = new Set(
    [...this.text.matchAll(/^```text ([\w-]+)$/gm)].map(([, name]) => name ?? ""),
  );

  check(name: string, lines: readonly string[]): void {
    const quoted = new RegExp(`^\`\`\`text ${name}\n([\\s\\S]*?)^\`\`\`$`, "m");
    const found = quoted.exec(this.text)?.[1];
    this.open.delete(name);
    if (process.env.SWITCHYARD_WRITE_DOCS) {
      const fenced = `\`\`\`text ${name}\n${lines.map((line) => `${line}\n`).join("")}\`\`\``;
      this.text = this.text.replace(quoted, () => fenced);
      writeFileSync(page, this.text);
      return;
    }
    expect.soft(found?.trimEnd().split("\n"), `docs/accessibility.md quotes ${name}`).toEqual(lines);
  }

  /** Nothing is quoted that nobody checked. */
  done(): void {
    expect([...this.open], "quotes that no step of the walk says").toEqual([]);
  }
}

test("the walk through a flow of twenty blocks is what a screen reader is told", async ({ adminPage }) => {
  test.setTimeout(120_000);
  const quotes = new Quotes();
  const designer = await openText(adminPage, "Insurance line", walkText);
  const { keyboard } = adminPage;
  const spoken = await Spoken.of(adminPage);
  await expect(adminPage.getByTestId("error-count")).toHaveText("2 errors");

  quotes.check("open", await spoken.landmarks());
  quotes.check("outline", await spoken.all(".outline-item"));

  await adminPage.reload();
  await designer.saved();
  const heard = await Heard.from(adminPage);
  let told = 0;
  /** What the live region said since the last step, once it has said this. */
  const said = async (text: RegExp): Promise<string[]> => {
    const news = async () => (await heard.all()).slice(told);
    await expect.poll(news, { message: `hears ${text}` }).toContainEqual(expect.stringMatching(text));
    const lines = await news();
    told += lines.length;
    return [`said: ${lines.join(". ")}`];
  };
  await keyboard.press("Tab");
  const skip = await spoken.focus();
  await keyboard.press("Enter");
  quotes.check("enter", [skip, await spoken.focus()]);

  const goTo = async (name: string): Promise<string[]> => {
    await keyboard.press("Control+k");
    await expect(adminPage.getByRole("dialog").getByRole("combobox")).toBeFocused();
    const field = await spoken.focus();
    await keyboard.type(name);
    await expect(adminPage.locator("[role=option][aria-selected=true]")).toContainText(name);
    const option = await spoken.option();
    await keyboard.press("Enter");
    await expect(designer.block(name)).toBeFocused();
    return [field, option, await spoken.focus()];
  };
  quotes.check("go-to", await goTo("Main menu"));

  const branches: string[] = [];
  for (const key of ["ArrowRight", "ArrowDown", "ArrowDown"]) {
    await keyboard.press(key);
    branches.push(await spoken.focus(), ...(await said(/branch \d of \d/)));
  }
  await keyboard.press("ArrowLeft");
  branches.push(await spoken.focus());
  quotes.check("branches", branches);

  const problems: string[] = [];
  await keyboard.press("F8");
  problems.push(...(await said(/Error/)), await spoken.focus());
  const choice = adminPage.getByLabel("What to play");
  await expect(choice).toBeFocused();
  await keyboard.type("Text");
  await keyboard.press("Tab");
  const text = designer.field("Text to speech or chat text");
  await expect(text).toBeFocused();
  problems.push(await spoken.focus());
  await keyboard.insertText("Have your policy number ready.");
  await keyboard.press("Escape");
  await expect(designer.block("About claims")).toBeFocused();
  problems.push(...(await said(/no errors/)), await spoken.focus());
  quotes.check("problem", problems);

  const connecting: string[] = [];
  await keyboard.press("F8");
  connecting.push(...(await said(/Error/)));
  await expect(adminPage.getByLabel("Success leads to")).toBeFocused();
  connecting.push(await spoken.focus());
  await keyboard.press("Escape");
  await expect(designer.block("All busy")).toBeFocused();
  await keyboard.press("Alt+c");
  const dialog = adminPage.getByRole("dialog");
  await expect(dialog.getByRole("combobox", { name: "Branch of All busy" })).toBeFocused();
  connecting.push(await spoken.focus(), ...(await spoken.all("[role=option]")));
  await keyboard.type("succ");
  await keyboard.press("Enter");
  await expect(dialog.getByRole("combobox", { name: "Success of All busy leads to" })).toBeFocused();
  connecting.push(await spoken.focus());
  await keyboard.type("call back");
  await expect(adminPage.locator("[role=option][aria-selected=true]")).toContainText("Call back later");
  connecting.push(await spoken.option());
  await keyboard.press("Enter");
  await expect(designer.block("All busy")).toBeFocused();
  connecting.push(...(await said(/no errors/)), await spoken.focus());
  quotes.check("connect", connecting);

  await designer.saved();
  const saving: string[] = [];
  await keyboard.press("Control+s");
  await expect(adminPage.getByLabel("What changed?")).toBeFocused();
  saving.push(...(await spoken.all("dialog")), await spoken.focus());
  await keyboard.type("Claims are asked for the policy number");
  await keyboard.press("Enter");
  await expect(adminPage.getByText("Version 1 saved.")).toBeVisible();
  await expect(designer.block("All busy")).toBeFocused();
  saving.push(`said: ${await adminPage.locator(".notice-text").textContent()}`, await spoken.focus());
  quotes.check("save", saving);
  quotes.done();
});
