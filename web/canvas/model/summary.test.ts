import assert from "node:assert/strict";
import { test } from "node:test";
import { Flow } from "./flow";
import { shortLabel } from "./summary";
import type { Setting } from "./types";

function summary(type: string, parameters: object): readonly Setting[] {
  const flow = Flow.parse(
    JSON.stringify({ StartAction: "a", Actions: [{ Identifier: "a", Type: type, Parameters: parameters }] }),
  );
  return flow.block("a")?.summary ?? [];
}

test("a label on a block is the words that come first and fit", () => {
  const cases = [
    ["Text to speech or chat text", "Text to speech"],
    ["Text to speech as SSML", "Text to speech"],
    ["Hours of operation", "Hours"],
    ["Time to sign in (minutes)", "Time to sign"],
    ["Customer remains after the agent left", "Customer…"],
    ["Default flow for the agent's guide", "Default flow…"],
    ["Queue", "Queue"],
    ["Antidisestablishmentarianism", "Antidisestabli…"],
  ];
  for (const [label = "", want] of cases) assert.equal(shortLabel(label), want);
});

test("what a line cannot hold with its label stands alone where it speaks for itself", () => {
  const long = "Welcome to Harbour Bank. This call may be recorded.";
  const [prompt] = summary("MessageParticipant", { Text: long });
  assert.deepEqual(prompt, { label: "Text to speech or chat text", short: "", value: long });
  assert.equal(summary("MessageParticipant", { Text: "Hello." })[0]?.short, "Text to speech");

  const labels = summary("Unheard", { First: long, Second: long }).map((setting) => setting.short);
  assert.deepEqual(labels, ["First", "Second"], "several values need their labels to be told apart");
});
