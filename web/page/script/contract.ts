/**
 * The screen of a module's settings: rows come and go without asking the
 * server, and the two sides, table and JSON, are not edited at once: each is
 * saved for itself, so what was changed on the other would be lost.
 */
export function setUpContract(): void {
  const root = document.querySelector<HTMLElement>("[data-contract]");
  if (!root) return;
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const part = button?.closest<HTMLElement>("[data-part]");
    if (!button || !part) return;
    if (button.hasAttribute("data-add")) addRow(part);
    else if (button.hasAttribute("data-remove")) removeRow(button, part);
    else return;
    event.preventDefault();
    holdOtherSide(button);
  });
  root.addEventListener("input", (event) => {
    if (event.target instanceof Element) holdOtherSide(event.target);
  });
  for (const part of root.querySelectorAll<HTMLElement>("[data-part]")) settle(part);
}

function rowsOf(part: HTMLElement): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>("[data-rows] > tr")];
}

function addRow(part: HTMLElement): void {
  const template = part.querySelector<HTMLTemplateElement>("template[data-row]");
  const row = template?.content.querySelector("tr")?.cloneNode(true);
  if (!(row instanceof HTMLElement)) return;
  const rows = rowsOf(part);
  const numbers = rows.map((one) => Number(one.querySelector("[name]")?.getAttribute("name")?.split(".")[1]));
  const index = String(Math.max(-1, ...numbers) + 1);
  for (const element of row.querySelectorAll("[name], [aria-label], [title]")) {
    for (const name of ["name", "aria-label", "title", "value"]) {
      const text = element.getAttribute(name);
      if (text === null) continue;
      element.setAttribute(name, text.replace("ROW", index).replace(/number/i, String(rows.length + 1)));
    }
  }
  part.querySelector("[data-rows]")?.append(row);
  settle(part);
  row.querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
}

function removeRow(button: HTMLElement, part: HTMLElement): void {
  const row = button.closest("tr");
  const at = row ? rowsOf(part).indexOf(row) : -1;
  row?.remove();
  settle(part);
  const rows = rowsOf(part);
  const next = rows[Math.min(at, rows.length - 1)]?.querySelector<HTMLElement>("[data-remove]");
  (next ?? part.querySelector<HTMLElement>("[data-add]"))?.focus();
}

/** Shows the head of a table with rows, the sentence of one without, and ends adding at the most. */
function settle(part: HTMLElement): void {
  const { length } = rowsOf(part);
  const head = part.querySelector<HTMLElement>("thead");
  const empty = part.querySelector<HTMLElement>("[data-empty]");
  const add = part.querySelector<HTMLButtonElement>("[data-add]");
  if (head) head.hidden = length === 0;
  if (empty) empty.hidden = length > 0;
  if (add && part.dataset.most !== undefined) add.disabled = length >= Number(part.dataset.most);
}

function holdOtherSide(changed: Element): void {
  const form = changed.closest<HTMLElement>("[data-side]");
  for (const side of form?.parentElement?.querySelectorAll<HTMLElement>("[data-side]") ?? []) {
    if (side === form) continue;
    for (const fields of side.querySelectorAll("fieldset")) fields.disabled = true;
    for (const button of side.querySelectorAll<HTMLButtonElement>("button[type=submit]"))
      button.disabled = true;
    const hint = side.querySelector<HTMLElement>("[data-held]");
    if (hint) hint.hidden = false;
  }
}
