/** Flows written for the tests, in the shape that Connect's console exports. */

const uuid = (n: number) => `0000000${n}-aaaa-4bbb-8ccc-00000000000${n}`;

/** Blocks of the reception flow, by what they do. */
export const blocks = {
  logging: uuid(1),
  welcome: "Welcome",
  hours: uuid(3),
  queue: uuid(4),
  transfer: uuid(5),
  closed: "We are closed",
  hangUp: uuid(7),
} as const;

const position = (x: number, y: number) => ({ position: { x, y } });
const error = (type: string, target: string) => ({ NextAction: target, ErrorType: type });

const reception = {
  Version: "2019-10-30",
  StartAction: blocks.logging,
  Metadata: {
    entryPointPosition: { x: 20.4, y: 20 },
    ActionMetadata: {
      [blocks.logging]: position(150, 20),
      [blocks.welcome]: { ...position(370.5, 20), isFriendlyName: true },
      [blocks.hours]: { ...position(590, 20), Hours: { id: "hours", text: "Basic hours" } },
      [blocks.queue]: { ...position(150, 300), queue: { text: "Sales" } },
      [blocks.transfer]: position(370, 300),
      [blocks.closed]: { ...position(150, 540), isFriendlyName: true },
      [blocks.hangUp]: position(590, 540),
    },
    name: "Reception",
    description: "Greets callers and puts them through.",
    type: "contactFlow",
    status: "published",
    hash: {},
  },
  Actions: [
    {
      Parameters: { FlowLoggingBehavior: "Enabled" },
      Identifier: blocks.logging,
      Type: "UpdateFlowLoggingBehavior",
      Transitions: { NextAction: blocks.welcome },
    },
    {
      Parameters: { Text: "Thank you for calling Example & Sons. <b>Please</b> hold." },
      Identifier: blocks.welcome,
      Type: "MessageParticipant",
      Transitions: { NextAction: blocks.hours, Errors: [error("NoMatchingError", blocks.hangUp)] },
    },
    {
      Parameters: {
        HoursOfOperationId: "arn:aws:connect:eu-west-2:111122223333:instance/i/operating-hours/h",
      },
      Identifier: blocks.hours,
      Type: "CheckHoursOfOperation",
      Transitions: {
        NextAction: blocks.hangUp,
        Conditions: [
          { NextAction: blocks.queue, Condition: { Operator: "Equals", Operands: ["True"] } },
          { NextAction: blocks.closed, Condition: { Operator: "Equals", Operands: ["False"] } },
        ],
        Errors: [error("NoMatchingError", blocks.hangUp)],
      },
    },
    {
      Parameters: { QueueId: "arn:aws:connect:eu-west-2:111122223333:instance/i/queue/q" },
      Identifier: blocks.queue,
      Type: "UpdateContactTargetQueue",
      Transitions: { NextAction: blocks.transfer, Errors: [error("NoMatchingError", blocks.hangUp)] },
    },
    {
      Parameters: {},
      Identifier: blocks.transfer,
      Type: "TransferContactToQueue",
      Transitions: {
        NextAction: blocks.hangUp,
        Errors: [error("QueueAtCapacity", blocks.hangUp), error("NoMatchingError", blocks.hangUp)],
      },
    },
    {
      Parameters: { Text: "We are closed. Please call again tomorrow." },
      Identifier: blocks.closed,
      Type: "MessageParticipant",
      Transitions: { NextAction: blocks.hangUp, Errors: [error("NoMatchingError", blocks.hangUp)] },
    },
    { Parameters: {}, Identifier: blocks.hangUp, Type: "DisconnectParticipant", Transitions: {} },
  ],
};

/** A small inbound flow, laid out as the console writes files, without a final newline. */
export const receptionText = JSON.stringify(reception, null, 2);
