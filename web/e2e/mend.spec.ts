import { actionOf, openFlow, sendFlow } from "./designer";
import { expect, test } from "./fixtures";

function prompt(id: string, next: string) {
  return {
    Identifier: id,
    Type: "MessageParticipant",
    Parameters: { Text: id },
    Transitions: { NextAction: next, Errors: [{ ErrorType: "NoMatchingError", NextAction: "" }] },
  };
}

const loose = {
  Version: "2019-10-30",
  StartAction: "one",
  Metadata: {
    ActionMetadata: {
      one: { position: { x: 200, y: 40 } },
      two: { position: { x: 460, y: 40 } },
      bye: { position: { x: 720, y: 40 } },
    },
  },
  Actions: [
    prompt("one", "two"),
    prompt("two", "bye"),
    { Identifier: "bye", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} },
  ],
};

test("all loose error branches are connected to a chosen block in one step", async ({ openAs }) => {
  const ada = await openAs("admin");
  const id = await sendFlow(ada.request, "Loose", JSON.stringify(loose));
  const designer = await openFlow(ada, id);
  await expect(designer.page.getByTestId("error-count")).toHaveText("2 errors");
  await designer.page.locator(".problems-bar").click();
  const form = designer.page.getByTestId("loose-ends");
  await expect(form.getByRole("combobox")).toHaveValue("bye");
  await form.getByRole("combobox").selectOption("two");
  await form.getByRole("button", { name: "Connect" }).click();
  await expect(designer.page.getByTestId("error-count")).toHaveText("0 errors");
  await expect(form).toBeHidden();
  await designer.saved();
  const flow = await designer.json();
  for (const block of ["one", "two"]) {
    expect(actionOf(flow, block).Transitions.Errors?.[0]?.NextAction).toBe("two");
  }
  await designer.page.getByRole("button", { name: /^Undo/ }).click();
  await expect(designer.page.getByTestId("error-count")).toHaveText("2 errors");
});

test("what no block's setting reaches is mended too, and can be undone", async ({ openAs }) => {
  const ada = await openAs("admin");
  const twice = JSON.stringify(loose).replace('"Text":"one"', '"Text":"hidden","Text":"one"');
  const id = await sendFlow(ada.request, "Twice", twice);
  const designer = await openFlow(ada, id);
  await designer.page.locator(".problems-bar").click();
  await designer.page.getByRole("button", { name: "Keep the last of each" }).click();
  await expect(designer.page.getByTestId("warning-count")).toHaveText("0 warnings");
  await designer.saved();
  expect(await designer.export("draft")).toBe(JSON.stringify(loose));
  await designer.page.getByRole("button", { name: /^Undo/ }).click();
  await expect(designer.page.getByTestId("warning-count")).toHaveText("1 warning");
  await designer.saved();
  expect(await designer.export("draft")).toBe(twice);
});
