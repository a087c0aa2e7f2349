/** gRPC's word for the kind of a failure. */
export type Status =
  | "CANCELLED" | "UNKNOWN" | "INVALID_ARGUMENT" | "DEADLINE_EXCEEDED" | "NOT_FOUND"
  | "ALREADY_EXISTS" | "PERMISSION_DENIED" | "RESOURCE_EXHAUSTED" | "FAILED_PRECONDITION"
  | "ABORTED" | "OUT_OF_RANGE" | "UNIMPLEMENTED" | "INTERNAL" | "UNAVAILABLE" | "DATA_LOSS"
  | "UNAUTHENTICATED";

/** Why a call failed, as the daemon said it or as the client found it. */
export class RPCError extends Error {
  /** gRPC's number, 1 to 16; negative for a fault of the protocol. */
  readonly code: number;
  readonly status: Status;
  /**
   * A stable word for programs, see proto-docs/errors.md; the client's own are
   * DAEMON_UNREACHABLE, CONNECTION_LOST, CLIENT_CLOSED and SPOOL_BUSY.
   */
  readonly reason: string;
  /** Whether anything came of the call. */
  readonly executed: "no" | "yes" | "unknown";
  /** Whether the same call may succeed later, and when to try. */
  readonly retry: { readonly allowed: boolean; readonly afterMs?: number };
  /** Finds the rest in the daemon's log; null for what the client found itself. */
  readonly requestId: string | null;
  /** Facts in google.rpc's shapes, such as the fields that do not fit. */
  readonly details: readonly unknown[];
}

/** The limits of the protocol that a client keeps to. */
export const LIMITS: Readonly<{
  requestBytes: number;
  replyBytes: number;
  callsPerConnection: number;
  calls: number;
  attempts: number;
  timeoutMs: number;
  connectMs: number;
  graceMs: number;
}>;

/** How far a streaming method has come. */
export interface Progress {
  done: number;
  total?: number;
  message?: string;
}

export interface CallOptions {
  /** The time for all attempts together, at most 600 000; 30 000 when absent. */
  timeoutMs?: number;
  /** How long past it to wait for what the daemon answers at the deadline; 250 when absent. */
  graceMs?: number;
  /** Takes the call back; the daemon is told. */
  signal?: AbortSignal;
  /** Whether sending it twice does no harm, so that it survives a lost connection; false when absent. */
  isRepeatable?: boolean;
  /** More for `params._meta`; the client sets the deadline. */
  metadata?: { idempotencyKey?: string; traceparent?: string; dryRun?: boolean };
  /** Hears how far a streaming method has come. */
  onProgress?: (progress: Progress) => void;
}

export interface SocketClientOptions {
  /** A fresh number from 0 to 1 each time, for the jitter of retries; Math.random when absent. */
  random?: () => number;
}

/** One multiplexed connection, opened when first needed, and the calls that use it. */
export class SocketClient {
  constructor(socketPath: string, options?: SocketClientOptions);
  /** Calls a method; rejects with an RPCError, or a TypeError or RangeError for a wrong argument. */
  call<Result = unknown>(method: string, params?: object, options?: CallOptions): Promise<Result>;
  /** Ends every call with CLIENT_CLOSED and closes the connection; later calls fail at once. */
  close(): void;
}

/** A sign-up as the auth service publishes it; further fields are ignored. */
export interface UserSignedUp {
  id: string;
  email?: string | null;
  name?: string | null;
  /** Whether the platform has proof that the address belongs to the user. */
  emailVerified?: boolean | null;
  email_verified?: boolean | null;
  /** Such a user gets no customer. */
  isAnonymous?: boolean | null;
  is_anonymous?: boolean | null;
  signupMethod?: string | null;
  signup_method?: string | null;
  signedUpAt?: string | Date | null;
  signed_up_at?: string | Date | null;
}

/** What changed about a user: an absent field is kept, null clears it. */
export interface UserUpdated {
  id: string;
  email?: string | null;
  name?: string | null;
  phone?: string | null;
  /** The whole of it; its parts are not merged with those known. */
  address?: PostalAddress | null;
}

export interface PostalAddress {
  line1?: string | null;
  line2?: string | null;
  city?: string | null;
  /** State, county, province or region. */
  state?: string | null;
  postalCode?: string | null;
  postal_code?: string | null;
  /** Two letters, ISO 3166-1 alpha-2. */
  country?: string | null;
}

/** Why an event is neither with the daemon nor in the spool. */
export interface NotDelivered {
  outcome: "notDelivered";
  /**
   * `refused`: the daemon will never accept it as it is. `unreachable`: no answer in time, and no
   * spool is configured. `fault`: a fault of this client.
   */
  failure: "refused" | "unreachable" | "spoolFull" | "spoolUnwritable" | "fault";
  reason: string;
}

/** It waits in the spool; `onDisk` is false when the budget ended before the disk was done. */
export interface Spooled {
  outcome: "spooled";
  onDisk: boolean;
}

/** The daemon has it on disk; the customer's id where there is one already. */
export interface Stored {
  outcome: "stored";
  customerId: string | null;
}

export type SignupOutcome =
  | Stored
  /** The daemon wants no customer for it: an anonymous sign-up. */
  | { outcome: "skipped" }
  | Spooled
  | NotDelivered;

export type UpdateOutcome = Stored | Spooled | NotDelivered;

export interface DeliveryCounts {
  /** Events that the daemon took at once. */
  delivered: number;
  /** Events that went to the spool. */
  spooled: number;
  /** Events of the spool that the daemon took. */
  replayed: number;
  /** Events that were refused for good, of the spool or not. */
  refused: number;
  /** Events that neither the daemon nor the spool took. */
  lost: number;
  /** Lines of the spool that could not be read and were passed over. */
  unreadable: number;
}

export interface SpoolConfiguration {
  /** The file, made with mode 0600; one process at a time uses it. */
  path: string;
  /** The greatest size of the file; 4 MiB when absent. */
  maximumBytes?: number;
  /** The greatest number of events; 10 000 when absent. */
  maximumEntries?: number;
}

export interface AuthBillingOptions {
  /** The daemon's socket for the role `auth`. */
  socketPath: string;
  /** How long one event may take, the append to the spool included; 50 when absent. */
  budgetMs?: number;
  /** Where events wait for a daemon that cannot be reached; nowhere when absent. */
  spool?: SpoolConfiguration;
  /** Hears of what could not be delivered, without personal data; the console when absent. */
  log?: (level: "warn" | "error", message: string, facts: Record<string, unknown>) => void;
  random?: () => number;
}

/** Tells the billing daemon about users, without ever holding up or failing a sign-up. */
export class AuthBillingClient {
  constructor(options: AuthBillingOptions);
  /** What was counted so far. */
  readonly counts: DeliveryCounts;
  /** Events that wait in the spool. */
  readonly spooledCount: number;
  /** Tells that a user signed up; never rejects, and settles within the budget. */
  signedUp(event: UserSignedUp): Promise<SignupOutcome>;
  /** Tells what changed about a user; never rejects, and settles within the budget. */
  updated(event: UserUpdated): Promise<UpdateOutcome>;
  /**
   * Waits until the user of a sign-up has a customer; null when that takes longer than `withinMs`.
   * For pages that show the customer's id, not for a sign-up; never rejects, and never spools.
   */
  customerIdFor(event: UserSignedUp, withinMs: number): Promise<string | null>;
  /** Sends what waits in the spool, oldest first; resolves with whether nothing is left. */
  replay(): Promise<boolean>;
  /** Closes the connection and the spool, whose rest goes out after the next start. */
  close(): Promise<void>;
}

export type MatchedBy =
  | "USER_ID" | "EMAIL_VERIFIED" | "EMAIL_UNVERIFIED" | "GUEST_EMAIL" | "INTAKE_PAYMENT"
  | "STRIPE_METADATA";

export interface CheckoutRequest {
  intakePaymentId: string;
  /** The user who is signed in; absent for a guest. */
  userId?: string | null;
  email?: string | null;
  name?: string | null;
}

/** Whom a checkout charges. */
export interface CheckoutCustomer {
  intakePaymentId: string;
  /** The customer at Stripe; null while pending. */
  customerId: string | null;
  /** The registered user whose customer it is; null for a guest's. */
  userId: string | null;
  /** How the customer was found; null for a word that this version does not know. */
  matchedBy: MatchedBy | null;
  state: "ready" | "pending";
  /** Whether the payer may be shown the customer's saved payment methods. */
  mayOfferSavedPaymentMethods: boolean;
}

/** Why a checkout has no answer, and whether to go on without a customer. */
export class CheckoutError extends RPCError {
  /**
   * `unavailable`: no answer in time. `invalidRequest`: the same one will always be refused.
   * `refused`: there will be no customer for this payer. `notPermitted`: an operator must act.
   */
  readonly kind:
    | "unavailable" | "invalidRequest" | "refused" | "notPermitted" | "fault" | "cancelled";
  /** Whether to take the payment without a customer. */
  readonly mayContinueWithoutCustomer: boolean;
}

export interface IntakePaymentsBillingOptions {
  /** The daemon's socket for the role `intake`. */
  socketPath: string;
  /**
   * How long a call may take, 5 000 when absent; a checkout whose customer is not there by then is
   * answered as pending, which is no error.
   */
  timeoutMs?: number;
  random?: () => number;
}

/** Asks the billing daemon whom a checkout charges. */
export class IntakePaymentsBillingClient {
  constructor(options: IntakePaymentsBillingOptions);
  /** The customer of a checkout; the same payment always gets the same one. Rejects with a CheckoutError. */
  customerForCheckout(
    request: CheckoutRequest, options?: { signal?: AbortSignal },
  ): Promise<CheckoutCustomer>;
  /** The user whose customer this is, or was; null for a guest's, and for one not known. */
  userForCustomer(customerId: string, options?: { signal?: AbortSignal }): Promise<string | null>;
  /** Closes the connection; later calls fail. */
  close(): void;
}

export interface PaymentIntentParams {
  customer?: string;
  metadata: Record<string, string>;
}

/** What to give Stripe with the PaymentIntent of a checkout, to be spread into its parameters. */
export function paymentIntentParams(
  checkout: CheckoutCustomer, metadata?: Record<string, string>,
): PaymentIntentParams;
