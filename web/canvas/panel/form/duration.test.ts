import assert from "node:assert/strict";
import { test } from "node:test";
import { shownIn, unitOf, unitsFor, wireIn } from "./duration";

const names = (parameter: Parameters<typeof unitsFor>[0]) => unitsFor(parameter).map((unit) => unit.name);

test("a duration offers the units that its limit has room for", () => {
  assert.deepEqual(names({ max: 60 }), ["seconds"]);
  assert.deepEqual(names({ max: 180 }), ["seconds", "minutes"]);
  assert.deepEqual(names({ max: 604_800 }), ["seconds", "minutes", "hours", "days"]);
  assert.deepEqual(names({}), ["seconds", "minutes"]);
  assert.deepEqual(names({ unit: "minutes", max: 1440 }), ["minutes", "hours"]);
  assert.equal(names({ unit: "milliseconds", max: 60_000 })[1], "seconds");
});

test("a number is shown in the largest unit in which it is whole", () => {
  const units = unitsFor({ max: 604_800 });
  const cases: [string, string, string][] = [
    ["90", "90", "seconds"],
    ["120", "2", "minutes"],
    ["7200", "2", "hours"],
    ["0", "0", "seconds"],
    ["$.Attributes.wait", "$.Attributes.wait", "seconds"],
    ["soon", "soon", "seconds"],
  ];
  for (const [wire, shown, unit] of cases) {
    assert.equal(unitOf(units, wire).name, unit, wire);
    assert.equal(shownIn(unitOf(units, wire), wire), shown, wire);
  }
});

test("what is typed comes back as it was shown, in every unit", () => {
  const units = unitsFor({ max: 604_800 });
  for (const unit of units) {
    for (const n of [1, 2, 59, 1000]) {
      const wire = wireIn(unit, String(n));
      assert.equal(Number(wire), n * unit.wire);
      assert.equal(shownIn(unit, wire), String(n));
    }
  }
});

test("fractions count where they come out whole; other text stays", () => {
  const minutes = { name: "minutes", wire: 60 };
  assert.equal(wireIn(minutes, "1.5"), "90");
  assert.equal(wireIn(minutes, "0.001"), "0.001");
  assert.equal(wireIn(minutes, " 2 "), "120");
  assert.equal(wireIn(minutes, "two"), "two");
});
