import assert from "node:assert/strict";
import { test } from "node:test";
import { Flow } from "../model/flow";
import type { Diagnostic } from "../sync/types";
import { grouped, shortMessage } from "./findings";

const flow = Flow.parse(
  JSON.stringify({
    StartAction: "Hello",
    Actions: [{ Identifier: "Hello", Type: "MessageParticipant", Parameters: {}, Transitions: {} }],
  }),
);
const block = flow.block("Hello")!;

function finding(code: string, message: string, severity: Diagnostic["severity"] = "error"): Diagnostic {
  const path = `/Actions/0/${code}`;
  return { code, severity, message, block: "Hello", path, line: 1, column: 1, docs: "", fixes: [] };
}

test("the name of the block goes from the beginning of a message only", () => {
  const cases = [
    [
      "Play prompt “Hello”: the next step leads nowhere. Connect it.",
      "The next step leads nowhere. Connect it.",
    ],
    ["Play prompt “Hello” has no “Error” branch (X).", "Has no “Error” branch (X)."],
    ["Play prompt: “Text” is empty.", "“Text” is empty."],
    [
      "Nothing leads to Play prompt “Hello”, so it never runs.",
      "Nothing leads to this block, so it never runs.",
    ],
    ["Play prompts are many.", "Play prompts are many."],
  ];
  for (const [message = "", want] of cases) assert.equal(shortMessage(finding("x", message), block), want);
});

test("branches with one finding are one line, everything else one each", () => {
  const unwired = (what: string) =>
    finding("unwired-branch", `Play prompt “Hello”: the ${what} leads nowhere. Connect it to a block.`);
  const groups = grouped(
    [
      finding("unreachable-block", "Nothing leads to Play prompt “Hello”, so it never runs.", "warning"),
      unwired("next step"),
      finding("limits", "Play prompt “Hello” is long. Cut it."),
      unwired("branch “At capacity”"),
      finding(
        "missing-branch",
        "Play prompt “Hello” has no “Error” branch (NoMatchingError). Connect will not.",
      ),
      unwired("branch “Error”"),
      finding("limits", "Play prompt “Hello” is wide. Cut it."),
    ],
    block,
  );
  assert.deepEqual(
    groups.map((group) => [group.line, group.findings.length]),
    [
      ["3 branches lead nowhere: next step, At capacity, Error", 3],
      ["Is long", 1],
      ["Is wide", 1],
      ["Has no “Error” branch (NoMatchingError)", 1],
      ["Nothing leads to this block, so it never runs", 1],
    ],
  );
});
