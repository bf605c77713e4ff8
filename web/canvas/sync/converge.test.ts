/**
 * Several clients edit at random while connections break, frames get lost and
 * edits are refused. In the end everybody holds what the server holds, nothing
 * acknowledged is lost and nothing was applied twice.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { toCanonical } from "../model/json";
import { Random, randomOps, sampleFlow } from "../model/random.testkit";
import { FakeServer, FakeStorage, FakeTabs, FakeTimers, type Wire } from "./server.testkit";
import { Session } from "./session";

const seeds = 80;
/** With these seeds no page is reloaded and every return resumes: then every edit must be accounted for. */
const accounted = (seed: number): boolean => seed % 2 === 0;

const steps = 160;

interface Peer {
  session: Session;
  storage: FakeStorage;
  timers: FakeTimers;
  /** Labels of edits that were applied here. */
  made: Set<string>;
  refused: Set<string>;
}

for (let seed = 1; seed <= seeds; seed++) {
  test(`seed ${seed}`, async () => run(seed));
}

async function run(seed: number): Promise<void> {
  const random = new Random(seed);
  const server = new FakeServer(sampleFlow(6, seed));
  server.judge = () => (random.chance(0.03) ? "target_missing" : undefined);
  const lossy = seed % 4 < 2;
  if (seed % 3 === 0 && !accounted(seed)) server.mostMissed = 4;
  const peers: Peer[] = [];
  let made = 0;
  for (let i = 0; i < 3; i++) peers.push(await join(server, random, new FakeStorage()));
  for (let step = 0; step < steps; step++) {
    const peer = random.pick(peers);
    const dice = random.next();
    if (dice < 0.35) edit(peer, random, `${seed}-${made++}`);
    else if (dice < 0.41) peer.session.undo();
    else if (dice < 0.45) peer.session.redo();
    else if (dice < 0.9) pump(server, random);
    else if (dice < 0.94) random.pick([...server.wires, undefined])?.cut(1006);
    else if (dice < 0.955 && lossy) random.pick([...server.wires, undefined])?.lose();
    else if (dice < 0.97 && !accounted(seed)) await reload(peers, peer, server, random);
    else for (const one of peers) one.timers.advance(random.below(2000));
    for (const one of peers) checkNow(one, server);
  }
  server.judge = () => undefined;
  for (let i = 0; i < 20; i++) {
    for (const one of peers) one.timers.advance(5000);
    server.settle();
  }
  for (const one of peers) checkAtRest(one, server);
  checkLog(server);
  if (accounted(seed)) for (const one of peers) checkEvery(one, server);
}

/** Each edit that was taken here is in the log, or its person was told that it was refused. */
function checkEvery(peer: Peer, server: FakeServer): void {
  const logged = new Set(server.log.flatMap((row) => row.ops.map((op) => op.path?.[1] ?? "")));
  assert.ok(peer.made.size > 0);
  for (const name of peer.made) {
    assert.notEqual(logged.has(name), peer.refused.has(name), `${name} is either in the log or refused`);
  }
}

async function join(server: FakeServer, random: Random, storage: FakeStorage): Promise<Peer> {
  const timers = new FakeTimers(() => random.next());
  const session = new Session({
    url: "/live",
    flowId: "f",
    storage,
    socketFactory: (url) => server.connect(url),
    timers,
    tabs: new FakeTabs(),
    newId: () => `client-${Math.floor(random.next() * 1e9)}`,
  });
  const peer: Peer = { session, storage, timers, made: new Set(), refused: new Set() };
  session.on("notice", (notice) => peer.refused.add(notice.label));
  await session.start();
  return peer;
}

async function reload(peers: Peer[], peer: Peer, server: FakeServer, random: Random): Promise<void> {
  peer.session.close();
  const next = await join(server, random, peer.storage);
  peers[peers.indexOf(peer)] = next;
}

function edit(peer: Peer, random: Random, name: string): void {
  let fresh = 0;
  const ops = randomOps(peer.session.flow, random, () => `${name}-${fresh++}`);
  ops.push({ op: "set_metadata", path: ["marks", name], value: true });
  if (peer.session.edit(ops, name) === undefined) peer.made.add(name);
}

function pump(server: FakeServer, random: Random): void {
  const wires: Wire[] = [...server.wires];
  for (let i = 0; i < 6 && wires.length > 0; i++) random.pick(wires).step(random.chance(0.5));
}

/** Whoever shows "Saved" has nothing that is not in the log. */
function checkNow(peer: Peer, server: FakeServer): void {
  const { session } = peer;
  if (session.status.value === "saved") assert.equal(session.pendingCount.value, 0);
  assert.ok(session.revision.value <= server.revision);
}

function checkAtRest(peer: Peer, server: FakeServer): void {
  assert.equal(peer.session.statusText.value, "Saved");
  assert.equal(peer.session.revision.value, server.revision);
  assert.equal(toCanonical(peer.session.flow.toJson()), toCanonical(server.flow.toJson()));
}

function checkLog(server: FakeServer): void {
  const seen = new Set<string>();
  for (const row of server.log) {
    const name = `${row.client} ${row.seq}`;
    assert.ok(!seen.has(name), `${name} is in the log twice`);
    seen.add(name);
  }
  assert.ok(server.log.length > 10, `${server.log.length} batches`);
}
