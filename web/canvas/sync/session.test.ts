import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { toCanonical } from "../model/json";
import type { Op } from "../model/op";
import { sampleFlow } from "../model/random.testkit";
import { FakeServer, FakeStorage, FakeTabs, FakeTimers } from "./server.testkit";
import { Session } from "./session";
import type { Notice } from "./types";

interface Bench {
  server: FakeServer;
  timers: FakeTimers;
  tabs: FakeTabs;
  storage: FakeStorage;
  session: Session;
  notices: Notice[];
}

let clients = 0;

async function tab(server: FakeServer, storage = new FakeStorage(), tabs = new FakeTabs()): Promise<Bench> {
  const timers = new FakeTimers();
  const session = new Session({
    url: "/flows/f/live",
    flowId: "f",
    storage,
    socketFactory: (url) => server.connect(url),
    timers,
    tabs,
    newId: () => `client-${++clients}`,
  });
  const notices: Notice[] = [];
  session.on("notice", (notice) => notices.push(notice));
  await session.start();
  return { server, timers, tabs, storage, session, notices };
}

async function ready(text = sampleFlow(4)): Promise<Bench> {
  const bench = await tab(new FakeServer(text));
  bench.server.settle();
  return bench;
}

function move(id: string, x: number): Op[] {
  return [{ op: "move_block", id, x, y: 0 }];
}

function same(bench: Bench): void {
  assert.equal(toCanonical(bench.session.flow.toJson()), toCanonical(bench.server.flow.toJson()));
  assert.equal(bench.session.revision.value, bench.server.revision);
}

describe("the state of saving", () => {
  test("is never better than the truth", async () => {
    const bench = await tab(new FakeServer(sampleFlow(3)));
    const { session, server, timers } = bench;
    assert.equal(session.statusText.value, "Connecting…");
    assert.equal(session.edit(move("block-0", 1), "Move")?.code, "not_ready");
    server.settle();
    assert.equal(session.statusText.value, "Saved");
    assert.equal(session.edit(move("block-0", 1), "Move"), undefined);
    assert.equal(session.statusText.value, "Saving…");
    assert.equal(session.flow.block("block-0")?.x, 1, "seen at once");
    server.settle();
    assert.equal(session.statusText.value, "Saved");
    server.up = false;
    server.cut();
    assert.equal(session.statusText.value, "Offline");
    session.edit(move("block-0", 2), "Move");
    assert.equal(session.statusText.value, "Offline — 1 change kept here");
    session.edit(move("block-1", 2), "Move");
    assert.equal(session.statusText.value, "Offline — 2 changes kept here");
    server.up = true;
    timers.advance(10_000);
    server.settle();
    assert.equal(session.statusText.value, "Saved");
    same(bench);
  });

  test("read only, ended and gone", async () => {
    const server = new FakeServer(sampleFlow(3));
    server.canEdit = false;
    const { session } = await tab(server);
    server.settle();
    assert.equal(session.statusText.value, "Read only");
    assert.equal(session.edit(move("block-0", 1), "Move")?.code, "read_only");
    server.cut(4401);
    assert.equal(session.statusText.value, "Session ended — sign in again");
    assert.equal(session.edit(move("block-0", 1), "Move")?.code, "ended");
    assert.equal(server.wires.size, 0, "does not connect again");

    const other = await ready();
    other.server.cut(4404);
    assert.equal(other.session.status.value, "gone");
  });

  test("a legacy flow is read only", async () => {
    const { session } = await ready('{"modules":[{"id":"a","type":"PlayPrompt","branches":[]}],"start":"a"}');
    assert.equal(session.status.value, "read-only");
    assert.equal(session.edit(move("a", 1), "Move")?.code, "not_editable");
  });

  test("settled waits for the acknowledgement, and does not wait offline", async () => {
    const { session, server } = await ready();
    session.edit(move("block-0", 1), "Move");
    let saved: boolean | undefined;
    const waiting = session.settled().then((outcome) => {
      saved = outcome;
    });
    await Promise.resolve();
    assert.equal(saved, undefined);
    server.settle();
    await waiting;
    assert.equal(saved, true);
    server.up = false;
    server.cut();
    session.edit(move("block-0", 2), "Move");
    assert.equal(await session.settled(), false);
  });
});

describe("connections", () => {
  test("come back later each time, at once when hurried", async () => {
    const { session, server, timers } = await ready();
    server.up = false;
    server.cut();
    const waits: number[] = [];
    let last = timers.now;
    for (let i = 0; i < 8; i++) {
      while (server.wires.size === 0) timers.advance(1);
      waits.push(timers.now - last);
      last = timers.now;
      server.settle();
    }
    assert.ok((waits[0] ?? 0) >= 150 && (waits[0] ?? 0) <= 300, String(waits));
    assert.ok((waits.at(-1) ?? 0) <= 5000 && (waits.at(-1) ?? 0) >= 2500, String(waits));
    assert.equal(server.wires.size, 0);
    server.up = true;
    session.hurry();
    server.settle();
    assert.equal(session.status.value, "saved");
  });

  test("one that says nothing is asked and given up", async () => {
    const { session, server, timers } = await ready();
    timers.advance(20_000);
    server.settle();
    assert.equal(session.status.value, "saved", "the answer counts");
    timers.advance(31_000);
    assert.equal(session.status.value, "offline");
    server.settle();
    assert.equal(session.status.value, "saved");
  });

  test("an acknowledgement that got lost is found on return, and nothing applies twice", async () => {
    const bench = await ready();
    const { session, server, timers } = bench;
    const add: Op[] = [{ op: "add_condition", id: "block-0", operator: "Equals", operands: ["9"] }];
    session.edit(add, "Add");
    const [wire] = server.wires;
    wire?.step(false);
    assert.equal(server.log.length, 1);
    server.cut();
    timers.advance(1000);
    server.settle();
    assert.equal(server.log.length, 1);
    assert.equal(session.status.value, "saved");
    same(bench);
  });

  test("a gap in the revisions fetches the whole text", async () => {
    const bench = await ready();
    const [wire] = bench.server.wires;
    bench.server.firstRevision += 3;
    bench.server.replace(sampleFlow(5));
    wire?.step();
    for (let tries = 0; tries < 2; tries++) {
      bench.timers.advance(1000);
      bench.server.settle();
    }
    assert.equal(bench.session.flow.size, 5);
    same(bench);
  });

  test("a lost frame is noticed at the next one", async () => {
    const server = new FakeServer(sampleFlow(4));
    const a = await tab(server);
    const b = await tab(server);
    server.settle();
    const [first] = server.wires;
    b.session.edit(move("block-1", 500), "Move");
    [...server.wires][1]?.step(false);
    first?.lose();
    b.session.edit(move("block-2", 600), "Move");
    server.settle();
    a.timers.advance(1000);
    server.settle();
    same(a);
    const [second, other] = server.wires;
    b.session.edit(move("block-3", 700), "Move");
    second?.step(false);
    other?.step(false);
    for (const wire of server.wires) wire.lose();
    a.session.edit(move("block-0", 1), "Move");
    server.settle();
    a.timers.advance(1000);
    server.settle();
    same(a);
  });

  test("an answer that was left out is noticed at the next one", async () => {
    const bench = await ready();
    const { session, server, timers, notices } = bench;
    server.judge = (_client, seq) => (seq === 1 ? "target_missing" : undefined);
    session.edit(move("block-0", 1), "Move A");
    session.edit(move("block-1", 2), "Move B");
    const [wire] = server.wires;
    wire?.step(false);
    wire?.lose();
    server.settle();
    timers.advance(1000);
    server.settle();
    assert.deepEqual(
      notices.map((notice) => [notice.code, notice.label]),
      [["lost", "Move A"]],
    );
    same(bench);
  });

  test("another epoch fetches the whole text and keeps what is not confirmed", async () => {
    const bench = await ready();
    const { session, server, timers } = bench;
    server.up = false;
    server.cut();
    session.edit(move("block-0", 77), "Move");
    server.epoch = "2";
    server.up = true;
    timers.advance(5000);
    server.settle();
    assert.equal(session.flow.block("block-0")?.x, 77);
    same(bench);
  });
});

describe("refused edits", () => {
  test("roll back with a readable notice", async () => {
    const bench = await ready();
    const { session, server, notices } = bench;
    const before = session.flow.block("block-0")?.x;
    server.judge = (_client, seq) => (seq === 1 ? "target_missing" : undefined);
    session.edit(move("block-0", 500), "Move 1 block");
    session.edit(move("block-1", 600), "Move 1 block");
    server.settle();
    assert.equal(session.flow.block("block-0")?.x, before);
    assert.equal(session.flow.block("block-1")?.x, 600);
    assert.deepEqual(notices, [
      { code: "target_missing", message: "refused: target_missing", label: "Move 1 block", block: "" },
    ]);
    assert.equal(session.statusText.value, "Saved");
    session.undo();
    server.settle();
    assert.equal(session.canUndo.value, false, "the refused edit cannot be undone");
    same(bench);
  });

  test("a stale one is sent again over the whole text, once", async () => {
    const bench = await ready();
    const { session, server, timers, notices } = bench;
    let refusals = 0;
    server.judge = () => (refusals++ === 0 ? "stale" : undefined);
    session.edit(move("block-0", 500), "Move");
    server.settle();
    timers.advance(1000);
    server.settle();
    assert.equal(session.flow.block("block-0")?.x, 500);
    assert.deepEqual(notices, []);
    same(bench);
  });

  test("what another deleted under an edit is refused by the server and told", async () => {
    const server = new FakeServer(sampleFlow(4));
    const a = await tab(server);
    const b = await tab(server);
    server.settle();
    a.session.edit([{ op: "remove_blocks", ids: ["block-1"] }], "Delete 1 block");
    b.session.edit(move("block-1", 9), "Move 1 block");
    server.settle();
    assert.equal(b.notices[0]?.code, "unknown_block");
    same(a);
    same(b);
  });
});

describe("undo and redo", () => {
  test("k undos then k redos change nothing, shown at once and confirmed later", async () => {
    const bench = await ready();
    const { session, server } = bench;
    const states = [toCanonical(session.flow.toJson())];
    const edits: Op[][] = [
      move("block-0", 11),
      [{ op: "remove_blocks", ids: ["block-2"] }],
      [{ op: "rename_block", id: "block-1", to: "Menu" }],
    ];
    for (const ops of edits) {
      session.edit(ops, "Edit");
      states.push(toCanonical(session.flow.toJson()));
    }
    server.settle();
    for (let i = 2; i >= 0; i--) {
      session.undo();
      assert.equal(toCanonical(session.flow.toJson()), states[i], "at once");
      server.settle();
      assert.equal(toCanonical(session.flow.toJson()), states[i], "confirmed");
    }
    assert.equal(session.canUndo.value, false);
    for (let i = 1; i <= 3; i++) {
      session.redo();
      server.settle();
      assert.equal(toCanonical(session.flow.toJson()), states[i]);
    }
    assert.equal(session.canRedo.value, false);
    same(bench);
  });

  test("of a batch that is still waiting, offline", async () => {
    const bench = await ready();
    const { session, server, timers } = bench;
    const before = toCanonical(session.flow.toJson());
    server.up = false;
    server.cut();
    session.edit(move("block-0", 4), "Move");
    session.undo();
    assert.equal(toCanonical(session.flow.toJson()), before);
    session.redo();
    assert.equal(session.flow.block("block-0")?.x, 4);
    assert.equal(session.statusText.value, "Offline — 3 changes kept here");
    server.up = true;
    timers.advance(5000);
    server.settle();
    assert.equal(session.flow.block("block-0")?.x, 4);
    same(bench);
  });

  test("a new edit ends what could be redone; one that others overtook is told", async () => {
    const server = new FakeServer(sampleFlow(4));
    const a = await tab(server);
    const b = await tab(server);
    server.settle();
    a.session.edit(move("block-1", 5), "Move 1 block");
    a.session.undo();
    assert.equal(a.session.canRedo.value, true);
    a.session.edit(move("block-1", 6), "Move 1 block");
    assert.equal(a.session.canRedo.value, false);
    server.settle();
    b.session.edit([{ op: "remove_blocks", ids: ["block-1"] }], "Delete");
    server.settle();
    a.session.undo();
    server.settle();
    assert.equal(a.notices[0]?.code, "superseded");
    same(a);
  });
});

describe("over a reload", () => {
  test("unsent edits are kept and sent, and the history still works", async () => {
    const first = await ready();
    const { server, storage } = first;
    const before = first.session.flow.block("block-0")?.x;
    first.session.edit(move("block-0", 41), "Move A");
    server.settle();
    server.up = false;
    server.cut();
    first.session.edit(move("block-1", 42), "Move B");
    first.session.close();
    server.up = true;
    const second = await tab(server, storage);
    assert.equal(second.session.pendingCount.value, 1);
    server.settle();
    assert.equal(server.flow.block("block-1")?.x, 42);
    assert.equal(second.session.statusText.value, "Saved");
    same(second);
    second.session.undo();
    second.session.undo();
    server.settle();
    assert.equal(server.flow.block("block-0")?.x, before);
    same(second);
    assert.equal([...storage.items.keys()].length, 1, "confirmed batches are not kept");
  });

  test("a batch that was sent but not answered is not applied twice", async () => {
    const first = await ready();
    const { server, storage } = first;
    first.session.edit([{ op: "add_condition", id: "block-0", operator: "Equals", operands: ["7"] }], "Add");
    const [wire] = server.wires;
    wire?.step(false);
    first.session.close();
    const second = await tab(server, storage);
    server.settle();
    assert.equal(server.log.length, 1);
    same(second);
  });

  test("a duplicated tab is another client and does not send the other's edits", async () => {
    const first = await ready();
    const { server, storage, tabs } = first;
    server.up = false;
    server.cut();
    first.session.edit(move("block-1", 42), "Move B");
    const copy = await tab(server, storage.copy(), tabs);
    assert.equal(copy.session.pendingCount.value, 0);
    server.up = true;
    first.timers.advance(5000);
    server.settle();
    assert.equal(server.log.length, 1);
    same(copy);
  });

  test("a page that crashed goes on as itself", async () => {
    const first = await ready();
    const { server, storage } = first;
    server.up = false;
    server.cut();
    first.session.edit(move("block-1", 42), "Move B");
    server.up = true;
    const second = await tab(server, storage.copy(), new FakeTabs());
    server.settle();
    assert.equal(server.flow.block("block-1")?.x, 42);
    same(second);
  });

  test("a client that the server gave to somebody else goes on under another name", async () => {
    const bench = await ready();
    const { session, server, timers } = bench;
    session.edit(move("block-1", 42), "Move B");
    const [wire] = server.wires;
    wire?.step(false);
    server.cut(4409);
    session.edit(move("block-2", 43), "Move C");
    timers.advance(1000);
    server.settle();
    assert.deepEqual(
      server.log.map((row) => row.seq),
      [1, 2],
      "what was in the log is found there, the rest is sent under the new name",
    );
    assert.notEqual(server.log[0]?.client, server.log[1]?.client);
    same(bench);
  });

  test("storage that is full or off does not stop anything", async () => {
    const server = new FakeServer(sampleFlow(3));
    const storage = new FakeStorage();
    storage.setItem = () => {
      throw new Error("QuotaExceededError");
    };
    const bench = await tab(server, storage);
    server.settle();
    bench.session.edit(move("block-0", 8), "Move");
    server.settle();
    same(bench);
  });
});

describe("fields", () => {
  test("are sent after a pause, and until then count as not saved", async () => {
    const { session, server, timers } = await ready();
    const send = (text: string): void => {
      session.edit([{ op: "set_parameter", id: "block-0", path: ["Text"], value: text }], "Edit Text");
    };
    session.drafts.type("block-0/Text", "H", send);
    timers.advance(200);
    session.drafts.type("block-0/Text", "He", send);
    assert.equal(session.statusText.value, "Saving…");
    timers.advance(299);
    assert.equal(server.wires.size === 1 && session.flow.parameter("block-0", ["Text"]), "Say 0");
    timers.advance(1);
    server.settle();
    assert.equal(server.flow.parameter("block-0", ["Text"]), "He");
    assert.equal(server.log.length, 1);
    assert.equal(session.statusText.value, "Saved");
  });

  test("are sent when the page goes, and undo counts what was typed", async () => {
    const { session, server } = await ready();
    const send = (text: string): void => {
      session.edit([{ op: "set_parameter", id: "block-0", path: ["Text"], value: text }], "Edit Text");
    };
    session.drafts.type("a", "typed", send);
    session.suspend();
    server.settle();
    assert.equal(server.flow.parameter("block-0", ["Text"]), "typed");
    session.drafts.type("a", "more", send);
    session.undo();
    server.settle();
    assert.equal(server.flow.parameter("block-0", ["Text"]), "typed");
  });

  test("what was typed before a crash is there for the field", async () => {
    const first = await ready();
    first.session.drafts.type("block-0/Text", "half a sen", () => {});
    const second = await tab(first.server, first.storage.copy(), new FakeTabs());
    assert.equal(second.session.drafts.recovered("block-0/Text"), "half a sen");
    assert.equal(second.session.drafts.recovered("block-0/Text"), undefined);
  });
});

test("content that the server replaces is seen, and own edits stay on top", async () => {
  const bench = await ready();
  const { session, server } = bench;
  const touched: boolean[] = [];
  session.on("change", (change) => touched.push(change.all));
  session.edit(move("block-0", 99), "Move");
  server.replace(sampleFlow(6));
  server.settle();
  assert.equal(session.flow.size, 6);
  assert.ok(touched.includes(true));
  assert.equal(session.flow.block("block-0")?.x, 99);
  same(bench);
});
