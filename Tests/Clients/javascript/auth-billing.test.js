"use strict";

const assert = require("node:assert/strict");
const { execFile } = require("node:child_process");
const fs = require("node:fs/promises");
const path = require("node:path");
const { describe, test } = require("node:test");
const { promisify } = require("node:util");
const { Daemon, ROOT, temporaryDirectory, until } = require("./daemon.js");
const { FakeServer } = require("./fake-server.js");
const { AuthBillingClient, SocketClient } = require("../../../proto-docs/clients/javascript");

// Where a test is not about the budget: enough for a busy machine.
const AMPLE = 5_000;

/** The shortest of three times, in milliseconds: a busy machine may hold up one or two. */
async function quickest(work) {
  const times = [];
  for (let time = 0; time < 3; time += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

const ada = { id: "u-ada", email: "ada@example.com", name: "Ada", emailVerified: true };
const stored = (request, peer) => peer.result(request, { customer: { state: "PENDING" }, outcome: "PENDING" });

/** A client that ends with the test and tries again soon; `lines` holds what it logged. */
function billing(test, options) {
  const lines = [];
  const client = new AuthBillingClient(
    { log: (...line) => lines.push(line), random: () => 0.02, ...options });
  test.after(() => client.close());
  return Object.assign(client, { lines });
}

async function spoolPath(test) {
  return path.join(await temporaryDirectory(test), "spool.ndjson");
}

function signedUpIds(server) {
  return server.requests.filter(({ method }) => method.endsWith("GetOrCreateCustomer"))
    .map(({ params }) => params.userId);
}

describe("the auth service's client against the daemon", () => {
  test("tells of a sign-up in either spelling, and again, to one customer", async (t) => {
    const daemon = await Daemon.started(t);
    const client = billing(t, { socketPath: daemon.socket("auth"), budgetMs: AMPLE });
    assert.deepEqual(await client.signedUp(ada), { outcome: "stored", customerId: null });
    const { outcome } = await client.signedUp(
      { id: "u-ada", email: ada.email, email_verified: true, is_anonymous: false, colour: "red" });
    assert.equal(outcome, "stored");
    const rpc = new SocketClient(daemon.socket("ops"));
    t.after(() => rpc.close());
    const known = await rpc.call("GetOrCreateCustomer", { userId: "u-ada" });
    assert.deepEqual(await client.signedUp(ada), { outcome: "stored", customerId: known.customer.customerId });
    assert.equal(client.counts.delivered, 3);
  });

  test("gives an anonymous sign-up no customer", async (t) => {
    const daemon = await Daemon.started(t);
    const client = billing(t, { socketPath: daemon.socket("auth"), budgetMs: AMPLE });
    assert.deepEqual(await client.signedUp({ id: "u-1", isAnonymous: true }), { outcome: "skipped" });
  });

  test("tells what changed: kept, set and cleared", async (t) => {
    const daemon = await Daemon.started(t);
    const client = billing(t, { socketPath: daemon.socket("auth"), budgetMs: AMPLE });
    await client.signedUp(ada);
    assert.equal((await client.updated({ id: ada.id, email: "new@example.com", name: null })).outcome, "stored");
    assert.equal((await client.updated({ id: ada.id })).outcome, "stored");
    const address = { line1: "1 Way", city: "Rome", postal_code: "00100", country: "IT", line2: null };
    assert.equal((await client.updated({ id: ada.id, address })).outcome, "stored");
    const rpc = new SocketClient(daemon.socket("ops"));
    t.after(() => rpc.close());
    const { customer } = await rpc.call("GetOrCreateCustomer", { userId: ada.id, wait: "STORED" });
    assert.deepEqual([customer.email, customer.name], ["new@example.com", undefined]);
    assert.deepEqual(
      customer.address, { line1: "1 Way", city: "Rome", postalCode: "00100", country: "IT" });
    await client.updated({ id: ada.id, address: null });
    const cleared = await rpc.call("GetOrCreateCustomer", { userId: ada.id, wait: "STORED" });
    assert.equal(cleared.customer.address, undefined);
  });

  test("waits for the customer where a page wants to show it", async (t) => {
    const daemon = await Daemon.started(t);
    const client = billing(t, { socketPath: daemon.socket("auth") });
    assert.match(await client.customerIdFor(ada, 5_000), /^cus_/);
    assert.equal(await client.customerIdFor({ id: "not an id" }, 5_000), null);
    await daemon.kill();
    assert.equal(await client.customerIdFor(ada, 100), null);
  });

  test("hears of a refusal as an outcome", async (t) => {
    const daemon = await Daemon.started(t);
    const spool = { path: await spoolPath(t) };
    const client = billing(t, { socketPath: daemon.socket("auth"), budgetMs: AMPLE, spool });
    assert.deepEqual(
      await client.signedUp({ id: "not an id" }),
      { outcome: "notDelivered", failure: "refused", reason: "USER_ID_INVALID" });
    assert.deepEqual([client.counts.refused, client.spooledCount], [1, 0]);
  });

  test("keeps sign-ups through a daemon's absence, and tells them in order when it is back", async (t) => {
    const daemon = await Daemon.started(t);
    await daemon.kill();
    const spool = { path: await spoolPath(t) };
    const client = billing(t, { socketPath: daemon.socket("auth"), budgetMs: AMPLE, spool });
    for (let n = 0; n < 5; n += 1) {
      assert.equal((await client.signedUp({ ...ada, id: `u-${n}` })).outcome, "spooled");
    }
    assert.equal((await client.updated({ id: "u-3", name: "Later" })).outcome, "spooled");
    assert.equal(client.spooledCount, 6);
    await daemon.start();
    await until(() => client.spooledCount === 0, "the spool's end");
    assert.equal(client.counts.replayed, 6);
    const rpc = new SocketClient(daemon.socket("ops"));
    t.after(() => rpc.close());
    const { customer } = await rpc.call("GetOrCreateCustomer", { userId: "u-3", wait: "STORED" });
    assert.equal(customer.name, "Later");
    assert.equal((await client.signedUp({ ...ada, id: "u-9" })).outcome, "stored");
    assert.equal((await fs.stat(spool.path)).size, 0);
  });
});

describe("the auth service's client against faults", () => {
  for (const [what, answer] of [
    ["is silent", () => {}],
    ["cuts the connection", (request, peer) => peer.socket.destroy()],
    ["speaks garbage", (request, peer) => peer.socket.write("garbage\n")],
    ["fails", (request, peer) => peer.error(request, 13, { status: "INTERNAL" })],
  ]) {
    test(`is not held up by a daemon that ${what}`, async (t) => {
      const server = await FakeServer.started(t, answer);
      const client = billing(t, { socketPath: server.path, spool: { path: await spoolPath(t) } });
      const took = await quickest(async () => {
        assert.equal((await client.signedUp(ada)).outcome, "spooled");
      });
      // The budget is 50 ms.
      assert.ok(took < 100, `${took} ms`);
      await until(() => client.spooledCount === 3);
    });
  }

  test("is not held up by a daemon that is not there, and says that the event is nowhere", async (t) => {
    const client = billing(t, { socketPath: await spoolPath(t) });
    const took = await quickest(async () => {
      const { outcome, failure } = await client.signedUp(ada);
      assert.deepEqual([outcome, failure], ["notDelivered", "unreachable"]);
    });
    assert.ok(took < 100, `${took} ms`);
    assert.equal(client.counts.lost, 3);
    assert.deepEqual(client.lines.map(([level]) => level), ["error", "error", "error"]);
  });

  test("is not held up by a disk that hangs, and says that the event is on its way", async (t) => {
    const spool = { path: await spoolPath(t) };
    const client = billing(t, { socketPath: "/nowhere.sock", spool });
    await client.signedUp({ id: "first" });
    await until(() => client.counts.spooled === 1);
    const file = await fs.open(spool.path);
    const prototype = Object.getPrototypeOf(file);
    await file.close();
    const { sync } = prototype;
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    prototype.sync = async function () { await released; return sync.call(this); };
    t.after(() => { prototype.sync = sync; });
    const took = await quickest(async () => {
      assert.deepEqual(await client.signedUp(ada), { outcome: "spooled", onDisk: false });
    });
    assert.ok(took < 100, `${took} ms`);
    assert.deepEqual([client.spooledCount, client.counts.spooled], [4, 1]);
    release();
    await until(() => client.counts.spooled === 4);
  });

  test("never rejects, whatever it is given", async (t) => {
    const client = billing(t, { socketPath: "/nowhere.sock", log: () => { throw new Error("log"); } });
    const trap = { get id() { throw new Error("trap"); } };
    for (const event of [undefined, null, 7, "u-1", [], {}, { id: 7 }, { id: "u", email: 7 }, trap]) {
      assert.equal((await client.signedUp(event)).outcome, "notDelivered");
      assert.equal((await client.updated(event)).outcome, "notDelivered");
    }
  });

  test("logs nothing about a person", async (t) => {
    const client = billing(
      t, { socketPath: "/nowhere.sock", spool: { path: await spoolPath(t) }, budgetMs: AMPLE });
    await client.signedUp(ada);
    await client.signedUp({ ...ada, email: 7 });
    assert.equal(client.lines.length, 2);
    assert.doesNotMatch(JSON.stringify(client.lines), /ada/i);
  });

  test("writes what the Swift client reads, for its owner only", async (t) => {
    const spool = { path: await spoolPath(t) };
    const client = billing(t, { socketPath: "/nowhere.sock", spool });
    await client.signedUp({ ...ada, signedUpAt: new Date(0), colour: "red" });
    await client.updated({ id: "u-1", name: null, phone: "+1" });
    await until(() => client.counts.spooled === 2);
    assert.equal(await fs.readFile(spool.path, "utf8"), [
      `{"signedUp":{"_0":{"id":"u-ada","email":"ada@example.com","name":"Ada","emailVerified":true,`
        + `"isAnonymous":false,"signedUpAt":"1970-01-01T00:00:00.000Z"}}}\n`,
      `{"updated":{"_0":{"id":"u-1","name":null,"phone":"+1"}}}\n`,
    ].join(""));
    assert.equal((await fs.stat(spool.path)).mode & 0o777, 0o600);
  });

  test("sends at its start what an earlier process left, also the Swift client's", async (t) => {
    const server = await FakeServer.started(t, stored);
    const spool = { path: await spoolPath(t) };
    await fs.writeFile(spool.path, "", { mode: 0o644 });
    await fs.writeFile(spool.path, [
      String.raw`{"signedUp":{"_0":{"isAnonymous":false,"emailVerified":true,"email":"a\/b@example.com","id":"u-1"}}}`,
      "no event",
      String.raw`{"updated":{"_0":{"id":"u-1","email":"c@example.com","name":null}}}`,
      `{"signedUp":{"_0":{"id":"torn`,
    ].join("\n"));
    const client = billing(t, { socketPath: server.path, spool });
    await until(() => client.counts.replayed === 2 && client.counts.unreadable === 1);
    const [first, second] = server.requests.map(({ params }) => ({ ...params, _meta: null }));
    assert.deepEqual(first, {
      _meta: null, userId: "u-1", email: "a/b@example.com", emailVerified: true, anonymous: false,
      source: "platform_signup", wait: "STORED",
    });
    assert.deepEqual(second, {
      _meta: null, userId: "u-1", email: "c@example.com", updateMask: "email,name", wait: "STORED",
    });
    const { mode, size } = await fs.stat(spool.path);
    assert.deepEqual([mode & 0o777, size], [0o600, 0]);
  });

  test("cuts off a line that a crash has torn", async (t) => {
    const spool = { path: await spoolPath(t) };
    await fs.writeFile(spool.path, `{"signedUp":{"_0":{"id":"u-1"}}}\n{"signedUp":{"_0":{"id":"to`);
    const client = billing(t, { socketPath: "/nowhere.sock", spool, budgetMs: AMPLE });
    await client.signedUp({ id: "u-2" });
    const lines = (await fs.readFile(spool.path, "utf8")).trim().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual(lines.map(({ signedUp }) => signedUp._0.id), ["u-1", "u-2"]);
  });

  test("sends older events first when a new one comes", async (t) => {
    let isUp = false;
    const server = await FakeServer.started(t, (request, peer) => {
      if (isUp) stored(request, peer);
      else peer.error(request, 14, { status: "UNAVAILABLE", retry: { allowed: false } });
    });
    const spool = { path: await spoolPath(t) };
    const client = billing(t, { socketPath: server.path, spool, budgetMs: AMPLE, random: () => 1 });
    for (const id of ["a", "b", "c"]) assert.equal((await client.signedUp({ id })).outcome, "spooled");
    isUp = true;
    server.requests.length = 0;
    assert.equal((await client.signedUp({ id: "d" })).outcome, "stored");
    assert.deepEqual(signedUpIds(server), ["a", "b", "c", "d"]);
    assert.equal(client.spooledCount, 0);
  });

  test("passes over spooled events that the daemon refuses for good", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => {
      if (request.params.userId === "bad") peer.error(request, 3, { reason: "USER_ID_INVALID" });
      else if (request.params.userId === "erased") peer.error(request, 9, { reason: "USER_ERASED" });
      else stored(request, peer);
    });
    await server.stop();
    const client = billing(t, { socketPath: server.path, spool: { path: await spoolPath(t) }, budgetMs: AMPLE });
    for (const id of ["a", "bad", "erased", "b"]) assert.equal((await client.signedUp({ id })).outcome, "spooled");
    await server.start();
    await until(() => client.spooledCount === 0);
    assert.deepEqual([client.counts.replayed, client.counts.refused], [2, 2]);
  });

  test("does not spool an event that no request can carry", async (t) => {
    const server = await FakeServer.started(t, stored);
    const client = billing(t, { socketPath: server.path, spool: { path: await spoolPath(t) }, budgetMs: AMPLE });
    assert.deepEqual(
      await client.signedUp({ id: "u-1", name: "x".repeat(1 << 20) }),
      { outcome: "notDelivered", failure: "refused", reason: "REQUEST_TOO_LARGE" });
    assert.equal(client.spooledCount, 0);
  });

  test("takes no more than its limits", async (t) => {
    const options = { socketPath: "/nowhere.sock", budgetMs: AMPLE };
    const few = billing(t, { ...options, spool: { path: await spoolPath(t), maximumEntries: 2 } });
    const small = billing(t, { ...options, spool: { path: await spoolPath(t), maximumBytes: 100 } });
    for (const client of [few, small]) {
      const outcomes = [];
      for (const id of ["a", "b", "c"]) outcomes.push(await client.signedUp({ id }));
      assert.equal(outcomes.at(-1).failure, "spoolFull");
      assert.equal(client.counts.lost, outcomes.filter(({ outcome }) => outcome === "notDelivered").length);
    }
    assert.deepEqual([few.spooledCount, small.spooledCount], [2, 1]);
  });

  test("does not share its file with another process, and takes over from one that died", async (t) => {
    const spool = { path: await spoolPath(t) };
    const script = `
      const { AuthBillingClient } = require(${JSON.stringify(path.join(ROOT, "proto-docs/clients/javascript"))});
      const client = new AuthBillingClient({
        socketPath: "/nowhere.sock", budgetMs: ${AMPLE}, spool: { path: process.argv[1] },
        random: () => 0.02, log() {} });
      client.signedUp({ id: "theirs" }).then(({ outcome }) => console.log(outcome));`;
    // It ends by itself: what waits in a spool does not keep a process alive.
    const other = () => promisify(execFile)(process.execPath, ["-e", script, spool.path], { timeout: 10_000 });
    assert.equal((await other()).stdout.trim(), "spooled");
    const client = billing(t, { socketPath: "/nowhere.sock", spool, budgetMs: AMPLE });
    assert.equal((await client.signedUp(ada)).outcome, "spooled");
    await until(() => client.counts.spooled === 1);
    assert.equal(client.spooledCount, 2);
    assert.equal((await other()).stdout.trim(), "notDelivered");
    await client.close();
    assert.deepEqual(await fs.readdir(path.dirname(spool.path)), ["spool.ndjson"]);
    assert.equal((await other()).stdout.trim(), "spooled");
  });

  test("says that a file which cannot be written took nothing", async (t) => {
    const directory = await temporaryDirectory(t);
    const target = path.join(directory, "link");
    await fs.writeFile(path.join(directory, "theirs"), "");
    await fs.symlink("theirs", target);
    const client = billing(t, { socketPath: "/nowhere.sock", spool: { path: target }, budgetMs: AMPLE });
    assert.equal((await client.signedUp(ada)).failure, "spoolUnwritable");
    await fs.unlink(target);
    assert.equal((await client.signedUp(ada)).outcome, "spooled", "tried again with the next event");
  });

  test("keeps every one of many events that come at once", async (t) => {
    const spool = { path: await spoolPath(t) };
    const server = await FakeServer.started(t, stored);
    await server.stop();
    const client = billing(t, { socketPath: server.path, spool, budgetMs: AMPLE });
    const ids = Array.from({ length: 500 }, (_, n) => `u-${n}`);
    const outcomes = await Promise.all(ids.map((id) => client.signedUp({ id })));
    assert.ok(outcomes.every(({ outcome }) => outcome === "spooled"));
    await server.start();
    await until(() => client.spooledCount === 0);
    assert.deepEqual(new Set(signedUpIds(server)), new Set(ids));
    assert.equal(client.counts.lost, 0);
  });
});
