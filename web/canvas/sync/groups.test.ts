import assert from "node:assert/strict";
import { test } from "node:test";
import { regrouped } from "../model/block-group";
import { sampleFlow } from "../model/random.testkit";
import { FakeServer, FakeStorage, FakeTabs, FakeTimers } from "./server.testkit";
import { Session } from "./session";

let clients = 0;

async function tab(server: FakeServer) {
  const session = new Session({
    url: "/flows/f/live",
    flowId: "f",
    storage: new FakeStorage(),
    socketFactory: (url) => server.connect(url),
    timers: new FakeTimers(),
    tabs: new FakeTabs(),
    newId: () => `client-${++clients}`,
  });
  const said: string[] = [];
  session.on("notice", ({ message }) => said.push(message));
  await session.start();
  return { session, said };
}

const make = { change: "make", id: "g", name: "G", blocks: ["block-1", "block-2"], folded: true } as const;

const regroup = (session: Session) => session.regroup(make, regrouped(session.groups.list.value, make));

test("a group shows at once, others see it, and who comes later finds it", async () => {
  const server = new FakeServer(sampleFlow(4));
  const { session } = await tab(server);
  const { session: other } = await tab(server);
  server.settle();
  assert.equal(regroup(session), undefined);
  assert.equal(session.groups.list.value[0]?.name, "G");
  assert.deepEqual(other.groups.list.value, []);
  server.settle();
  assert.deepEqual(other.groups.list.value, [{ id: "g", name: "G", blocks: make.blocks, folded: true }]);
  const { session: late } = await tab(server);
  server.settle();
  assert.deepEqual(late.groups.list.value, other.groups.list.value);
});

test("a refused change is taken back and said", async () => {
  const server = new FakeServer(sampleFlow(4));
  const { session, said } = await tab(server);
  server.settle();
  server.keepsGroups = true;
  regroup(session);
  server.settle();
  assert.deepEqual(session.groups.list.value, []);
  assert.deepEqual(said, ["No."]);
});

test("a group follows an own rename before the server says so", async () => {
  const server = new FakeServer(sampleFlow(4));
  const { session } = await tab(server);
  server.settle();
  regroup(session);
  session.edit([{ op: "rename_block", id: "block-1", to: "Hello" }], "Rename");
  assert.deepEqual(session.groups.list.value[0]?.blocks, ["Hello", "block-2"]);
});

test("groups are not changed offline, nor by viewers", async () => {
  const server = new FakeServer(sampleFlow(4));
  server.canEdit = false;
  const { session } = await tab(server);
  assert.equal(regroup(session)?.code, "not_ready");
  server.settle();
  assert.equal(regroup(session)?.code, "read_only");
  server.canEdit = true;
  const { session: editor } = await tab(server);
  server.settle();
  server.cut();
  assert.equal(regroup(editor)?.code, "offline");
  assert.deepEqual(editor.groups.list.value, []);
});
