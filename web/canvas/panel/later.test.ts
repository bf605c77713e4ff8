import assert from "node:assert/strict";
import { test } from "node:test";
import { Later } from "./later";

test("a part is fetched once, however often it is asked for", async () => {
  let fetched = 0;
  const later = new Later(async () => ++fetched);
  await Promise.all([later.load(), later.load()]);
  await later.load();
  assert.equal(fetched, 1);
  assert.equal(later.part.value, 1);
});

test("after a failure it says so, and is fetched when asked again", async () => {
  let isOffline = true;
  const later = new Later(async () => {
    if (isOffline) throw new TypeError("Failed to fetch");
    return "forms";
  });
  await later.load();
  assert.equal(later.failed.value, true);
  assert.equal(later.part.value, undefined);
  isOffline = false;
  const again = later.load();
  assert.equal(later.failed.value, false, "the message goes while it is fetched");
  await again;
  assert.equal(later.part.value, "forms");
});
