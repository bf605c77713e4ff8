import assert from "node:assert/strict";
import { test } from "node:test";
import type { Op } from "../model/op";
import type { Diagnostic } from "../sync/types";
import { looseEnds } from "./loose-ends";

function finding(code: string, ops: Op[]): Diagnostic {
  const fixes = ops.length > 0 ? [{ title: "Connect", ops }] : [];
  return { code, severity: "error", message: "", block: "a", path: "", line: 1, column: 1, docs: "", fixes };
}

const error: Op = {
  op: "set_target",
  id: "a",
  branch: { kind: "error", error: "NoMatchingError" },
  target: "end",
};
const next: Op = { op: "set_target", id: "a", branch: { kind: "next" }, target: "end" };
const added: Op = { op: "add_block", id: "end", action: "{}" as never };

test("loose error branches are those of findings about branches, with the way to connect them", () => {
  const found = looseEnds([
    finding("unwired-branch", [error]),
    finding("unwired-branch", [next]),
    finding("dangling-target", [added, { ...error, id: "b" }]),
    finding("dangling-target", []),
    finding("missing-branch", [error]),
  ]);
  assert.deepEqual(
    found.map((op) => op.id),
    ["a", "b"],
  );
});
