/** A flow with a menu, a block that only has the form over JSON, and one that Connect may bring one day. */

export const menu = {
  ask: "Main menu",
  sales: "Sales",
  hooks: "Hooks",
  future: "From the future",
  end: "Goodbye",
} as const;

const position = (x: number, y: number) => ({ position: { x, y }, isFriendlyName: true });
const error = (type: string) => ({ NextAction: menu.end, ErrorType: type });
const condition = (operand: string, target: string) => ({
  NextAction: target,
  Condition: { Operator: "Equals", Operands: [operand] },
});

const flow = {
  Version: "2019-10-30",
  StartAction: menu.ask,
  Metadata: {
    entryPointPosition: { x: 20, y: 20 },
    ActionMetadata: {
      [menu.ask]: position(150, 20),
      [menu.sales]: position(400, 20),
      [menu.hooks]: position(400, 240),
      [menu.future]: position(150, 340),
      [menu.end]: position(620, 20),
    },
  },
  Actions: [
    {
      Parameters: { Text: "Press 1 for sales.", StoreInput: "False", InputTimeLimitSeconds: "5" },
      Identifier: menu.ask,
      Type: "GetParticipantInput",
      Transitions: {
        NextAction: menu.end,
        Conditions: [condition("1", menu.sales), condition("2", menu.hooks)],
        Errors: [error("InputTimeLimitExceeded"), error("NoMatchingCondition"), error("NoMatchingError")],
      },
    },
    {
      Parameters: { Text: "Sales it is." },
      Identifier: menu.sales,
      Type: "MessageParticipant",
      Transitions: { NextAction: menu.end, Errors: [error("NoMatchingError")] },
    },
    {
      Parameters: {
        EventHooks: { CustomerHold: "arn:aws:connect:eu-west-2:111122223333:instance/i/contact-flow/f" },
      },
      Identifier: menu.hooks,
      Type: "UpdateContactEventHooks",
      Transitions: { NextAction: menu.future, Errors: [error("NoMatchingError")] },
    },
    {
      Parameters: { Depth: { Of: [1, 2500] }, Name: "new" },
      Identifier: menu.future,
      Type: "ActionOfTomorrow",
      Transitions: { NextAction: menu.end },
    },
    { Parameters: {}, Identifier: menu.end, Type: "DisconnectParticipant", Transitions: {} },
  ],
};

export const menuText = JSON.stringify(flow, null, 2);
