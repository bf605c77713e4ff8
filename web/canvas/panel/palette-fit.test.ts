import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "../model/catalogue";
import { paletteItems, retiredKeys, typesInWords } from "./palette-fit";

const types = catalogue.flow_types.map((type) => type.api);

/** AWS's matrix for some actions, by the types that take them; "?" marks where its two pages disagree. */
const matrix: Record<string, string> = {
  MessageParticipant:
    "CONTACT_FLOW CUSTOMER_QUEUE CUSTOMER_WHISPER OUTBOUND_WHISPER AGENT_WHISPER AGENT_TRANSFER QUEUE_TRANSFER",
  GetParticipantInput: "CONTACT_FLOW CUSTOMER_QUEUE AGENT_TRANSFER QUEUE_TRANSFER OUTBOUND_WHISPER?",
  DisconnectParticipant: "CONTACT_FLOW CUSTOMER_QUEUE AGENT_TRANSFER QUEUE_TRANSFER",
  MessageParticipantIteratively: "CUSTOMER_QUEUE CUSTOMER_HOLD AGENT_HOLD",
  TransferContactToQueue: "CONTACT_FLOW AGENT_TRANSFER QUEUE_TRANSFER",
  DequeueContactAndTransferToQueue: "CUSTOMER_QUEUE",
  CompleteOutboundCall: "OUTBOUND_WHISPER",
  TransferContactToAgent: "AGENT_TRANSFER QUEUE_TRANSFER",
  EndFlowModuleExecution: "",
  Compare: types.filter((type) => type !== "MODULE" && type !== "CAMPAIGN").join(" "),
};

test("each type of flow takes the blocks that AWS's pages say", () => {
  for (const [kind, allowed] of Object.entries(matrix)) {
    const takes = allowed.split(" ");
    for (const type of types) {
      const item = paletteItems(type).find(({ action }) => action.type === kind);
      assert.ok(item, `${kind} is in the palette`);
      const disputed = takes.includes(`${type}?`);
      const fits = type === "MODULE" || type === "CAMPAIGN" || disputed || takes.includes(type);
      assert.equal(item.misfit === "", fits, `${kind} in ${type}: “${item.misfit}”`);
      assert.equal(item.note !== "", disputed, `${kind} in ${type}: “${item.note}”`);
    }
  }
});

test("over the whole catalogue, what does not fit says why in words", () => {
  for (const type of [...types, ""]) {
    const items = paletteItems(type);
    assert.equal(items.length, catalogue.actions.flatMap((action) => action.blocks).length);
    for (const { action, block, misfit, note } of items) {
      const where = `${block.key} in ${type}`;
      assert.ok(misfit === "" || note === "", `${where} has one reason`);
      for (const reason of [misfit, note]) {
        if (reason === "") continue;
        assert.match(reason, /^[A-Z].*\.$/s, `${where}: a sentence`);
        assert.doesNotMatch(reason, /undefined|[A-Z]{4}_/, `${where}: words, not codes`);
        if (!block.retired) assert.ok(reason.includes(typesInWords(type)), `${where}: names the type`);
      }
      if (type === "MODULE" || type === "CAMPAIGN" || type === "") {
        assert.equal(misfit === "", !block.retired, `${where}: ${action.type} may stand there`);
      }
    }
    assert.ok(items.filter(({ misfit }) => misfit === "").length > 20, `${type} has blocks that fit`);
  }
});

test("every retired block says since when or why", () => {
  const retired = catalogue.actions.flatMap((action) => action.blocks).filter((block) => block.retired);
  assert.deepEqual(retired.map((block) => block.key).sort(), [...retiredKeys].sort());
});

test("types and channels are told as people say them", () => {
  assert.equal(typesInWords("CUSTOMER_QUEUE"), "customer queue flows");
  assert.equal(typesInWords("MODULE"), "modules");
  const channels = (kind: string) =>
    paletteItems("CONTACT_FLOW").find(({ action }) => action.type === kind)?.channels;
  assert.equal(channels("MessageParticipantIteratively"), "Voice only");
  assert.equal(channels("ConnectParticipantWithLexBot"), "Voice, chat");
  assert.equal(channels("Compare"), "");
});
