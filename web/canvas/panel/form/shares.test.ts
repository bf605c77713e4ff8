import assert from "node:assert/strict";
import { test } from "node:test";
import { Flow } from "../../model/flow";
import { isRejected } from "../../model/types";
import { operandsOf, restOf, rewriteOps, sharesOf, sharesProblem } from "./shares";

const less = (operand: string) => ({ operator: "NumberLessThan", operands: [operand] });

test("operands are 1 plus the shares so far", () => {
  assert.deepEqual(sharesOf(["4", "10", "18"].map(less)), [3, 6, 8]);
  assert.deepEqual(operandsOf([3, 6, 8]), ["4", "10", "18"]);
  assert.equal(restOf([3, 6, 8]), 83);
  assert.deepEqual(sharesOf([]), []);
});

test("operands that are no shares are left to be edited as text", () => {
  for (const bad of [["10", "5"], ["102"], ["a"], ["-1"], ["1.5"], [""]])
    assert.equal(sharesOf(bad.map(less)), undefined);
});

test("shares are whole numbers that fit into 100", () => {
  assert.equal(sharesProblem([50, 50]), "");
  assert.match(sharesProblem([60, 50]), /Together that is 110 %/);
  assert.match(sharesProblem([0, 50]), /1 to 100/);
  assert.match(sharesProblem([Number.NaN]), /1 to 100/);
});

test("rewriting reaches every condition, also over equal operands on the way", () => {
  for (const [from, to] of [
    [
      [10, 10, 10],
      [20, 10, 10],
    ],
    [
      [50, 30],
      [20, 30],
    ],
    [
      [1, 1, 1, 1],
      [1, 2, 1, 1],
    ],
    [
      [40, 20, 20],
      [10, 10, 10],
    ],
  ] as const) {
    const conditions = operandsOf(from).map((operand, at) => ({
      NextAction: `t${at}`,
      Condition: { Operator: "NumberLessThan", Operands: [operand] },
    }));
    const flow = Flow.parse(
      JSON.stringify({
        StartAction: "a",
        Actions: [
          {
            Identifier: "a",
            Type: "DistributeByPercentage",
            Parameters: {},
            Transitions: { Conditions: conditions },
          },
        ],
      }),
    );
    const result = flow.apply(rewriteOps("a", operandsOf(from).map(less), operandsOf(to)));
    assert.ok(!isRejected(result));
    const found = flow.outputs("a").filter((one) => one.branch.kind === "condition");
    assert.deepEqual(
      found.map((one) => [one.target, one.branch.operands?.[0]]),
      operandsOf(to).map((operand, at) => [`t${at}`, operand]),
    );
  }
});
