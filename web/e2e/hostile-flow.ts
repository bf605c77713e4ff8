/** A flow that tries to get out of its text, in every field that people see. */

const marker = "sy-hostile";

/** Texts that would become markup, code, addresses or keys where somebody forgot that they are text. */
export const payloads = [
  `<script data-${marker}>alert(1)</script>`,
  `"><img data-${marker} src=x onerror=alert(1)>`,
  `' onmouseover='alert(1)' data-${marker}='`,
  `</script></title></textarea><svg data-${marker} onload=alert(1)>`,
  `<iframe data-${marker} srcdoc="<script>alert(1)</script>"></iframe>`,
  "javascript:alert(1)",
  "{{constructor.constructor('alert(1)')()}}",
  "\u202Egnp.exe\u202D\u200B\u2066",
  "__proto__",
  `<speak><audio src="https://evil.example/a.wav"/></speak>`,
] as const;

/** What an element would match that was made of a payload. */
export const injected = `[data-${marker}], [onmouseover], [onerror], [onload], [href^="javascript:" i], [src*="evil.example"]`;

const long = "Ünïcödé 😀 ".repeat(400);

interface Block {
  readonly Identifier: string;
  readonly Type: string;
}

/** One action for each payload, which holds it in each of its fields. */
function action(payload: string, index: number, ids: readonly string[]): Block & Record<string, unknown> {
  const next = ids[index + 1] ?? ids[0] ?? "";
  const types = ["MessageParticipant", "GetParticipantInput", payload, "UpdateContactAttributes", "Compare"];
  return {
    Parameters: {
      Text: payload,
      SSML: payload,
      PromptId: payload,
      ComparisonValue: payload,
      [payload]: { [payload]: [payload, { [payload]: payload }] },
      constructor: { prototype: { polluted: payload } },
      Attributes: { [payload]: payload, toString: payload },
      long,
    },
    Identifier: ids[index] ?? "",
    Type: types[index % types.length] ?? "",
    Transitions: {
      NextAction: next,
      Errors: [{ NextAction: next, ErrorType: payload }],
      Conditions: [{ NextAction: next, Condition: { Operator: payload, Operands: [payload, long] } }],
    },
    [payload]: payload,
  };
}

function metadata(payload: string, index: number): Record<string, unknown> {
  return {
    position: { x: 150 + (index % 4) * 220, y: 20 + Math.floor(index / 4) * 260 },
    isFriendlyName: true,
    [payload]: payload,
    parameters: { Text: { displayName: payload } },
    conditionMetadata: [{ id: payload, value: payload, operator: { name: payload, shortDisplay: payload } }],
    dynamicParams: [payload],
  };
}

/** Long identifiers too: the first is 2,000 characters, all are unlike each other. */
const ids = payloads.map((payload, index) =>
  index === 0 ? payload + "W".repeat(2000) : `${payload} ${index}`,
);

const flow = {
  Version: payloads[0],
  StartAction: ids[0],
  [payloads[1]]: payloads[1],
  constructor: { prototype: { polluted: true } },
  Metadata: {
    entryPointPosition: { x: 20, y: 20 },
    name: payloads[1],
    description: payloads[0],
    status: payloads[3],
    type: "contactFlow",
    hash: payloads[2],
    ActionMetadata: Object.fromEntries(ids.map((id, index) => [id, metadata(payloads[index] ?? "", index)])),
    Annotations: payloads.map((payload, index) => ({
      type: payload,
      id: `${payload}${index}`,
      content: payload + long,
      actionId: ids[index],
      isFolded: false,
      position: { x: index * 60, y: 700 },
      dimensions: { height: 200, width: 200 },
    })),
  },
  Actions: payloads.map((payload, index) => action(payload, index, ids)),
};

/** JSON.parse and literals treat `__proto__` as a prototype: written as text it is a key like any other. */
export const hostileText = JSON.stringify(flow, null, 2)
  .replace('"hash":', '"__proto__": { "polluted": true },\n    "hash":')
  .replaceAll('"dynamicParams":', '"__proto__": { "polluted": true },\n        "dynamicParams":')
  .replaceAll('"Attributes": {', '"Attributes": {\n        "__proto__": { "polluted": "yes" },');

export const hostileIds = ids;
