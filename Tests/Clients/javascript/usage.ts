// Compiled by types.test.js where tsc is installed: what a service written in TypeScript does.
import {
  AuthBillingClient, CheckoutError, IntakePaymentsBillingClient, RPCError, SignupOutcome,
  SocketClient, paymentIntentParams,
} from "../../../proto-docs/clients/javascript/billing-customer";

export async function onUserSignedUp(client: AuthBillingClient): Promise<string> {
  const outcome: SignupOutcome = await client.signedUp({ id: "u-1", email: null, signedUpAt: new Date() });
  await client.updated({ id: "u-1", name: null });
  switch (outcome.outcome) {
    case "stored": return outcome.customerId ?? "none yet";
    case "spooled": return outcome.onDisk ? "on disk" : "on its way";
    case "skipped": return "none wanted";
    case "notDelivered": return `${outcome.failure}: ${outcome.reason}`;
  }
}

export async function checkout(client: IntakePaymentsBillingClient, signal: AbortSignal): Promise<object> {
  try {
    const found = await client.customerForCheckout({ intakePaymentId: "ip-1", email: "a@b" }, { signal });
    const user: string | null = found.customerId && await client.userForCustomer(found.customerId);
    return { amount: 1, currency: "eur", ...paymentIntentParams(found, { user: user ?? "" }) };
  } catch (error) {
    if (error instanceof CheckoutError && error.mayContinueWithoutCustomer) return { kind: error.kind };
    if (error instanceof RPCError) return { code: error.code, after: error.retry.afterMs };
    throw error;
  }
}

export function clients(): [AuthBillingClient, IntakePaymentsBillingClient, Promise<{ name: string }>] {
  const socketPath = "/run/billing-customer/auth.sock";
  return [
    new AuthBillingClient({ socketPath, budgetMs: 50, spool: { path: "/var/lib/auth/billing-spool.ndjson" } }),
    new IntakePaymentsBillingClient({ socketPath, timeoutMs: 5_000, random: () => 0.5 }),
    new SocketClient(socketPath).call<{ name: string }>("rpc.version", {}, { timeoutMs: 100 }),
  ];
}

// @ts-expect-error an event without an id is none
export const wrong: Parameters<AuthBillingClient["signedUp"]>[0] = { email: "a@b" };
