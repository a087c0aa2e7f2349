"use strict";

const assert = require("node:assert/strict");
const { describe, test } = require("node:test");
const { Daemon } = require("./daemon.js");
const { FakeServer } = require("./fake-server.js");
const {
  AuthBillingClient, CheckoutError, IntakePaymentsBillingClient, RPCError, paymentIntentParams,
} = require("../../../proto-docs/clients/javascript");

function payments(test, socketPath, options) {
  const client = new IntakePaymentsBillingClient({ socketPath, random: () => 0.1, ...options });
  test.after(() => client.close());
  return client;
}

async function failure(promise) {
  const error = await promise.then(() => null, (error) => error);
  assert.ok(error instanceof CheckoutError && error instanceof RPCError, `${error?.stack}`);
  return error;
}

describe("the intake-payments service's client against the daemon", () => {
  test("gets a registered user's customer by e-mail, without their saved payment methods", async (t) => {
    const daemon = await Daemon.started(t);
    const auth = new AuthBillingClient({ socketPath: daemon.socket("auth"), budgetMs: 2_000 });
    t.after(() => auth.close());
    await auth.signedUp({ id: "u-1", email: "ada@example.com", emailVerified: true });
    const client = payments(t, daemon.socket("intake"));
    const byEmail = await client.customerForCheckout({ intakePaymentId: "ip-1", email: " ADA@example.com" });
    assert.match(byEmail.customerId, /^cus_/);
    assert.deepEqual(byEmail, {
      intakePaymentId: "ip-1", customerId: byEmail.customerId, userId: "u-1",
      matchedBy: "EMAIL_UNVERIFIED", state: "ready", mayOfferSavedPaymentMethods: false,
    });
    const signedIn = await client.customerForCheckout({ intakePaymentId: "ip-2", userId: "u-1" });
    assert.deepEqual(
      [signedIn.customerId, signedIn.mayOfferSavedPaymentMethods], [byEmail.customerId, true]);
    assert.equal(await client.userForCustomer(byEmail.customerId), "u-1");
  });

  test("gets a guest the same customer for the same payment", async (t) => {
    const daemon = await Daemon.started(t);
    const client = payments(t, daemon.socket("intake"));
    const request = { intakePaymentId: "ip-1", userId: null, email: "guest@example.com", name: "Guest" };
    const [first, second] = await Promise.all(
      [client.customerForCheckout(request), client.customerForCheckout(request)]);
    assert.equal(first.customerId, second.customerId);
    assert.deepEqual([first.userId, first.mayOfferSavedPaymentMethods], [null, false]);
    assert.equal(await client.userForCustomer(first.customerId), null);
    assert.equal(await client.userForCustomer("cus_nobody"), null);
    assert.deepEqual(paymentIntentParams(first, { order: "7" }), {
      customer: first.customerId, metadata: { order: "7", intake_payment_id: "ip-1" },
    });
  });

  test("says by a typed error that the request is wrong", async (t) => {
    const daemon = await Daemon.started(t);
    const client = payments(t, daemon.socket("intake"));
    const error = await failure(client.customerForCheckout({ intakePaymentId: "ip-1", email: "nobody" }));
    assert.deepEqual(
      [error.kind, error.reason, error.mayContinueWithoutCustomer], ["invalidRequest", "EMAIL_INVALID", false]);
    const id = await failure(client.customerForCheckout({ intakePaymentId: "ip-1", userId: "" }));
    assert.equal(id.reason, "USER_ID_INVALID");
  });
});

describe("the intake-payments service's client against faults", () => {
  for (const [code, status, kind, mayContinue] of [
    [14, "UNAVAILABLE", "unavailable", true],
    [8, "RESOURCE_EXHAUSTED", "unavailable", true],
    [10, "ABORTED", "unavailable", true],
    [3, "INVALID_ARGUMENT", "invalidRequest", false],
    [9, "FAILED_PRECONDITION", "refused", true],
    [7, "PERMISSION_DENIED", "notPermitted", true],
    [-32601, "UNIMPLEMENTED", "notPermitted", true],
    [13, "INTERNAL", "fault", true],
    [15, "DATA_LOSS", "fault", true],
  ]) {
    test(`goes ${mayContinue ? "on" : "back"} after ${status}`, async (t) => {
      const server = await FakeServer.started(t, (request, peer) => {
        peer.error(request, code, { status, reason: "SOME_REASON", executed: "no", requestId: "c1-2" });
      });
      const error = await failure(
        payments(t, server.path).customerForCheckout({ intakePaymentId: "ip-1" }));
      assert.deepEqual(
        [error.kind, error.mayContinueWithoutCustomer, error.status, error.reason, error.requestId],
        [kind, mayContinue, status, "SOME_REASON", "c1-2"]);
    });
  }

  test("goes on without a daemon, and back where the caller gave up", async (t) => {
    const gone = payments(t, "/nowhere.sock");
    const error = await failure(gone.customerForCheckout({ intakePaymentId: "ip-1" }));
    assert.deepEqual([error.kind, error.reason], ["unavailable", "DAEMON_UNREACHABLE"]);
    assert.ok(error.mayContinueWithoutCustomer);
    const given = await failure(
      gone.customerForCheckout({ intakePaymentId: "ip-1" }, { signal: AbortSignal.abort() }));
    assert.deepEqual([given.kind, given.mayContinueWithoutCustomer], ["cancelled", false]);
  });

  test("reads a pending checkout, and words that it does not know, as none", async (t) => {
    const server = await FakeServer.started(t, (request, peer) => {
      peer.result(request, { customer: { state: "IN_REVIEW", customerId: "cus_1" }, matchedBy: "TELEPATHY" });
    });
    const checkout = await payments(t, server.path).customerForCheckout({ intakePaymentId: "ip-1" });
    assert.deepEqual(checkout, {
      intakePaymentId: "ip-1", customerId: null, userId: null, matchedBy: null, state: "pending",
      mayOfferSavedPaymentMethods: false,
    });
    assert.deepEqual(paymentIntentParams(checkout), { metadata: { intake_payment_id: "ip-1" } });
  });

  test("asks again after a lost connection, since a checkout may be sent twice", async (t) => {
    const server = await FakeServer.started(t, (request, peer, { connectionCount }) => {
      if (connectionCount === 1) return peer.socket.destroy();
      return peer.result(request, { userId: "u-1" });
    });
    assert.equal(await payments(t, server.path).userForCustomer("cus_1"), "u-1");
  });
});
