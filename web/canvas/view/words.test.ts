import assert from "node:assert/strict";
import { test } from "node:test";
import { flowOf } from "../geometry/flow.testkit";
import { Scene } from "../geometry/scene";
import { ENTRY, ENTRY_KEY } from "../geometry/shape";
import { Flow } from "../model/flow";
import { badgeText, blockLabel, count, stepWords } from "./words";

test("a badge names the graver kind in words", () => {
  assert.equal(badgeText({ errors: 2, warnings: 5 }), "2 errors");
  assert.equal(badgeText({ errors: 0, warnings: 1 }), "1 warning");
  assert.equal(badgeText({ errors: 0, warnings: 0 }), "");
});

function label(scene: Scene, id: string, errors = 0): string {
  return blockLabel(scene, scene.shapes.get(id)!, { errors, warnings: 0 });
}

test("a block is named with what it is, its own name, its branches, its findings and where it leads", () => {
  const scene = new Scene(
    flowOf({
      Welcome: { at: [0, 0], next: "Menu", error: "Bye" },
      Menu: { at: [1, 0], next: "Bye", error: "Bye" },
      Bye: { at: [2, 0] },
      Lost: { at: [3, 0], next: "" },
    }),
  );
  assert.equal(label(scene, ENTRY), "Entry point, connects to Welcome");
  assert.equal(
    label(scene, "Welcome", 1),
    "Play prompt, Welcome, 2 branches, 1 error, connects to Menu and Bye",
  );
  assert.equal(label(scene, "Menu"), "Play prompt, Menu, 2 branches, connects to Bye");
  assert.equal(label(scene, "Bye"), "Disconnect, Bye, ends the flow");
  assert.equal(label(scene, "Lost"), "Play prompt, Lost, 2 branches, not reached");
  assert.equal(count(1, "branch"), "1 branch");
});

/** A menu whose digits lead to blocks a, b, c … */
function menu(targets: readonly string[]): Scene {
  const end = { Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
  const Conditions = targets.map((NextAction, digit) => ({
    NextAction,
    Condition: { Operator: "Equals", Operands: [String(digit)] },
  }));
  const Transitions = { NextAction: "", Conditions, Errors: [] };
  const first = { Identifier: "Menu", Type: "GetParticipantInput", Parameters: {}, Transitions };
  const Actions = [first, ...targets.map((Identifier) => ({ ...end, Identifier }))];
  return new Scene(Flow.parse(JSON.stringify({ StartAction: "Menu", Actions })));
}

test("many targets are cut short", () => {
  assert.match(label(menu(["a", "b", "c", "d"]), "Menu"), /connects to a, b, c and d$/);
  assert.match(label(menu(["a", "b", "c", "d", "e", "f"]), "Menu"), /connects to a, b, c and 3 more$/);
});

test("a step names the branch where there are several", () => {
  const scene = menu(["a", "b"]);
  const step = (key: string) => stepWords(scene, { from: "Menu", key });
  const wires = scene.shapes.get("Menu")!.wires;
  assert.equal(step(wires[1]!.key), `${wires[1]!.output?.label}, branch 2 of ${wires.length}`);
  assert.equal(step("no such"), "");
  assert.equal(stepWords(scene, { from: ENTRY, key: ENTRY_KEY }), "");
});
