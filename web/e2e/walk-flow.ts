/** An insurer's line of twenty blocks: what the walk in docs/accessibility.md goes through. */

interface Step {
  readonly type: string;
  readonly parameters?: Record<string, unknown>;
  /** Where Success, or the only way on, leads. */
  readonly next?: string;
  readonly conditions?: Record<string, string>;
  /** Error branches by type; "NoMatchingError" leads to Goodbye where it is not named. */
  readonly errors?: Record<string, string>;
}

const bye = "Goodbye";
const arn = (kind: string, id: string) => `arn:aws:connect:eu-west-2:111122223333:instance/i/${kind}/${id}`;
const prompt = (Text: string, next: string): Step => ({
  type: "MessageParticipant",
  parameters: { Text },
  next,
});
const queue = (id: string, next: string): Step => ({
  type: "UpdateContactTargetQueue",
  parameters: { QueueId: arn("queue", id) },
  next,
});
const transfer: Step = {
  type: "TransferContactToQueue",
  next: bye,
  errors: { QueueAtCapacity: "All busy", NoMatchingError: bye },
};

const steps: Record<string, Step> = {
  "Logging on": {
    type: "UpdateFlowLoggingBehavior",
    parameters: { FlowLoggingBehavior: "Enabled" },
    next: "Welcome",
    errors: {},
  },
  Welcome: prompt("Welcome to Example Insurance.", "Office hours"),
  "Office hours": {
    type: "CheckHoursOfOperation",
    next: bye,
    conditions: { True: "Main menu", False: "Note closed" },
  },
  "Main menu": {
    type: "GetParticipantInput",
    parameters: {
      Text: "For a quote press 1, for a claim 2, for anything else 3.",
      StoreInput: "False",
      InputTimeLimitSeconds: "5",
    },
    next: "Three tries",
    conditions: { "1": "Sales queue", "2": "About claims", "3": "Service queue" },
    errors: {
      InputTimeLimitExceeded: "Three tries",
      NoMatchingCondition: "Three tries",
      NoMatchingError: bye,
    },
  },
  "Three tries": {
    type: "Loop",
    parameters: { LoopCount: "3" },
    next: bye,
    conditions: { ContinueLooping: "Not understood", DoneLooping: "Service queue" },
    errors: {},
  },
  "Not understood": prompt("Sorry, I did not get that.", "Main menu"),
  "Sales queue": queue("sales", "To sales"),
  "To sales": transfer,
  "About claims": { type: "MessageParticipant", next: "Keep the reason" },
  "Keep the reason": {
    type: "UpdateContactAttributes",
    parameters: { Attributes: { reason: "claim" }, TargetContact: "Current" },
    next: "Claims queue",
  },
  "Claims queue": queue("claims", "To claims"),
  "To claims": transfer,
  "Service queue": queue("service", "To service"),
  "To service": transfer,
  "All busy": prompt("All of us are talking to other customers.", ""),
  "Call back later": prompt("Please call again in ten minutes.", bye),
  "Note closed": {
    type: "UpdateContactAttributes",
    parameters: { Attributes: { closed: "true" }, TargetContact: "Current" },
    next: "We are closed",
  },
  "We are closed": prompt("We are closed. We open at eight.", bye),
  [bye]: prompt("Goodbye.", "Hang up"),
  "Hang up": { type: "DisconnectParticipant" },
};

function action([Identifier, step]: [string, Step]) {
  const { type: Type, parameters: Parameters = {}, next: NextAction } = step;
  if (NextAction === undefined) return { Identifier, Type, Parameters, Transitions: {} };
  const errors = step.errors ?? { NoMatchingError: Identifier === bye ? "Hang up" : bye };
  const Errors = Object.entries(errors).map(([ErrorType, target]) => ({ NextAction: target, ErrorType }));
  const Conditions = Object.entries(step.conditions ?? {}).map(([operand, target]) => ({
    NextAction: target,
    Condition: { Operator: "Equals", Operands: [operand] },
  }));
  const Transitions = { NextAction, Errors, ...(Conditions.length > 0 ? { Conditions } : {}) };
  return { Identifier, Type, Parameters, Transitions };
}

/** Four rows of five; names that people gave. */
function metadata(at: number) {
  return { position: { x: 150 + (at % 5) * 240, y: 20 + Math.floor(at / 5) * 220 }, isFriendlyName: true };
}

export const walkText = JSON.stringify(
  {
    Version: "2019-10-30",
    StartAction: "Logging on",
    Metadata: {
      entryPointPosition: { x: 20, y: 20 },
      ActionMetadata: Object.fromEntries(Object.keys(steps).map((id, at) => [id, metadata(at)])),
    },
    Actions: Object.entries(steps).map(action),
  },
  null,
  2,
);
