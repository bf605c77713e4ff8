/**
 * Flows for the benchmark, shaped like real ones: a spine of prompts, inputs
 * and checks that branches and rejoins, with error branches into a few shared
 * ends. The same size gives the same flow, minified, under 400 bytes a block.
 */

type Json = string | number | boolean | Json[] | { [key: string]: Json };

interface Kind {
  readonly type: string;
  readonly parameters: (i: number) => { [key: string]: Json };
  readonly errors: readonly string[];
  readonly conditions: number;
}

const kinds: readonly Kind[] = [
  {
    type: "MessageParticipant",
    parameters: (i) => ({ Text: `Thank you for calling, you reached line ${i}.` }),
    errors: ["NoMatchingError"],
    conditions: 0,
  },
  {
    type: "GetParticipantInput",
    parameters: (i) => ({
      Text: `Press 1 for sales, 2 for support (${i}).`,
      StoreInput: "False",
      InputTimeLimitSeconds: "5",
    }),
    errors: ["InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"],
    conditions: 2,
  },
  {
    type: "UpdateContactAttributes",
    parameters: (i) => ({ Attributes: { [`step_${i}`]: "$.External.Result" }, TargetContact: "Current" }),
    errors: ["NoMatchingError"],
    conditions: 0,
  },
  {
    type: "Compare",
    parameters: () => ({ ComparisonValue: "$.Attributes.tier" }),
    errors: ["NoMatchingCondition"],
    conditions: 1,
  },
  {
    type: "InvokeLambdaFunction",
    parameters: (i) => ({
      LambdaFunctionARN: `$.Attributes.lambda_${i % 7}`,
      InvocationTimeLimitSeconds: "3",
    }),
    errors: ["NoMatchingError"],
    conditions: 0,
  },
];

const COLUMN = 270;
const ROW = 320;
const ROWS = 12;

/** The identifier of block `i`, and its title: a name, as people give them. */
export function identifier(i: number): string {
  return `Step ${i}`;
}

/** The Connect JSON of a flow with `n` blocks. */
export function generateFlow(n: number): string {
  const ends = Math.max(2, Math.round(n / 50));
  const body = Math.max(1, n - ends);
  const rows = Math.max(3, Math.min(ROWS * 2, Math.round(Math.sqrt(body / 2))));
  const actions: Json[] = [];
  const metadata: { [key: string]: Json } = {};
  const place = (i: number, x: number, y: number) => {
    metadata[identifier(i)] = { position: { x: Math.round(x), y: Math.round(y) } };
  };
  for (let i = 0; i < body; i++) {
    const column = Math.floor(i / rows);
    actions.push(block(i, body, rows, identifier(body + (Math.floor(column / 3) % ends))));
    place(i, 160 + column * COLUMN, 40 + (i % rows) * ROW);
  }
  for (let i = 0; i < ends; i++) {
    const column = Math.floor(((i + 1) * Math.ceil(body / rows)) / ends);
    actions.push({
      Parameters: {},
      Identifier: identifier(body + i),
      Type: "DisconnectParticipant",
      Transitions: {},
    });
    place(body + i, 160 + column * COLUMN, 60 + rows * ROW);
  }
  return JSON.stringify({
    Version: "2019-10-30",
    StartAction: identifier(0),
    Metadata: { entryPointPosition: { x: 20, y: 48 }, ActionMetadata: metadata },
    Actions: actions,
  });
}

function block(i: number, body: number, rows: number, end: string): Json {
  const kind = kinds[(i * 7 + Math.floor(i / rows)) % kinds.length]!;
  const down = i + 1 < body ? identifier(i + 1) : end;
  const across = i + rows < body ? identifier(i + rows) : end;
  const conditions: Json[] = [];
  for (let c = 0; c < kind.conditions; c++) {
    const target = c === 0 ? across : end;
    conditions.push({ NextAction: target, Condition: { Operator: "Equals", Operands: [String(c + 1)] } });
  }
  const errors: Json[] = kind.errors.map((type, e) => ({
    NextAction: e % 2 === 0 ? end : across,
    ErrorType: type,
  }));
  const transitions: { [key: string]: Json } = { NextAction: down, Errors: errors };
  if (conditions.length > 0) transitions.Conditions = conditions;
  return {
    Parameters: kind.parameters(i),
    Identifier: identifier(i),
    Type: kind.type,
    Transitions: transitions,
  };
}
