/** Asks before forms with data-confirm are sent, and opens the rename dialog. */
export function setUpDialogs(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.confirm) return;
    event.preventDefault();
    form.closest("details")?.removeAttribute("open");
    const submitter = event.submitter;
    ask(form.dataset).then((yes) => {
      if (!yes) return;
      delete form.dataset.confirm;
      form.requestSubmit(submitter);
    });
  });

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const rename = target?.closest<HTMLElement>("[data-rename]");
    if (rename && openRename(rename)) event.preventDefault();
    if (target?.closest("[data-close]")) target.closest("dialog")?.close();
  });
}

/** Resolves to whether the person went on. Without the dialog there is nothing to ask with: go on. */
function ask(words: DOMStringMap): Promise<boolean> {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#confirm");
  const title = dialog?.querySelector("[data-confirm-title]");
  const text = dialog?.querySelector("[data-confirm-text]");
  const ok = dialog?.querySelector("[data-confirm-ok]");
  if (!dialog || !title || !text || !ok) return Promise.resolve(true);
  title.textContent = words.confirm ?? "";
  text.textContent = words.confirmDetail ?? "";
  ok.textContent = words.confirmLabel ?? "Continue";
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "ok"), { once: true });
  });
}

function openRename(link: HTMLElement): boolean {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#rename");
  const form = dialog?.querySelector<HTMLFormElement>("[data-rename-form]");
  const field = form?.querySelector<HTMLInputElement>("input[name=name]");
  if (!dialog || !form || !field) return false;
  form.action = link.dataset.rename ?? "";
  field.value = link.dataset.name ?? "";
  link.closest("details")?.removeAttribute("open");
  dialog.showModal();
  field.select();
  return true;
}
