import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  BLOCK_WIDTH,
  BRANCH_HEIGHT,
  blockHeight,
  ENTRY_HEIGHT,
  ENTRY_WIDTH,
  HEAD_HEIGHT,
  INPUT_Y,
  outputY,
  SECTION_PADDING,
  SETTING_HEIGHT,
} from "./metrics";

const css = readFileSync("web/canvas/view/canvas.css", "utf8");

/** The declarations of the rule with exactly this selector. */
function rule(selector: string): string {
  const escaped = selector.replace(/[.[\]]/g, "\\$&");
  const found = new RegExp(`(?:^|\\})\\s*(?:/\\*[^}]*\\*/\\s*)?${escaped} \\{([^}]*)\\}`, "m").exec(css);
  assert.ok(found, `no rule for ${selector}`);
  return found[1]!;
}

function pixels(selector: string, property: string): number {
  const found = new RegExp(`(?:^|[;\\s])${property}: (\\d+)px`).exec(rule(selector));
  assert.ok(found, `${selector} has no ${property} in pixels`);
  return Number(found[1]);
}

test("the style sheet has the sizes that geometry counts on", () => {
  assert.equal(pixels(".cv-block", "width"), BLOCK_WIDTH);
  assert.equal(pixels(".cv-head", "height"), HEAD_HEIGHT);
  assert.equal(pixels(".cv-setting", "height"), SETTING_HEIGHT);
  assert.equal(pixels(".cv-branch", "height"), BRANCH_HEIGHT);
  assert.equal(pixels(".cv-branches", "padding"), SECTION_PADDING);
  assert.equal(pixels(".cv-block[data-entry]", "width"), ENTRY_WIDTH);
  assert.equal(pixels(".cv-block[data-entry] .cv-head", "height"), ENTRY_HEIGHT);
  assert.equal(pixels(".cv-port-in", "top") + pixels(".cv-port", "height") / 2, INPUT_Y);
});

test("ports stand in the middle of their rows, inside the block", () => {
  assert.equal(blockHeight(0, 0), HEAD_HEIGHT);
  for (const settings of [0, 1, 3]) {
    for (const branches of [1, 2, 9]) {
      const last = outputY(settings, branches - 1);
      assert.equal(last + BRANCH_HEIGHT / 2 + SECTION_PADDING, blockHeight(settings, branches));
    }
  }
});
