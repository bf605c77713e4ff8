/** Sends forms with data-autosubmit when a choice in them changes, and keeps any form from being sent twice. */
export function setUpForms(): void {
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLSelectElement)
      field.closest<HTMLFormElement>("form[data-autosubmit]")?.requestSubmit();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "post") return;
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    // After this turn, so that the button's own value still goes along.
    setTimeout(() => {
      button.disabled = true;
    });
  });

  // Coming back with the browser's Back shows the page as it was left.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[type=submit]:disabled"))
      button.disabled = false;
  });
}
