import assert from "node:assert/strict";
import { test } from "node:test";
import { flowOf } from "../geometry/flow.testkit";
import { Scene } from "../geometry/scene";
import { tints } from "../geometry/source";
import { drawPicture } from "./picture";
import type { Palette } from "./theme";

const palette: Palette = {
  tint: Object.fromEntries(tints.map((tint) => [tint, { line: "#111", fill: "#eee" }])) as Palette["tint"],
  surface: "#fff",
  text: "#000",
  muted: "#555",
  wire: "#888",
  wireError: "#c88",
  wireActive: "#00f",
  selection: "#00f",
  danger: "#c00",
  warning: "#b60",
  note: "#ffd",
  font: "system-ui",
};
const measure = (text: string) => text.length * 7;
const draw = (scene: Scene, ids?: ReadonlySet<string>) =>
  drawPicture({ scene, palette, background: "#fff", measure, ...(ids && { ids }) });

test("a picture shows every block, and the wires between those that are shown", () => {
  const scene = new Scene(
    flowOf({
      Welcome: { at: [0, 0], next: "Menu" },
      Menu: { at: [400, 0], next: "End" },
      End: { at: [800, 0] },
    }),
  );
  const whole = draw(scene).svg;
  for (const name of ["Start", "Welcome", "Menu", "End"]) assert.match(whole, new RegExp(`>${name}<`));
  const part = draw(scene, new Set(["Welcome", "Menu"])).svg;
  assert.doesNotMatch(part, />End</);
  const wires = (svg: string) => [...svg.matchAll(/stroke-width="1.75"/g)].length;
  assert.equal(wires(whole), 3);
  assert.equal(wires(part), 1);
});

test("what comes from the flow is text, never markup, and never what XML refuses", () => {
  const name = `<script>"&'\u0000\ud800`;
  const scene = new Scene(flowOf({ [name]: { at: [0, 0] } }));
  const { svg } = draw(scene);
  assert.doesNotMatch(svg, /<script/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those must not be there
  assert.doesNotMatch(svg, /[\u0000-\u0008]|\p{Surrogate}/u);
  assert.match(svg, /&#60;script&#62;&#34;&#38;&#39;\ufffd\ufffd/);
});

test("long names end in three dots, inside their block", () => {
  const long = "x".repeat(48);
  const { svg } = draw(new Scene(flowOf({ [long]: { at: [0, 0] } })));
  const shown = /font-weight="600">(x+…)</.exec(svg)?.[1] ?? "";
  assert.ok(shown.length > 10 && measure(shown) < 240);
});
