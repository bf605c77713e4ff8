import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Expects nothing that axe-core finds fault with in what is shown now, in light and dark. */
export async function accessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  expect.soft(await faults(builder(page)), what).toEqual([]);
  // Names and roles are those of the light page: only the colours are others.
  await page.emulateMedia({ colorScheme: "dark" });
  expect.soft(await faults(builder(page).withRules("color-contrast")), `${what}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: null });
}

/** There are no frames, so the mode for one document does, which is much faster. */
function builder(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

async function faults(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`),
  );
}
