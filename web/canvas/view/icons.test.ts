import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "../catalogue.gen";
import { hasIcon, iconNode } from "./icons";

test("every icon that the catalogue names is in the bundle", () => {
  const named = catalogue.actions.flatMap((action) => action.blocks.map((block) => block.icon));
  assert.ok(named.length > 50);
  assert.deepEqual(
    [...new Set(named)].filter((name) => !hasIcon(name)),
    [],
  );
});

test("an icon that nobody knows is still something to draw", () => {
  assert.ok(iconNode("no-such-icon").length > 0);
});
