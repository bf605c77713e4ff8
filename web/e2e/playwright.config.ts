import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Browsers in the order of preference; scripts/setup.sh says where it put one when none is installed. */
const browsers = [
  process.env.SWITCHYARD_CHROMIUM ?? "",
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
];

const executablePath = browsers.find((path) => path !== "" && existsSync(path));
if (!executablePath) {
  throw new Error(
    "No Chromium was found. Run `scripts/setup.sh test`, or set SWITCHYARD_CHROMIUM to a browser.",
  );
}

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 800 },
    // Without gliding, a place that was measured is still there when the pointer comes.
    contextOptions: { reducedMotion: "reduce" },
    // A trace of every test takes as long as the tests: `--trace on` when one is wanted.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        // One test runs on plain http at a name that is not localhost.
        "--host-resolver-rules=MAP switchyard.test 127.0.0.1",
      ],
    },
  },
});
