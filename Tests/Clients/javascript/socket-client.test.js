"use strict";

const assert = require("node:assert/strict");
const { execFile } = require("node:child_process");
const path = require("node:path");
const { describe, test } = require("node:test");
const { promisify } = require("node:util");
const { Daemon, ROOT, temporaryDirectory, until } = require("./daemon.js");
const { FakeServer } = require("./fake-server.js");
const { RPCError, SocketClient } = require("../../../proto-docs/clients/javascript");

const GET = "billing.customer.v1.CustomerService/GetOrCreateCustomer";

function client(test, socketPath, options) {
  const client = new SocketClient(socketPath, { random: () => 0.1, ...options });
  test.after(() => client.close());
  return client;
}

async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof RPCError, `${error.stack}`);
    return error;
  }
  return assert.fail("the call did not fail");
}

describe("the client against the daemon", () => {
  test("calls a method by either of its names", async (t) => {
    const daemon = await Daemon.started(t);
    const rpc = client(t, daemon.socket("auth"));
    const [first, second] = await Promise.all([
      rpc.call(GET, { userId: "u-1", email: "ada@example.com" }),
      rpc.call("GetOrCreateCustomer", { userId: "u-1" }),
    ]);
    assert.equal(first.customer.state, "READY");
    assert.equal(first.customer.customerId, second.customer.customerId);
  });

  test("answers every one of many calls in flight with its own result", async (t) => {
    const daemon = await Daemon.started(t);
    const rpc = client(t, daemon.socket("auth"));
    const users = Array.from({ length: 300 }, (_, index) => `u-${index}`);
    const answers = await Promise.all(
      users.map((userId) => rpc.call(GET, { userId, wait: "STORED" })));
    assert.deepEqual(answers.map((answer) => answer.customer.userId), users);
  });

  test("tells an unknown field, an unknown method and a role that may not by typed errors", async (t) => {
    const daemon = await Daemon.started(t);
    const rpc = client(t, daemon.socket("auth"));
    const field = await failure(rpc.call(GET, { userId: "u-1", colour: "red" }));
    assert.deepEqual(
      [field.code, field.status, field.reason, field.executed, field.retry.allowed],
      [3, "INVALID_ARGUMENT", "INVALID_FIELD", "no", false]);
    assert.match(field.requestId, /./);
    assert.match(JSON.stringify(field.details), /colour/);
    const method = await failure(rpc.call("NoSuchMethod"));
    assert.deepEqual([method.code, method.status], [-32601, "UNIMPLEMENTED"]);
    const role = await failure(rpc.call("GetStatus"));
    assert.deepEqual([role.code, role.reason], [7, "ROLE_NOT_ALLOWED"]);
  });

  test("survives a restart of the daemon in the middle of its calls", async (t) => {
    const daemon = await Daemon.started(t);
    const rpc = client(t, daemon.socket("auth"));
    await rpc.call(GET, { userId: "u-1" });
    const answer = (userId) => rpc.call(
      GET, { userId, wait: "STORED" }, { timeoutMs: 10_000, isRepeatable: true });
    const early = Promise.allSettled(Array.from({ length: 50 }, (_, n) => answer(`early-${n}`)));
    await daemon.kill();
    const gone = await failure(answer("u-2"));
    assert.equal(gone.reason, "DAEMON_UNREACHABLE");
    await early;
    await daemon.start();
    assert.equal((await answer("u-1")).customer.userId, "u-1");
  });

  test("sends any text unharmed, braces, line ends and half a surrogate pair included", async (t) => {
    const daemon = await Daemon.started(t);
    const rpc = client(t, daemon.socket("auth"));
    const name = "}{\"[\\ \u{1F600} é ſ";
    const answer = await rpc.call(GET, { userId: "u-1", name, wait: "STORED" });
    assert.equal(answer.customer.name, name);
    const half = await rpc.call(GET, { userId: "u-2", name: "a\ud800b", wait: "STORED" });
    assert.equal(half.customer.name, "a\ufffdb");
  });

  test("does not keep a process alive that waits for nothing", async (t) => {
    const daemon = await Daemon.started(t);
    const script = `
      const { SocketClient } = require(${JSON.stringify(path.join(ROOT, "proto-docs/clients/javascript"))});
      new SocketClient(process.argv[1]).call("rpc.version").then(({ name }) => console.log(name));`;
    const { stdout } = await promisify(execFile)(
      process.execPath, ["-e", script, daemon.socket("auth")], { timeout: 5_000 });
    assert.equal(stdout.trim(), "billing-customerd");
  });
});

describe("the client against faults", () => {
  test("opens no connection before the first call, and one for all calls", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => peer.result(request, {}));
    const rpc = client(t, server.path);
    assert.equal(server.connectionCount, 0);
    await Promise.all([rpc.call("A"), rpc.call("B"), rpc.call("C")]);
    await rpc.call("D");
    assert.equal(server.connectionCount, 1);
    assert.deepEqual(server.requests.map(({ method }) => method), ["A", "B", "C", "D"]);
  });

  test("reads replies that come byte by byte, late, out of order, and with blank lines", async (t) => {
    const held = [];
    const server = await FakeServer.started(t, (request, peer) => {
      held.push(request);
      if (held.length < 2) return;
      const text = held.reverse()
        .map(({ id, params }) => `\n${JSON.stringify({ jsonrpc: "2.0", id, result: params.word })}\n\n`)
        .join("");
      for (const byte of Buffer.from(text)) peer.socket.write(Buffer.of(byte));
    });
    const rpc = client(t, server.path);
    const words = ["é😀", "b"];
    assert.deepEqual(await Promise.all(words.map((word) => rpc.call("Say", { word }))), words);
  });

  test("gives every attempt its share of the one deadline", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => {
      peer.error(request, 14, { status: "UNAVAILABLE", executed: "no", retry: { allowed: true, afterMs: 20 } });
    });
    const rpc = client(t, server.path);
    await failure(rpc.call("A", {}, { timeoutMs: 1_000 }));
    const timeouts = server.requests.map(({ params }) => params._meta.timeoutMs);
    assert.equal(timeouts.length, 5);
    assert.ok(timeouts.every((value, index) => index === 0 || value <= timeouts[index - 1] - 19), `${timeouts}`);
    assert.ok(timeouts[0] <= 1_000);
  });

  test("waits longer after each failure, up to 1.6 times as long", async (t) => {
    const moments = [];
    const server = await FakeServer.started(t, (request, peer) => {
      moments.push(performance.now());
      peer.error(request, 14, { executed: "no", retry: { allowed: true } });
    });
    await failure(client(t, server.path, { random: () => 1 }).call("A"));
    const waits = moments.slice(1).map((moment, index) => moment - moments[index]);
    assert.equal(waits.length, 4);
    // Timers are true to the millisecond, and late on a busy machine.
    waits.forEach((wait, index) => assert.ok(wait > 50 * 1.6 ** index - 3, `${waits}`));
    assert.ok(waits[0] < 150, `${waits}`);
  });

  test("repeats only what is unavailable, or exhausted with a time to come back", async (t) => {
    const answers = {
      Internal: [13, { executed: "no", retry: { allowed: true } }, 1],
      Unavailable: [14, { executed: "no", retry: { allowed: true } }, 5],
      UnavailableForGood: [14, { executed: "no", retry: { allowed: false } }, 1],
      UnavailableUnknown: [14, { executed: "unknown", retry: { allowed: true } }, 1],
      Exhausted: [8, { executed: "no", retry: { allowed: true } }, 1],
      ExhaustedForNow: [8, { executed: "no", retry: { allowed: true, afterMs: 5 } }, 5],
      NoData: [14, undefined, 1],
    };
    const server = await FakeServer.started(t, (request, peer) => {
      peer.error(request, ...answers[request.method].slice(0, 2));
    });
    const rpc = client(t, server.path);
    for (const [method, [code, , attempts]] of Object.entries(answers)) {
      const error = await failure(rpc.call(method, {}, { timeoutMs: 5_000 }));
      assert.equal(error.code, code);
      assert.equal(server.requests.filter((request) => request.method === method).length, attempts, method);
    }
  });

  test("does not wait past its deadline for the next attempt", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => {
      peer.error(request, 14, { executed: "no", retry: { allowed: true, afterMs: 60_000 } });
    });
    const start = performance.now();
    const error = await failure(client(t, server.path).call("A", {}, { timeoutMs: 5_000 }));
    assert.equal(error.status, "UNAVAILABLE");
    assert.ok(performance.now() - start < 2_000);
  });

  test("ends a call whose connection is cut in the middle of the reply", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => {
      peer.socket.end(`{"jsonrpc":"2.0","id":${request.id},"resu`);
    });
    const error = await failure(client(t, server.path).call("A"));
    assert.deepEqual([error.reason, error.executed], ["CONNECTION_LOST", "unknown"]);
    assert.equal(server.requests.length, 1);
  });

  test("sends again after a cut what is safe to send twice", async (t) => {
    const server = await FakeServer.started(t, (request, peer, { connectionCount }) => {
      if (connectionCount < 3) peer.socket.destroy();
      else peer.result(request, "at last");
    });
    const result = await client(t, server.path).call("A", {}, { isRepeatable: true });
    assert.equal(result, "at last");
    assert.equal(server.connectionCount, 3);
  });

  for (const [what, bytes] of [
    ["is not JSON", "HTTP/1.1 400 Bad Request\r\n\r\n"],
    ["is no reply", "[1, 2]\n"],
    ["has both a result and an error", `{"id":1,"result":1,"error":{"code":13}}\n`],
    ["has an error that is none", `{"id":1,"error":"oh"}\n`],
    ["is not UTF-8", Buffer.from(`{"id":1,"result":"\xff"}\n`, "latin1")],
  ]) {
    test(`leaves a connection whose message ${what}, and goes on with another`, async (t) => {
      const server = await FakeServer.started(t, (request, peer, { connectionCount }) => {
        if (connectionCount === 1) peer.socket.write(bytes);
        else peer.result(request, "well");
      });
      const rpc = client(t, server.path);
      assert.equal((await failure(rpc.call("A"))).reason, "CONNECTION_LOST");
      assert.equal(await rpc.call("A"), "well");
    });
  }

  test("takes a reply of 4 MiB, and leaves a connection that sends more without an end", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => {
      if (request.method === "Large") return peer.result(request, "x".repeat(4 << 20));
      return peer.socket.write("x".repeat(5 << 20));
    });
    const rpc = client(t, server.path);
    assert.equal((await rpc.call("Large")).length, 4 << 20);
    assert.equal((await failure(rpc.call("Endless"))).reason, "CONNECTION_LOST");
  });

  test("refuses what no server would take: a request over 1 MiB", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => peer.result(request, 1));
    const rpc = client(t, server.path);
    const error = await failure(rpc.call("A", { name: "x".repeat(1 << 20) }));
    assert.deepEqual([error.reason, error.executed], ["REQUEST_TOO_LARGE", "no"]);
    assert.equal(await rpc.call("A"), 1);
  });

  test("has 64 calls on the wire and the others wait", async (t) => {
    let most = 0;
    const held = [];
    const server = await FakeServer.started(t, (request, peer) => {
      held.push(() => peer.result(request, request.id));
      most = Math.max(most, held.length);
      // The answers begin once nothing more comes.
      if (held.length === 64) setImmediate(() => setImmediate(() => held.splice(0).forEach((say) => say())));
      else if (server.requests.length === 100) held.splice(0).forEach((say) => say());
    });
    const rpc = client(t, server.path);
    await Promise.all(Array.from({ length: 100 }, () => rpc.call("A")));
    assert.equal(most, 64);
  });

  test("waits for a silent server until the deadline and a grace, no longer", async (t) => {
    const server = await FakeServer.started(t, () => {});
    const start = performance.now();
    const error = await failure(client(t, server.path).call("A", {}, { timeoutMs: 50 }));
    const took = performance.now() - start;
    assert.deepEqual([error.status, error.executed], ["DEADLINE_EXCEEDED", "unknown"]);
    assert.ok(took >= 295 && took < 1_500, `${took}`);
  });

  test("takes the answer that a server gives at the deadline", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => {
      setTimeout(() => peer.result(request, "pending"), request.params._meta.timeoutMs + 5);
    });
    assert.equal(await client(t, server.path).call("A", {}, { timeoutMs: 40 }), "pending");
  });

  test("says so when there is no daemon", async (t) => {
    const socketPath = path.join(await temporaryDirectory(t), "none.sock");
    const error = await failure(client(t, socketPath).call("A"));
    assert.deepEqual([error.reason, error.executed], ["DAEMON_UNREACHABLE", "no"]);
    assert.match(error.message, /no such socket/);
  });

  test("reaches a daemon that comes while the call waits", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => peer.result(request, "here"));
    await server.stop();
    const call = client(t, server.path, { random: () => 1 }).call("A");
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    await server.start();
    assert.equal(await call, "here");
  });

  test("comes back after a server that takes no more connections", async (t) => {
    const server = await FakeServer.started(t, (request, peer, { connectionCount }) => {
      if (connectionCount > 1) return peer.result(request, "in");
      return peer.socket.end(`${JSON.stringify({
        jsonrpc: "2.0", id: null, error: { code: 8, message: "full", data: {
          status: "RESOURCE_EXHAUSTED", reason: "TOO_MANY_CONNECTIONS", executed: "no",
          retry: { allowed: true, afterMs: 10 } } },
      })}\n`);
    });
    assert.equal(await client(t, server.path).call("A"), "in");
  });

  test("cancels with a signal, before, while and after", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => {
      if (request.method === "Now") peer.result(request, 1);
    });
    const rpc = client(t, server.path);
    const early = await failure(rpc.call("Never", {}, { signal: AbortSignal.abort("no need") }));
    assert.deepEqual([early.status, early.executed, early.cause], ["CANCELLED", "no", "no need"]);
    const controller = new AbortController();
    const call = failure(rpc.call("Never", {}, { signal: controller.signal }));
    await until(() => server.requests.length === 1);
    controller.abort();
    assert.deepEqual([(await call).status, (await call).executed], ["CANCELLED", "unknown"]);
    await until(() => server.requests.length === 2);
    assert.equal(server.requests[1].method, "rpc.cancel");
    assert.deepEqual(server.requests[1].params, { id: server.requests[0].id });
    const late = new AbortController();
    await rpc.call("Now", {}, { signal: late.signal });
    late.abort();
    assert.equal(await rpc.call("Now"), 1);
    assert.equal(server.requests.length, 4);
  });

  test("ignores notifications, members and ids that it does not know", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => {
      peer.say({ jsonrpc: "2.0", method: "rpc.news", params: {} });
      peer.say({ jsonrpc: "2.0", id: 77, result: 0 });
      peer.say({ jsonrpc: "2.0", id: request.id, result: 1, cost: 2 });
    });
    assert.equal(await client(t, server.path).call("A"), 1);
    assert.equal(server.connectionCount, 1);
  });

  test("passes progress on, and only where it is asked for", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => {
      const token = request.params._meta.progressToken;
      if (token) peer.say({ jsonrpc: "2.0", method: "rpc.progress", params: { token, id: request.id, seq: 1, done: 3, total: 9 } });
      peer.result(request, 1);
    });
    const rpc = client(t, server.path);
    const heard = [];
    await rpc.call("A", {}, { onProgress: (progress) => heard.push(progress) });
    await rpc.call("A");
    assert.deepEqual(heard, [{ done: 3, total: 9, message: undefined }]);
  });

  test("ends what waits when it is closed", async (t) => {
    const server = await FakeServer.started(t, () => {});
    const rpc = client(t, server.path);
    const call = failure(rpc.call("A"));
    await until(() => server.requests.length === 1);
    rpc.close();
    assert.deepEqual([(await call).reason, (await call).executed], ["CLIENT_CLOSED", "unknown"]);
    assert.equal((await failure(rpc.call("A"))).reason, "CLIENT_CLOSED");
  });

  test("refuses arguments that make no sense at once", async (t) => {
    const rpc = client(t, "/nowhere.sock");
    await assert.rejects(rpc.call("A", []), TypeError);
    await assert.rejects(rpc.call("A", {}, { timeoutMs: 0 }), RangeError);
    await assert.rejects(rpc.call(undefined), TypeError);
    assert.throws(() => new SocketClient("x".repeat(108)), TypeError);
  });
});
