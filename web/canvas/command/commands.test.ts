import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { signal } from "@preact/signals";
import { copyText } from "../clipboard/copy";
import { cutSelection, pasteText } from "../clipboard/events";
import { catalogue, lookup } from "../model/catalogue";
import { Flow } from "../model/flow";
import { parseJson, textAt, toCanonical } from "../model/json";
import type { Op, Rejection } from "../model/op";
import { sampleFlow } from "../model/random.testkit";
import { type Applied, isRejected } from "../model/types";
import type { Session } from "../sync/session";
import type { Diagnostic } from "../sync/types";
import { command, commands, runCommand } from "./commands";
import { connect, deleteAndReconnect, disconnect, moveBy, Names, nameProblem, setParameter } from "./edits";
import { commandFor, type KeyInput } from "./keyboard";
import { keyLabel, matches } from "./keys";
import { newBlock, newUuid } from "./new-block";
import type { CommandContext, WireName } from "./types";

function apply(flow: Flow, ops: Op[]): Applied {
  const result = flow.apply(ops);
  if (isRejected(result)) assert.fail(result.rejected.message);
  return result;
}

/** A chain start → a → b → c, where a's error goes to c. */
function chain(): Flow {
  const action = (id: string, next: string, error = ""): object => ({
    Parameters: { Text: id },
    Identifier: id,
    Type: "MessageParticipant",
    Transitions: { NextAction: next, Errors: [{ NextAction: error, ErrorType: "NoMatchingError" }] },
  });
  return Flow.parse(
    JSON.stringify({
      StartAction: "a",
      Actions: [action("a", "b", "c"), action("b", "c", ""), action("c", "")],
      Metadata: {
        ActionMetadata: {
          a: { position: { x: 0, y: 0 } },
          b: { position: { x: 300, y: 0 } },
          c: { position: { x: 600, y: 10.5 } },
        },
      },
    }),
  );
}

interface Bench {
  context: CommandContext;
  flow: Flow;
  said: string[];
  calls: string[];
}

function bench(flow = chain(), selected: string[] = []): Bench {
  const said: string[] = [];
  const calls: string[] = [];
  const ids = signal<ReadonlySet<string>>(new Set(selected));
  const wire = signal<WireName | undefined>(undefined);
  const note = (name: string) => () => {
    calls.push(name);
  };
  const session = {
    flow,
    canEdit: signal(true),
    canUndo: signal(true),
    canRedo: signal(false),
    diagnostics: signal<Diagnostic[]>([]),
    edit: (ops: Op[]): Rejection | undefined => {
      const result = flow.apply(ops);
      return isRejected(result) ? result.rejected : undefined;
    },
    undo: note("undo"),
    redo: note("redo"),
    flush: note("flush"),
  };
  const context: CommandContext = {
    session: session as unknown as Session,
    selection: {
      ids,
      wire,
      set: (next) => {
        ids.value = new Set(next);
      },
      clear: () => {
        ids.value = new Set();
        wire.value = undefined;
      },
    },
    view: {
      fit: note("fit"),
      zoomTo: note("zoomTo"),
      zoomSet: note("zoomSet"),
      zoomBy: note("zoomBy"),
      reveal: note("reveal"),
      hasMap: true,
      editNote: (id) => calls.push(`editNote ${id}`),
      centre: () => ({ x: 0, y: 0 }),
      sizeOf: () => ({ width: 240, height: 100 }),
    },
    panels: {
      searchPalette: note("searchPalette"),
      showProperties: (id) => calls.push(`properties ${id}`),
      rename: (id) => calls.push(`rename ${id}`),
      goTo: (finding) => calls.push(`goTo ${finding.path}`),
      saveVersion: note("saveVersion"),
      tidy: (chosen) => calls.push(`tidy ${chosen?.join(" ") ?? "all"}`),
      help: note("help"),
      trace: note("trace"),
      openFind: note("openFind"),
      connectBlock: (id) => calls.push(`connectBlock ${id}`),
      replaceBlock: (id) => calls.push(`replaceBlock ${id}`),
      toggle: (part) => calls.push(`toggle ${part}`),
      hasTextBlock: () => true,
      showTextBlock: note("showTextBlock"),
      savePicture: (format) => calls.push(`savePicture ${format}`),
      searchCommands: note("searchCommands"),
      dismiss: () => false,
      canGroup: () => false,
      group: (wish) => calls.push(`group ${wish}`),
      chosenGroups: () => "",
      notify: (message) => said.push(message),
    },
  };
  return { context, flow, said, calls };
}

describe("the table", () => {
  test("has every command once and no key twice", () => {
    assert.equal(new Set(commands.map((one) => one.id)).size, commands.length);
    const keys = commands.flatMap((one) => one.keys);
    assert.equal(new Set(keys).size, keys.length);
    for (const one of commands)
      assert.ok(one.title !== "" && (one.keys.length > 0 || one.unlisted !== true), one.id);
  });

  test("does nothing where it cannot", () => {
    const { context, calls } = bench();
    assert.equal(runCommand("redo", context), false);
    assert.equal(runCommand("rename", context), false);
    assert.equal(runCommand("undo", context), true);
    assert.deepEqual(calls, ["undo"]);
  });

  test("a read-only flow offers no edit", () => {
    const { context } = bench(chain(), ["a"]);
    context.session.canEdit.value = false;
    const offered = commands
      .filter((one) => one.when === undefined || one.when(context))
      .map((one) => one.id);
    for (const id of ["delete", "cut", "paste", "duplicate", "rename", "nudge-left", "add-block"]) {
      assert.ok(!offered.includes(id), id);
    }
    assert.ok(offered.includes("copy") && offered.includes("properties"));
  });

  test("delete takes blocks, or the selected wire", () => {
    const { context, flow } = bench(chain(), ["b"]);
    runCommand("delete", context);
    assert.equal(flow.block("b"), undefined);
    assert.equal(flow.block("a")?.outputs.find((one) => one.branch.kind === "next")?.target, "");
    context.selection.wire.value = { source: "a", key: "error:NoMatchingError" };
    runCommand("delete", context);
    assert.equal(
      flow.outputs("a").every((one) => one.target === ""),
      true,
    );
    context.selection.wire.value = { source: "", key: "start" };
    runCommand("delete", context);
    assert.equal(flow.start(), "");
  });

  test("tidy takes the selection when it is several blocks, else all", () => {
    for (const [selected, want] of [
      [[], "tidy all"],
      [["b1"], "tidy all"],
      [["b1", "b2"], "tidy b1 b2"],
    ] as const) {
      const { context, calls } = bench(chain(), [...selected]);
      assert.ok(runCommand("tidy", context));
      assert.deepEqual(calls, [want]);
    }
  });

  test("problems are walked through in order, around the end", () => {
    const { context, calls } = bench();
    const finding = (path: string): Diagnostic => ({
      code: "x",
      severity: "error",
      message: "",
      block: "a",
      path,
      line: 1,
      column: 1,
      docs: "",
      fixes: [],
    });
    context.session.diagnostics.value = [finding("/1"), finding("/2"), finding("/3")];
    for (const id of ["next-problem", "next-problem", "next-problem", "next-problem", "previous-problem"])
      runCommand(id, context);
    assert.deepEqual(calls, ["goTo /1", "goTo /2", "goTo /3", "goTo /1", "goTo /3"]);
  });

  test("nudges by ten, by a hundred with Shift, to whole numbers", () => {
    const { context, flow } = bench(chain(), ["a", "c"]);
    runCommand("nudge-right", context);
    runCommand("nudge-down-far", context);
    assert.deepEqual([flow.block("a")?.x, flow.block("a")?.y], [10, 100]);
    assert.deepEqual([flow.block("c")?.x, flow.block("c")?.y], [610, 111]);
  });
});

describe("keys", () => {
  const press = (key: string, more: Partial<KeyInput> = {}): KeyInput => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    target: null,
    ...more,
  });

  test("the produced character counts, wherever the layout has it", () => {
    assert.ok(matches("?", press("?", { shiftKey: true }), false));
    assert.ok(matches("/", press("/", { shiftKey: true }), false), "a German layout has / on Shift+7");
    assert.ok(matches("Mod++", press("+", { ctrlKey: true }), false));
    assert.ok(matches("Mod+=", press("=", { ctrlKey: true }), false));
    assert.ok(matches("Mod+z", press("z", { ctrlKey: true }), false));
    assert.ok(matches("Mod+Shift+z", press("Z", { ctrlKey: true, shiftKey: true }), false));
    assert.ok(!matches("Mod+z", press("Z", { ctrlKey: true, shiftKey: true }), false));
    assert.ok(matches("Mod+z", press("z", { metaKey: true }), true));
    assert.ok(!matches("Mod+z", press("z", { ctrlKey: true }), true));
    assert.ok(
      matches("Mod+z", press("я", { ctrlKey: true, code: "KeyZ" }), false),
      "a layout without Latin letters",
    );
    assert.ok(matches("Shift+1", press("!", { shiftKey: true, code: "Digit1" }), false));
    assert.ok(!matches("Delete", press("Delete", { ctrlKey: true }), false));
  });

  test("a focused field keeps its keys", () => {
    const { context } = bench(chain(), ["a"]);
    const input = { tagName: "INPUT" };
    for (const key of ["Delete", "/", "?", "Enter"]) {
      assert.equal(commandFor(press(key, { target: input }), context, false), undefined, key);
    }
    assert.equal(commandFor(press("z", { ctrlKey: true, target: input }), context, false), undefined);
    assert.equal(
      commandFor(press("s", { ctrlKey: true, target: input }), context, false)?.id,
      "save-version",
    );
    assert.equal(commandFor(press("Delete"), context, false)?.id, "delete");
  });

  test("Enter on a button is the button's; dialogs keep all keys; composing text is left alone", () => {
    const { context } = bench(chain(), ["a"]);
    assert.equal(commandFor(press("Enter"), context, false)?.id, "properties");
    assert.equal(commandFor(press("Enter", { target: { tagName: "BUTTON" } }), context, false), undefined);
    const inDialog = { tagName: "DIV", closest: () => ({}) };
    assert.equal(commandFor(press("Delete", { target: inDialog }), context, false), undefined);
    assert.equal(commandFor(press("Delete", { isComposing: true }), context, false), undefined);
  });

  test("copy and paste are left to the browser", () => {
    const { context } = bench(chain(), ["a"]);
    for (const key of ["c", "x", "v"]) {
      assert.equal(commandFor(press(key, { ctrlKey: true }), context, false), undefined);
    }
    assert.deepEqual(command("copy")?.keys, ["Mod+c"]);
  });

  test("read well", () => {
    assert.equal(keyLabel("Mod+Shift+z"), "Ctrl+Shift+Z");
    assert.equal(keyLabel("Mod++"), "Ctrl++");
    assert.equal(keyLabel("Alt+ArrowLeft"), "Alt+←");
    assert.equal(keyLabel("Mod+Shift+z", true), "⌘⇧Z");
  });
});

describe("new blocks", () => {
  test("every block of the catalogue applies, has its required branches and reads as itself", () => {
    for (const action of catalogue.actions) {
      for (const block of action.blocks) {
        const flow = Flow.parse('{"Version":"2019-10-30","StartAction":"","Actions":[]}');
        const made = newBlock(flow, action, block, { x: 10.4, y: 20.6 });
        apply(flow, made.ops);
        const found = flow.block(made.id);
        assert.ok(found, block.key);
        assert.equal(found.kind.block?.key, block.key, `${action.type} ${block.key}`);
        assert.equal(found.title, block.name);
        assert.deepEqual([found.x, found.y, flow.start()], [10, 21, made.id]);
        for (const output of found.outputs) {
          assert.ok(output.present || !output.required, `${block.key}: ${output.label} is missing`);
          assert.equal(output.target, "");
        }
        assert.equal(found.outputs.length === 0, action.terminal === true, block.key);
      }
    }
  });

  test("identifiers are UUIDs, version 4", () => {
    const made = new Set(Array.from({ length: 100 }, newUuid));
    assert.equal(made.size, 100);
    for (const id of made)
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe("wires", () => {
  test("connecting a mirrored branch takes NextAction along, and disconnecting clears both", () => {
    const action = lookup("Compare");
    assert.ok(action?.blocks[0]);
    const flow = chain();
    const { id, ops } = newBlock(flow, action, action.blocks[0], { x: 0, y: 500 });
    apply(flow, ops);
    const mirror = flow.outputs(id).find((one) => one.mirror);
    assert.ok(mirror);
    apply(flow, connect(id, mirror, "a"));
    assert.equal(textAt(flow.actionJson(id)?.get("Transitions"), "NextAction"), "a");
    apply(flow, disconnect(id, mirror));
    assert.equal(textAt(flow.actionJson(id)?.get("Transitions"), "NextAction"), "");
  });

  test("delete and reconnect leads to where the blocks led", () => {
    const flow = chain();
    apply(flow, deleteAndReconnect(flow, ["b"]));
    assert.equal(flow.outputs("a").find((one) => one.branch.kind === "next")?.target, "c");
    const whole = chain();
    apply(whole, deleteAndReconnect(whole, ["a", "b"]));
    assert.equal(whole.start(), "c");
    const loop = chain();
    apply(loop, [{ op: "set_target", id: "b", branch: { kind: "next" }, target: "a" }]);
    apply(loop, deleteAndReconnect(loop, ["a", "b"]));
    assert.deepEqual([loop.size, loop.start()], [1, ""]);
  });

  test("moving rounds and skips what is not there", () => {
    const flow = chain();
    apply(flow, moveBy(flow, ["c", "gone", ""], 1, 1));
    assert.deepEqual([flow.block("c")?.x, flow.block("c")?.y], [601, 12]);
  });
});

test("names: what AWS refuses is said before it is sent", () => {
  const flow = chain();
  assert.equal(nameProblem(flow, "a", "Main menu"), "");
  assert.equal(nameProblem(flow, "a", "a"), "");
  assert.match(nameProblem(flow, "a", "b"), /already/);
  assert.match(nameProblem(flow, "a", ""), /empty/);
  assert.match(nameProblem(flow, "a", "x".repeat(51)), /50/);
  assert.match(nameProblem(flow, "a", "50% off"), /%/);
  assert.match(nameProblem(flow, "a", "__proto__"), /not allowed/);
  apply(flow, [{ op: "rename_block", id: "b", to: "Menu" }]);
  const names = new Names(flow);
  assert.deepEqual(
    [names.free("Menu"), names.free("Menu"), names.free("Other")],
    ["Menu-2", "Menu-3", "Other"],
  );
  assert.equal(names.free(newUuid()), undefined);
});

test("a changed resource loses the name that the console kept for the old one", () => {
  const flow = chain();
  apply(flow, [
    { op: "set_metadata", id: "a", path: ["parameters", "QueueId", "displayName"], value: "Sales" },
  ]);
  apply(flow, setParameter(flow, "a", ["QueueId"], "arn:other"));
  assert.equal(textAt(parseJson(toCanonical(flow.metadata("a") ?? null)), "displayName"), "");
  assert.ok(!toCanonical(flow.metadata("a") ?? null).includes("Sales"));
  apply(flow, setParameter(flow, "b", ["QueueId"], "arn:other"));
});

describe("the clipboard", () => {
  test("a copy is a flow, and pastes with new identifiers, wires among them and nothing else", () => {
    const from = bench(chain(), ["a", "b"]);
    const text = copyText(from.flow, from.context.selection.ids.value);
    const copied = Flow.parse(text);
    assert.deepEqual([copied.format, copied.size, copied.start()], ["flow", 2, "a"]);
    pasteText(from.context, text, "beside");
    const [first, second] = [...from.context.selection.ids.value];
    assert.ok(first && second && first !== "a");
    assert.equal(from.flow.size, 5);
    const outputs = from.flow.outputs(first);
    assert.deepEqual(
      outputs.map((one) => one.target),
      [second, ""],
    );
    assert.deepEqual([from.flow.block(first)?.x, from.flow.block(first)?.y], [40, 40]);
    assert.equal(from.flow.start(), "a");
  });

  test("pasting again stands beside the paste; at a point its corner is there", () => {
    const { context, flow } = bench(chain(), ["a"]);
    const text = copyText(flow, ["a"]);
    for (let i = 0; i < 3; i++) pasteText(context, text, "beside");
    assert.equal(new Set([...flow.blocks()].map((block) => `${block.x}:${block.y}`)).size, flow.size);
    pasteText(context, text, { x: 1000, y: -50 });
    const [id] = context.selection.ids.value;
    assert.deepEqual([flow.block(id ?? "")?.x, flow.block(id ?? "")?.y], [1000, -50]);
  });

  test("into an empty flow it brings the start; given names stay where they are free", () => {
    const text = copyText(chain(), ["a", "b", "c"]);
    const { context, flow } = bench(Flow.parse('{"StartAction":"","Actions":[]}'));
    pasteText(context, text, "beside");
    assert.deepEqual([flow.start(), flow.size], ["a", 3]);
    assert.equal(flow.outputs("a")[0]?.target, "b");
  });

  test("cut copies and deletes", () => {
    const { context, flow } = bench(chain(), ["b"]);
    let put = "";
    assert.ok(
      cutSelection(context, (text) => {
        put = text;
      }),
    );
    assert.equal(flow.block("b"), undefined);
    assert.equal(Flow.parse(put).size, 1);
  });

  test("single actions, lists and wrapped flows paste; anything else says why not", () => {
    const action = { Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
    const good = [
      action,
      [action, action],
      { Actions: [action] },
      { ContactFlow: { Content: JSON.stringify({ Actions: [action] }) } },
    ];
    for (const json of good) {
      const { context, flow, said } = bench();
      pasteText(context, JSON.stringify(json), "beside");
      assert.deepEqual(said, []);
      assert.ok(flow.size > 3);
    }
    const bad: [string, RegExp][] = [
      ["", /no text/],
      ["hello", /not JSON/],
      ["42", /no Connect blocks/],
      ['{"a":1}', /neither/],
      ['{"Actions":[]}', /without blocks/],
      ['[{"Identifier":"x"}]', /Block 1.*Type/],
      ["[1]", /Block 1/],
      ['{"modules":[]}', /old export format/],
      ["[".repeat(70) + "]".repeat(70), /nested/],
      [`"${"x".repeat(2 * 1024 * 1024)}"`, /2 MiB/],
    ];
    for (const [text, why] of bad) {
      const { context, flow, said } = bench();
      pasteText(context, text, "beside");
      assert.match(said[0] ?? "", why);
      assert.equal(flow.size, 3);
    }
  });

  // Quiet, it takes about 15 times as long; what grows with the square of the blocks takes hundreds.
  test("1,000 blocks paste in at most 80 times what JSON.parse of them takes", () => {
    const { context, flow } = bench(Flow.parse(sampleFlow(1000)));
    const text = copyText(
      flow,
      [...flow.blocks()].map((block) => block.id),
    );
    let best = Number.POSITIVE_INFINITY;
    let reference = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 6; i++) {
      reference = Math.min(
        reference,
        timed(() => JSON.parse(text)),
      );
      best = Math.min(
        best,
        timed(() => pasteText(context, text, "beside")),
      );
    }
    console.log(`paste of 1,000 blocks: ${best.toFixed(1)} ms, JSON.parse ${reference.toFixed(1)} ms`);
    assert.equal(flow.size, 7000);
    assert.ok(best <= 80 * reference, `${best} ms against ${reference} ms`);
  });
});

function timed(act: () => unknown): number {
  const begin = performance.now();
  act();
  return performance.now() - begin;
}
