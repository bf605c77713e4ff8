import { existsSync } from "node:fs";
import { type Browser, chromium } from "@playwright/test";

const candidates = [
  process.env.SWITCHYARD_CHROMIUM ?? "",
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
];

/** The browser that the tests use, with software rendering. */
export async function launch(): Promise<Browser> {
  const executablePath = candidates.find((path) => path !== "" && existsSync(path));
  if (!executablePath) throw new Error("No Chromium was found: set SWITCHYARD_CHROMIUM to a browser.");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
}
