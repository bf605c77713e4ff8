/**
 * Copy buttons. navigator.clipboard is missing on plain http by host name, so
 * the field is selected and copied the old way, which works everywhere.
 */
export function setUpCopying(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-select]")) {
    field.addEventListener("focus", () => field.select());
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

function copy(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset.copy ?? "");
  const label = button.querySelector("[data-copy-label]");
  if (!(field instanceof HTMLInputElement) || !label) return;
  field.focus();
  field.select();
  label.textContent = document.execCommand("copy") ? "Copied" : "Press Ctrl+C";
}
