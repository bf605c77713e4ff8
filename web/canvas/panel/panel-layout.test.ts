import assert from "node:assert/strict";
import { test } from "node:test";
import { PanelLayout } from "./panel-layout";

/** As much of a Storage as the layout uses. */
function storage(text?: string): Storage {
  const items = new Map<string, string>(text === undefined ? [] : [["switchyard.panels", text]]);
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  } as unknown as Storage;
}

test("sizes, folded panels and the place of the JSON are remembered", () => {
  const kept = storage();
  const before = new PanelLayout(() => kept);
  before.resize("properties", 500);
  before.resize("left", 300);
  before.resize("left", undefined);
  before.toggle("left");
  before.dock(true);
  const after = new PanelLayout(() => kept);
  assert.equal(after.sizes.properties.value, 500);
  assert.equal(after.sizes.left.value, undefined);
  assert.equal(after.leftOpen.value, false);
  assert.equal(after.propertiesOpen.value, true);
  assert.equal(after.jsonBelow.value, true);
});

test("no panel gets smaller or larger than it may", () => {
  const layout = new PanelLayout(() => storage());
  layout.resize("properties", 10);
  assert.equal(layout.sizes.properties.value, 260);
  layout.resize("properties", 9999);
  assert.equal(layout.sizes.properties.value, 640);
});

test("what is not to be read is as if nothing were kept", () => {
  const texts = [
    "{",
    "null",
    "7",
    '{"sizes":7,"closed":"left"}',
    '{"sizes":{"left":"wide"}}',
    '{"closed":[1]}',
  ];
  for (const text of texts) {
    const layout = new PanelLayout(() => storage(text));
    assert.equal(layout.sizes.left.value, undefined, text);
    assert.equal(layout.leftOpen.value, true, text);
  }
  const off = new PanelLayout(() => {
    throw new Error("storage is off");
  });
  off.resize("left", 300);
  assert.equal(off.sizes.left.value, 300);
});
