/** Flows with blocks of several actions, as consoles write them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One action: its type, where it goes next, where its error goes, and its metadata beside the position. */
export interface Sketch {
  readonly type: string;
  readonly next?: string;
  readonly error?: string;
  readonly parameters?: object;
  readonly metadata?: object;
  readonly transitions?: object;
}

/** A flow of these actions. The first one is the start. */
export function flowText(actions: Readonly<Record<string, Sketch>>): string {
  const ids = Object.keys(actions);
  const metadata = Object.entries(actions).map(([id, one], i) => [
    id,
    { position: { x: i * 300, y: 0 }, ...one.metadata },
  ]);
  return JSON.stringify({
    Version: "2019-10-30",
    StartAction: ids[0] ?? "",
    Metadata: { entryPointPosition: { x: -200, y: 0 }, ActionMetadata: Object.fromEntries(metadata) },
    Actions: Object.entries(actions).map(
      ([id, { type, next = "", error, parameters = {}, transitions }]) => ({
        Parameters: parameters,
        Identifier: id,
        Type: type,
        Transitions: {
          NextAction: next,
          Errors: error === undefined ? [] : [{ NextAction: error, ErrorType: "NoMatchingError" }],
          ...transitions,
        },
      }),
    ),
  });
}

const position = { x: 300, y: 0 };

/** Play prompt → Connect assistant (two actions) → Disconnect. */
export function assistant(session: Partial<Sketch> = {}, data: Partial<Sketch> = {}): string {
  return flowText({
    hello: { type: "MessageParticipant", next: "session", error: "end", parameters: { Text: "Hello" } },
    session: {
      type: "CreateWisdomSession",
      next: "data",
      error: "sorry",
      parameters: { WisdomAssistantArn: "arn:aws:wisdom:eu-west-2:111122223333:assistant/a" },
      metadata: { position, children: ["data"], fragments: { SetContactData: "data" } },
      ...session,
    },
    data: {
      type: "UpdateContactData",
      next: "end",
      error: "sorry",
      parameters: { WisdomSessionArn: "$.Wisdom.SessionArn" },
      metadata: { position, dynamicParams: [] },
      ...data,
    },
    sorry: { type: "MessageParticipant", next: "end", error: "end", parameters: { Text: "Sorry" } },
    end: { type: "DisconnectParticipant", transitions: {} },
  });
}

export const lexId = "0c8f4a52-5d0c-4c6e-9f0a-111111111111";
export const sentimentId = `${lexId}-a1B2c3D4e5`;

/** Amazon Lex with a sentiment override: two intents, then the Compare that is named after the block. */
export function sentiment(value = "$.Lex.SentimentResponse.Scores.Negative"): string {
  const equals = (operand: string, target: string): object => ({
    NextAction: target,
    Condition: { Operator: "Equals", Operands: [operand] },
  });
  return flowText({
    [lexId]: {
      type: "ConnectParticipantWithLexBot",
      transitions: {
        NextAction: "end",
        Errors: [
          { NextAction: sentimentId, ErrorType: "NoMatchingCondition" },
          { NextAction: "end", ErrorType: "NoMatchingError" },
        ],
        Conditions: [equals("Order", "end"), equals("Cancel", "end")],
      },
    },
    [sentimentId]: {
      type: "Compare",
      parameters: { ComparisonValue: value },
      transitions: {
        NextAction: "end",
        Errors: [{ NextAction: "end", ErrorType: "NoMatchingCondition" }],
        Conditions: [
          {
            NextAction: lexId,
            Condition: { Operator: "NumberGreaterOrEqualTo", Operands: ["0.7"] },
          },
        ],
      },
    },
    end: { type: "DisconnectParticipant", transitions: {} },
  });
}

const corpus = join(process.cwd(), "../shared/corpus/flows/real");

/** The real flows beside the checkout; none where they are not there. */
export function realFlows(): { file: string; text: string }[] {
  try {
    return readdirSync(corpus)
      .filter((file) => file.endsWith(".json"))
      .map((file) => ({ file, text: readFileSync(join(corpus, file), "utf8") }));
  } catch {
    return [];
  }
}
