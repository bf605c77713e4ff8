import type { CDPSession, Page } from "@playwright/test";

/** As much of a node of Chromium's accessibility tree as is read here. */
interface Node {
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly value?: { readonly value?: unknown };
  readonly description?: { readonly value?: unknown };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

const landmarks = new Set([
  "banner",
  "navigation",
  "main",
  "complementary",
  "region",
  "application",
  "heading",
]);

/** What Chromium tells assistive technology of a page: the real accessibility tree, in lines. */
export class Spoken {
  private constructor(
    private readonly page: Page,
    private readonly client: CDPSession,
  ) {}

  static async of(page: Page): Promise<Spoken> {
    const client = await page.context().newCDPSession(page);
    await client.send("Accessibility.enable");
    return new Spoken(page, client);
  }

  /** Landmarks and headings, as a screen reader lists them. */
  async landmarks(): Promise<string[]> {
    const { nodes } = await this.client.send("Accessibility.getFullAXTree");
    return nodes.filter((node) => !node.ignored && landmarks.has(String(node.role?.value))).map(line);
  }

  /** What has the focus. */
  focus(): Promise<string> {
    return this.at("document.activeElement");
  }

  /** The option of a list that the arrows stand on, while the focus is in its field. */
  option(): Promise<string> {
    return this.at("document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))");
  }

  /** All elements of a selector, in the order of the page. */
  async all(selector: string): Promise<string[]> {
    const count = await this.page.locator(selector).count();
    const lines: string[] = [];
    for (let at = 0; at < count; at++)
      lines.push(await this.at(`document.querySelectorAll(${JSON.stringify(selector)})[${at}]`));
    return lines;
  }

  private async at(expression: string): Promise<string> {
    const { result } = await this.client.send("Runtime.evaluate", { expression });
    if (result.objectId === undefined) return "nothing";
    const { objectId } = result;
    const { nodes } = await this.client.send("Accessibility.getPartialAXTree", {
      objectId,
      fetchRelatives: false,
    });
    return nodes[0] ? line(nodes[0]) : "nothing";
  }
}

/** "block: Play prompt, Welcome …"; with its value, state and description where it has them. */
function line(node: Node): string {
  const property = (name: string) => node.properties?.find((one) => one.name === name)?.value.value;
  const text = (value: unknown) => (typeof value === "string" ? value.trim() : "");
  const role = text(property("roledescription")) || text(node.role?.value);
  const name = text(node.name?.value);
  const parts = [name === "" ? role : `${role}: ${name}`];
  const level = property("level");
  if (level !== undefined) parts.push(`level ${level}`);
  if (text(node.value?.value) !== "") parts.push(`“${text(node.value?.value)}”`);
  if (text(property("invalid")) === "true") parts.push("invalid");
  if (text(node.description?.value) !== "") parts.push(`(${text(node.description?.value)})`);
  return parts.join(" ").replace(/\s+/g, " ");
}
