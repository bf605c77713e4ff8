/**
 * The import page: each file, or the pasted text, goes as a raw body and gets a
 * row with its result. Forms would turn line ends into CRLF.
 */

interface Imported {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly warnings: readonly string[];
  readonly counts: { readonly errors: number; readonly warnings: number };
}

interface Problem {
  readonly code: string;
  readonly detail: string;
}

/** One text to import. */
interface Item {
  readonly label: string;
  readonly body: Blob;
  readonly file: string;
  readonly name: string;
}

/** How many imports run at once. */
const lanes = 3;

export function setUpImport(): void {
  const root = document.querySelector<HTMLElement>("[data-import]");
  if (!root) return;
  const page = new ImportPage(root);
  page.start();
}

class ImportPage {
  private readonly waiting: (() => Promise<void>)[] = [];
  private running = 0;
  /** The rows that ask for a type, with what imports them as one. */
  private readonly asking = new Map<HTMLElement, (type: string) => void>();

  constructor(private readonly root: HTMLElement) {}

  start(): void {
    for (const hidden of this.root.querySelectorAll<HTMLElement>("[data-drop-hint], [data-paste]"))
      hidden.hidden = false;
    this.root.querySelector("[data-dropzone]")?.classList.add("ready");
    this.watchFiles();
    this.watchDrops();
    this.watchPaste();
  }

  private watchFiles(): void {
    const field = this.root.querySelector<HTMLInputElement>("input[type=file]");
    field?.addEventListener("change", () => {
      this.addFiles(field.files);
      field.value = "";
    });
  }

  /** The whole window takes drops: missing the zone must not leave the page for the file. */
  private watchDrops(): void {
    const zone = this.root.querySelector<HTMLElement>("[data-dropzone]");
    window.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone?.classList.add("over");
    });
    window.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) zone?.classList.remove("over");
    });
    window.addEventListener("drop", (event) => {
      event.preventDefault();
      zone?.classList.remove("over");
      this.addFiles(event.dataTransfer?.files ?? null);
    });
  }

  private watchPaste(): void {
    const area = this.root.querySelector<HTMLTextAreaElement>("[data-paste] textarea");
    const name = this.root.querySelector<HTMLInputElement>("[data-paste-name]");
    if (!area) return;
    // A textarea turns CRLF into LF: what was pasted is kept as it came, until somebody edits it.
    let pasted = "";
    area.addEventListener("paste", (event) => {
      pasted = area.value === "" ? (event.clipboardData?.getData("text/plain") ?? "") : "";
    });
    this.root.querySelector("[data-paste-go]")?.addEventListener("click", () => {
      if (area.value.trim() === "") {
        area.focus();
        return;
      }
      const text = pasted.replaceAll("\r\n", "\n") === area.value ? pasted : area.value;
      this.add({
        label: name?.value || "Pasted text",
        body: new Blob([text]),
        file: "",
        name: name?.value ?? "",
      });
      area.value = "";
      pasted = "";
      if (name) name.value = "";
    });
  }

  private addFiles(files: FileList | null): void {
    for (const file of files ?? []) this.add({ label: file.name, body: file, file: file.name, name: "" });
  }

  private add(item: Item): void {
    const table = this.root.querySelector<HTMLElement>("[data-results]");
    const rows = this.root.querySelector("[data-rows]");
    if (!table || !rows) return;
    table.hidden = false;
    const row = document.createElement("tr");
    row.dataset.testid = "import-result";
    row.append(cell(item.label), cell(badge("Importing…", "")), cell(""), cell(""));
    rows.append(row);
    this.queue(() => this.send(item, row, ""));
  }

  private queue(job: () => Promise<void>): void {
    this.waiting.push(job);
    this.next();
  }

  private next(): void {
    const job = this.running < lanes ? this.waiting.shift() : undefined;
    if (!job) return;
    this.running++;
    job().finally(() => {
      this.running--;
      this.next();
    });
  }

  private async send(item: Item, row: HTMLElement, type: string): Promise<void> {
    const query = new URLSearchParams({ file: item.file, name: item.name, type });
    try {
      const response = await fetch(`${this.root.dataset.import}?${query}`, {
        method: "POST",
        body: item.body,
        headers: { Accept: "application/json", "Content-Type": "application/octet-stream" },
      });
      const answer: unknown = await response.json();
      if (response.ok) showImported(row, answer as Imported);
      else this.showProblem(item, row, answer as Problem);
    } catch {
      showRefused(row, "Switchyard did not answer. Nothing was imported.");
    }
  }

  private showProblem(item: Item, row: HTMLElement, problem: Problem): void {
    if (problem.code !== "type_needed") {
      showRefused(row, problem.detail);
      return;
    }
    const template = this.root.querySelector<HTMLTemplateElement>("[data-types]");
    const choice = template?.content.querySelector("select")?.cloneNode(true);
    if (!(choice instanceof HTMLSelectElement)) return;
    choice.removeAttribute("id");
    const go = document.createElement("button");
    go.className = "button";
    go.type = "submit";
    go.textContent = "Import";
    const form = document.createElement("form");
    form.className = "inline";
    const all = document.createElement("button");
    all.className = "button";
    all.type = "button";
    all.dataset.all = "";
    form.append(choice, go, all);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.choose([row], choice.value);
    });
    all.addEventListener("click", () => this.choose([...this.asking.keys()], choice.value));
    this.asking.set(row, (type) => {
      fill(row, badge("Importing…", ""), "", "");
      this.queue(() => this.send(item, row, type));
    });
    const what = document.createElement("div");
    what.append(badge("Which type?", "info"), why("The file does not tell what kind of flow it is."), form);
    fill(row, what, "", "");
    this.countAsking();
  }

  private choose(rows: readonly HTMLElement[], type: string): void {
    for (const row of rows) {
      this.asking.get(row)?.(type);
      this.asking.delete(row);
    }
    this.countAsking();
  }

  /** One answer for all is offered while several files ask. */
  private countAsking(): void {
    const { size } = this.asking;
    for (const row of this.asking.keys()) {
      const all = row.querySelector<HTMLElement>("[data-all]");
      if (!all) continue;
      all.hidden = size < 2;
      all.textContent = `Use this type for all ${size} files that need one`;
    }
  }
}

function showImported(row: HTMLElement, made: Imported): void {
  const what = document.createElement("div");
  what.append(badge("Imported", "success"), ` as “${made.name}”`);
  for (const warning of made.warnings) what.append(why(warning));
  const open = document.createElement("a");
  open.className = "button small";
  open.href = `/flows/${encodeURIComponent(made.id)}`;
  open.textContent = "Open";
  fill(row, what, problems(made), open);
}

function showRefused(row: HTMLElement, reason: string): void {
  const what = document.createElement("div");
  what.append(badge("Refused", "danger"), why(reason));
  fill(row, what, "", "");
}

function problems(made: Imported): HTMLElement {
  const { errors, warnings } = made.counts;
  const all = document.createElement("span");
  all.className = "badges";
  if (errors > 0) all.append(badge(errors === 1 ? "1 error" : `${errors} errors`, "danger"));
  if (warnings > 0) all.append(badge(warnings === 1 ? "1 warning" : `${warnings} warnings`, "warning"));
  if (errors + warnings === 0) all.append(badge("No problems", "success"));
  return all;
}

/** Replaces what follows the file's name. */
function fill(row: HTMLElement, ...contents: (Node | string)[]): void {
  const first = row.firstElementChild;
  row.replaceChildren(...(first ? [first] : []), ...contents.map(cell));
  row.lastElementChild?.classList.add("end");
}

function cell(content: Node | string): HTMLElement {
  const td = document.createElement("td");
  td.append(content);
  return td;
}

function badge(text: string, tone: string): HTMLElement {
  const span = document.createElement("span");
  span.className = `badge ${tone}`.trim();
  span.textContent = text;
  return span;
}

function why(text: string): HTMLElement {
  const p = document.createElement("p");
  p.className = "why";
  p.textContent = text;
  return p;
}
