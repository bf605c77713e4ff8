import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";

/** As much of a flow's file as the tests look at. */
export interface FlowFile {
  readonly StartAction: string;
  readonly Metadata: {
    readonly ActionMetadata: Record<string, { readonly position: { x: number; y: number } }>;
  };
  readonly Actions: readonly FlowAction[];
}

export interface FlowAction {
  readonly Identifier: string;
  readonly Type: string;
  readonly Parameters: Record<string, unknown>;
  readonly Transitions: {
    readonly NextAction?: string;
    readonly Errors?: readonly { readonly NextAction: string; readonly ErrorType: string }[];
    readonly Conditions?: readonly {
      readonly NextAction: string;
      readonly Condition: { readonly Operator: string; readonly Operands: readonly string[] };
    }[];
  };
}

/** The action of that identifier. */
export function actionOf(flow: FlowFile, id: string): FlowAction {
  const found = flow.Actions.find((action) => action.Identifier === id);
  if (!found) throw new Error(`The flow has no action ${id}.`);
  return found;
}

/** What the tests do in the designer, in the words of a person. */
export class DesignerPage {
  readonly canvas: Locator;
  readonly saveState: Locator;
  readonly problems: Locator;

  constructor(readonly page: Page) {
    this.canvas = page.getByRole("application", { name: "Flow canvas" });
    this.saveState = page.getByTestId("save-state");
    this.problems = page.getByTestId("problem");
  }

  /** Waits until the flow is there and everything is on the server's disk. */
  async saved(): Promise<void> {
    await expect(this.saveState).toHaveText("Saved");
  }

  /** A block on the canvas by its identifier. */
  block(id: string): Locator {
    return this.canvas.locator(`[data-block=${JSON.stringify(id)}]`);
  }

  /** Selects a block by a click on its head. */
  async select(id: string): Promise<void> {
    await this.block(id).locator(".cv-title").click();
    await expect(this.block(id)).toHaveAttribute("data-selected", "");
  }

  /** A setting of the selected block, by its label. */
  field(label: string): Locator {
    return this.page.getByRole("complementary", { name: "Properties" }).getByLabel(label, { exact: true });
  }

  /** Drags a block by a distance on the screen. */
  async drag(id: string, dx: number, dy: number): Promise<void> {
    const { x, y } = await boxOf(this.block(id).locator(".cv-title"));
    await this.page.mouse.move(x + 5, y + 5);
    await this.page.mouse.down();
    await this.page.mouse.move(x + 5 + dx / 2, y + 5 + dy / 2, { steps: 3 });
    await this.page.mouse.move(x + 5 + dx, y + 5 + dy, { steps: 3 });
    await this.page.mouse.up();
  }

  /** What the flow holds on the server. */
  async json(at = "draft"): Promise<FlowFile> {
    return JSON.parse(await this.export(at)) as FlowFile;
  }

  /** A port of a block by the name of its branch. */
  port(id: string, label: string): Locator {
    return this.block(id).locator("[data-key]").filter({ hasText: label });
  }

  /** Drags a block from the palette to a point of the canvas, counted from its top left corner. */
  async add(name: string, at: { x: number; y: number }): Promise<string> {
    const item = this.page.getByTestId("palette-item").filter({ hasText: new RegExp(`^${name}$`) });
    await item.scrollIntoViewIfNeeded();
    const before = await this.identifiers();
    const from = await boxOf(item);
    const to = await boxOf(this.canvas);
    await this.page.mouse.move(from.x + 40, from.y + from.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x + at.x / 2, to.y + at.y / 2, { steps: 4 });
    await this.page.mouse.move(to.x + at.x, to.y + at.y, { steps: 4 });
    await this.page.mouse.up();
    await expect.poll(async () => (await this.identifiers()).length).toBe(before.length + 1);
    const added = (await this.identifiers()).find((id) => !before.includes(id));
    expect(added).toBeDefined();
    return added ?? "";
  }

  /** Drags a wire from a port to another block. */
  async wire(from: string, label: string, to: string): Promise<void> {
    const port = await boxOf(this.port(from, label));
    const target = await boxOf(this.block(to));
    await this.page.mouse.move(port.x + port.width - 1, port.y + port.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(target.x - 20, target.y + 10, { steps: 5 });
    await this.page.mouse.move(target.x + target.width / 3, target.y + Math.min(20, target.height / 2), {
      steps: 5,
    });
    await this.page.mouse.up();
  }

  /** Identifiers of all blocks, from the outline. */
  async identifiers(): Promise<string[]> {
    return this.page
      .getByTestId("outline-item")
      .evaluateAll((items) => items.map((item) => item.getAttribute("data-block") ?? ""));
  }

  /** Shows the whole flow. */
  async fit(): Promise<void> {
    await this.page.getByRole("button", { name: /^Show everything/ }).click();
  }

  async openProblems(): Promise<void> {
    await this.page.getByRole("button", { name: /^Problems/ }).click();
  }

  async saveVersion(message: string): Promise<void> {
    await this.page.getByRole("button", { name: "Save version" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Save a version" });
    await dialog.getByLabel("What changed?").fill(message);
    await dialog.getByRole("button", { name: "Save version" }).click();
    await expect(dialog).toBeHidden();
  }

  async publish(): Promise<void> {
    await this.page.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = this.page.getByRole("dialog", { name: /^Publish to/ });
    await dialog.getByRole("button", { name: /^Publish/ }).click();
    await expect(dialog).toBeHidden();
  }

  /** The bytes that leave: of the draft, a version, or what is live. */
  async export(at: string): Promise<string> {
    const id = new URL(this.page.url()).pathname.split("/")[2];
    const response = await this.page.request.get(`/flows/${id}/export?at=${encodeURIComponent(at)}`);
    expect(response.status()).toBe(200);
    return (await response.body()).toString("utf8");
  }
}

export async function boxOf(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  await expect(locator).toBeVisible();
  const box = await locator.boundingBox();
  if (!box) throw new Error("The element has no box.");
  return box;
}

/** Imports a text through the import page and opens it. */
export async function importFlow(page: Page, name: string, text: string): Promise<DesignerPage> {
  await page.goto("/flows/import");
  await page
    .getByTestId("files")
    .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  const row = page.getByTestId("import-result").last();
  await expect(row).toContainText("Imported");
  await row.getByRole("link", { name: "Open" }).click();
  const designer = new DesignerPage(page);
  await designer.saved();
  return designer;
}

/** Imports bytes as the import page's script does, without looking at it; gives the flow's id. */
export async function sendFlow(
  request: APIRequestContext,
  name: string,
  body: string | Buffer,
  type = "CONTACT_FLOW",
): Promise<string> {
  const query = new URLSearchParams({ file: `${name}.json`, name, type });
  const response = await request.post(`/flows/import?${query}`, {
    data: Buffer.from(body),
    headers: { Accept: "application/json", "Content-Type": "application/octet-stream" },
  });
  const answer: { id: string } = await response.json();
  expect(response.status(), `importing ${name}: ${JSON.stringify(answer)}`).toBe(201);
  return answer.id;
}

/** Opens a flow in the designer and waits for it; the whole of it is in view. */
export async function openFlow(page: Page, id: string): Promise<DesignerPage> {
  await page.goto(`/flows/${id}`);
  const designer = new DesignerPage(page);
  await designer.saved();
  await designer.fit();
  return designer;
}

/** Opens a new copy of a flow that is written down here. */
export async function openText(page: Page, name: string, text: string): Promise<DesignerPage> {
  return openFlow(page, await sendFlow(page.request, name, text));
}
