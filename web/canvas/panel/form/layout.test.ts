import assert from "node:assert/strict";
import { test } from "node:test";
import { fromPlain, type Json } from "../../model/json";
import type { Diagnostic } from "../../sync/types";
import { claim, placed } from "./claims";
import { type ActionForms, actionForms } from "./forms.gen";
import { layoutOf, type Node } from "./layout";
import { othersOf } from "./others";
import { itemDepth, placeOf } from "./paths";
import { requiredMembers, startOf, wireOf } from "./schema";
import { shownNames } from "./shown";
import { isRequired, isShown } from "./visibility";

const forms: ActionForms = {
  type: "Test",
  forms: {},
  parameters: [
    { path: "Text", label: "Text", kind: "text", need: "optional" },
    { path: "Media", label: "Audio", kind: "object", need: "optional" },
    { path: "Media.Uri", label: "Address", kind: "text", need: "required" },
    { path: "Media.Kind", label: "Kind", kind: "text", need: "required", default: "Audio" },
    { path: "Steps", label: "Steps", kind: "list", need: "optional" },
    { path: "Steps[].Kind", label: "Kind", kind: "enum", need: "required", default: "a" },
    {
      path: "Steps[].Level",
      label: "Level",
      kind: "integer",
      need: "refused",
      cases: [{ when: { path: "Steps[].Kind", equals: ["b"] }, need: "required" }],
      native: true,
      typed: true,
    },
    { path: "Steps[].Names", label: "Names", kind: "list", need: "optional" },
    { path: "Set", label: "Set", kind: "map", need: "optional" },
    { path: "Set.*", label: "Entry", kind: "object", need: "optional" },
    { path: "Set.*.Value", label: "Value", kind: "text", need: "required" },
    { path: "Data", label: "Data", kind: "object", need: "optional" },
    { path: "Data.First", label: "First", kind: "text", need: "optional" },
    { path: "Data.*", label: "Others", kind: "text", need: "optional" },
  ],
  one_of: [{ paths: ["Text", "Media"], min: 1, max: 1, label: "What to play" }],
};
const paths = forms.parameters.map((one) => one.path);
const nodes = layoutOf(forms, paths);
const json = (value: object): Json => fromPlain(value);

/** The tree as text: "object Media (field Media.Uri)". */
function drawn(list: readonly Node[]): string {
  return list
    .map((node) => {
      if (node.kind === "choice")
        return `choice (${node.options.map((option) => `${option.path}: ${drawn(option.nodes)}`).join(" | ")})`;
      const inner = "nodes" in node ? ` (${drawn(node.nodes)})` : "";
      return `${node.kind} ${node.parameter.path}${inner}`;
    })
    .join(", ");
}

test("paths become groups, sub-forms, tables and choices", () => {
  assert.equal(
    drawn(nodes),
    "choice (Text: field Text | Media: field Media.Uri, field Media.Kind), " +
      "list Steps (field Steps[].Kind, field Steps[].Level, field Steps[].Names), " +
      "table Set (field Set.*.Value), " +
      "object Data (field Data.First, rest Data.*)",
  );
});

test("a choice of which the form has one path is no choice", () => {
  assert.equal(drawn(layoutOf(forms, ["Media.Uri", "Set"])), "field Media.Uri, field Set");
});

test("every path of every form of the catalogue is drawn, once", () => {
  const leaves = (list: readonly Node[]): string[] =>
    list.flatMap((node) => {
      if (node.kind === "choice") return node.options.flatMap((option) => leaves(option.nodes));
      return "nodes" in node ? leaves(node.nodes) : [node.parameter.path];
    });
  let count = 0;
  for (const action of actionForms) {
    for (const form of Object.values(action.forms)) {
      const ends = form.filter(
        (path) => !form.some((one) => one.startsWith(`${path}.`) || one.startsWith(`${path}[]`)),
      );
      assert.deepEqual(leaves(layoutOf(action, form)).sort(), [...ends].sort(), action.type);
      count += ends.length;
    }
  }
  assert.ok(count > 150);
});

test("what no field shows is listed, however deep, and nothing else", () => {
  const parameters = json({
    Text: "x",
    Odd: 1,
    Media: { Uri: "u", Extra: {} },
    Steps: [{ Kind: "a" }, { Kind: "b", More: [1] }, "text"],
    Set: { a: { Value: "1", Type: "t" }, b: "flat" },
    Data: { First: "1", Other: "2" },
  });
  assert.deepEqual(
    othersOf(nodes, parameters).map((place) => place.join(".")),
    ["Odd", "Media.Extra", "Steps.1.More", "Steps.2", "Set.a.Type", "Set.b"],
  );
});

test("within an item its own members decide what is shown", () => {
  const parameters = json({ Steps: [{ Kind: "a" }, { Kind: "b" }, { Kind: "a", Level: 1 }] });
  const level = forms.parameters.find((one) => one.path === "Steps[].Level")!;
  assert.deepEqual(
    ["0", "1", "2"].map((key) => isShown(level, parameters, [key])),
    [false, true, true],
    "what Connect refuses is shown when the file has it",
  );
  assert.equal(isRequired(forms, level, parameters, ["1"]), true);
});

test("a member is required where what it stands in is there", () => {
  const uri = forms.parameters.find((one) => one.path === "Media.Uri")!;
  assert.equal(isRequired(forms, uri, json({}), []), false);
  assert.equal(isRequired(forms, uri, json({ Media: {} }), []), true);
});

test("a finding is shown at the field that it is about, or the nearest around it", () => {
  const parameters = json({ Text: "x", Steps: [{ Kind: "a", Names: ["n"] }], Odd: 1 });
  const finding = (path: string) => ({ path: `/Actions/3/Parameters/${path}`, message: path }) as Diagnostic;
  const found = [
    "Text",
    "Steps/0/Kind",
    "Steps/0/Names/0",
    "Steps/0/Gone",
    "Steps/0",
    "Odd/x",
    "Media",
    "a~1b",
  ].map(finding);
  const claimed = claim(placed(found), shownNames(nodes, othersOf(nodes, parameters), parameters));
  assert.deepEqual(
    [...claimed].map(([name, list]) => [name, list.map((one) => one.message)]),
    [
      ["Text", ["Text"]],
      ["Steps.0.Kind", ["Steps/0/Kind"]],
      ["Steps.0.Names", ["Steps/0/Names/0"]],
      ["Steps.0", ["Steps/0/Gone", "Steps/0"]],
      ["Odd", ["Odd/x"]],
      ["Text|Media", ["Media"]],
      ["", ["a~1b"]],
    ],
  );
});

test("places fill indexes and names into templates", () => {
  assert.deepEqual(placeOf("Steps[].Names[]", ["2", "0"]), ["Steps", "2", "Names", "0"]);
  assert.deepEqual(placeOf("Set.*.Value", ["a.b"]), ["Set", "a.b", "Value"]);
  assert.deepEqual([itemDepth("Text"), itemDepth("Steps[].Kind"), itemDepth("Set.*.Value")], [0, 2, 2]);
});

test("what is chosen begins with what it needs and usually has", () => {
  assert.deepEqual(startOf(forms, "Text"), "");
  assert.deepEqual(startOf(forms, "Media"), new Map([["Kind", "Audio"]]));
  assert.deepEqual(requiredMembers(forms, "Steps[]"), new Map([["Kind", "a"]]));
});

test("numbers and booleans of the file stay what they are; texts stay texts", () => {
  const number = forms.parameters.find((one) => one.path === "Steps[].Level")!;
  const text = { ...number, typed: false };
  assert.equal(wireOf(number, undefined, "5"), 5);
  assert.equal(wireOf(text, undefined, "5"), "5");
  assert.equal(wireOf(text, 4, "5"), 5);
  assert.equal(wireOf(number, "4", "5"), "5");
  assert.equal(wireOf(number, 4, "$.Attributes.n"), "$.Attributes.n");
  assert.equal(wireOf(number, 4, "007"), "007", "what JSON would write otherwise is not touched");
  assert.equal(wireOf({ ...text, kind: "bool" }, true, "False"), false);
  assert.equal(wireOf({ ...text, kind: "bool" }, "True", "False"), "False");
});
