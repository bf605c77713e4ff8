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

/** A window that can be made narrow. */
class Window {
  matches = false;
  private told: () => void = () => {};
  addEventListener(_type: string, told: unknown): void {
    this.told = told as () => void;
  }
  zoom(matches: boolean): void {
    this.matches = matches;
    this.told();
  }
}
const wide = () => new Window();

test("in a narrow window the sides are folded, and come back as they were", () => {
  const kept = storage('{"closed":["left"]}');
  const window = new Window();
  const layout = new PanelLayout(
    () => kept,
    () => window,
  );
  const open = () => [layout.leftOpen.value, layout.propertiesOpen.value];
  assert.deepEqual(open(), [false, true]);
  window.zoom(true);
  assert.deepEqual(open(), [false, false]);
  layout.toggle("left");
  assert.deepEqual(open(), [true, false]);
  window.zoom(false);
  assert.deepEqual(open(), [false, true]);
  const after = new PanelLayout(() => kept, wide);
  assert.deepEqual([after.leftOpen.value, after.propertiesOpen.value], [false, true]);
});

test("sizes, folded panels and the place of the JSON are remembered", () => {
  const kept = storage();
  const before = new PanelLayout(() => kept, wide);
  before.resize("properties", 500);
  before.resize("left", 300);
  before.resize("left", undefined);
  before.toggle("left");
  before.dock(true);
  const after = new PanelLayout(() => kept, wide);
  assert.equal(after.sizes.properties.value, 500);
  assert.equal(after.sizes.left.value, undefined);
  assert.equal(after.leftOpen.value, false);
  assert.equal(after.propertiesOpen.value, true);
  assert.equal(after.jsonBelow.value, true);
});

test("no panel gets smaller or larger than it may", () => {
  const layout = new PanelLayout(() => storage(), wide);
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
    const layout = new PanelLayout(() => storage(text), wide);
    assert.equal(layout.sizes.left.value, undefined, text);
    assert.equal(layout.leftOpen.value, true, text);
  }
  const off = new PanelLayout(() => {
    throw new Error("storage is off");
  }, wide);
  off.resize("left", 300);
  assert.equal(off.sizes.left.value, 300);
});
