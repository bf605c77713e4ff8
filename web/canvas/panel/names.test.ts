import assert from "node:assert/strict";
import { test } from "node:test";
import { Flow } from "../model/flow";
import { namesOf } from "./names";

const id = (n: number) => `0000000${n}-aaaa-4bbb-8ccc-00000000000${n}`;

test("blocks of one name say their first setting, others only their name", () => {
  const set = (n: number, attributes: object) => ({
    Identifier: id(n),
    Type: "UpdateContactAttributes",
    Parameters: { Attributes: attributes },
  });
  const flow = Flow.parse(
    JSON.stringify({
      StartAction: id(1),
      Actions: [
        set(1, { reason: "lost" }),
        set(2, { reason: "stolen or mislaid, nobody knows" }),
        { Identifier: id(3), Type: "DisconnectParticipant", Parameters: {} },
        { Identifier: id(4), Type: "DisconnectParticipant", Parameters: {} },
        { Identifier: "Welcome", Type: "MessageParticipant", Parameters: { Text: "Hello" } },
      ],
    }),
  );
  assert.deepEqual(
    [...namesOf(flow.blocks()).values()],
    [
      "Set contact attributes — reason = lost",
      "Set contact attributes — reason = stolen or mislaid, n…",
      "Disconnect",
      "Disconnect",
      "Welcome",
    ],
  );
});
