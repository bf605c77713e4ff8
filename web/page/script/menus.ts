/** Menus are <details>: this closes them the way people expect. */
export function setUpMenus(): void {
  const opened = () => document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]");

  document.addEventListener("click", (event) => {
    for (const menu of opened()) {
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    for (const menu of opened()) {
      if (event.key === "Escape") {
        menu.open = false;
        menu.querySelector("summary")?.focus();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(menu, event.key === "ArrowDown" ? 1 : -1);
      }
    }
  });
}

/** Moves the focus to the next or previous entry, around the ends. */
function step(menu: HTMLElement, by: number): void {
  const entries = [...menu.querySelectorAll<HTMLElement>(".menuitems a, .menuitems button")];
  if (entries.length === 0) return;
  const now = entries.indexOf(document.activeElement as HTMLElement);
  const next = now < 0 ? (by > 0 ? 0 : entries.length - 1) : (now + by + entries.length) % entries.length;
  entries[next]?.focus();
}
