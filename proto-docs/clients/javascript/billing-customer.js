// Client of billing-customerd for Node 18 and newer: this one file, no dependencies.
//
// `AuthBillingClient` tells about users and never fails a sign-up; `IntakePaymentsBillingClient` asks
// whom a checkout charges; `SocketClient`, beneath both, calls any method. The rules are those of
// section "Being a good client" in proto-docs/README.md, and the same as in the Swift clients.
"use strict";

const fs = require("node:fs/promises");
const { constants } = require("node:fs");
const net = require("node:net");
const { dirname } = require("node:path");

/** The limits of the protocol that a client keeps to. */
const LIMITS = Object.freeze({
  requestBytes: 1 << 20,
  replyBytes: 4 << 20,
  callsPerConnection: 64,
  calls: 1024,
  attempts: 5,
  timeoutMs: 600_000,
  connectMs: 5_000,
  // Replies may come this much after the deadline, since the server answers at the deadline.
  graceMs: 250,
});

const STATUS_WORDS = [
  "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
  "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED",
  "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
];
// What the faults of the protocol itself mean in those words.
const FAULT_WORDS = {
  "-32700": "INVALID_ARGUMENT", "-32600": "INVALID_ARGUMENT", "-32601": "UNIMPLEMENTED",
  "-32602": "INVALID_ARGUMENT", "-32603": "INTERNAL",
};

const METHODS = Object.freeze({
  getOrCreateCustomer: "billing.customer.v1.CustomerService/GetOrCreateCustomer",
  updateCustomer: "billing.customer.v1.CustomerService/UpdateCustomer",
  findUserByCustomer: "billing.customer.v1.CustomerService/FindUserByCustomer",
});

const LINE_FEED = 0x0a;

/** Why a call failed, as the daemon said it or as the client found it. */
class RPCError extends Error {
  constructor(facts, options) {
    super(facts.message, options);
    this.name = "RPCError";
    this.code = facts.code ?? STATUS_WORDS.indexOf(facts.status);
    this.status = facts.status;
    this.reason = facts.reason;
    this.executed = facts.executed ?? "no";
    this.retry = facts.retry ?? { allowed: false };
    this.requestId = facts.requestId ?? null;
    this.details = facts.details ?? [];
  }

  /** Reads the `error` of a reply; null when it is none. */
  static fromWire(error) {
    if (!isObject(error) || !Number.isInteger(error.code)) return null;
    const data = isObject(error.data) ? error.data : {};
    const status = STATUS_WORDS[error.code] ?? FAULT_WORDS[error.code];
    if (!status || status === "OK") return null;
    return new RPCError({
      code: error.code,
      status,
      reason: text(data.reason) ?? "UNSPECIFIED",
      message: text(error.message) ?? "",
      executed: ["no", "yes", "unknown"].includes(data.executed) ? data.executed : "unknown",
      retry: readRetry(data.retry),
      requestId: text(data.requestId),
      details: Array.isArray(data.details) ? data.details : [],
    });
  }
}

function readRetry(retry) {
  if (!isObject(retry) || typeof retry.allowed !== "boolean") return { allowed: false };
  const after = Number(retry.afterMs);
  if (retry.afterMs === undefined || !(after >= 0)) return { allowed: retry.allowed };
  return { allowed: retry.allowed, afterMs: after };
}

// What the client finds by itself. Messages hold no personal data.
const failures = {
  unreachable: (path, cause) => new RPCError({
    status: "UNAVAILABLE", reason: "DAEMON_UNREACHABLE", retry: { allowed: true },
    message: `cannot reach the daemon at ${path}: ${cause}`,
  }),
  lost: (path) => new RPCError({
    status: "UNAVAILABLE", reason: "CONNECTION_LOST", executed: "unknown", retry: { allowed: true },
    message: `cannot tell what became of the call: the connection to ${path} ended before the reply`,
  }),
  closed: (executed) => new RPCError({
    status: "UNAVAILABLE", reason: "CLIENT_CLOSED", executed,
    message: "cannot call: the client was closed",
  }),
  deadline: (executed) => new RPCError({
    status: "DEADLINE_EXCEEDED", reason: "DEADLINE_EXCEEDED", executed,
    message: "cannot finish the call before its deadline",
  }),
  cancelled: (executed, cause) => new RPCError({
    status: "CANCELLED", reason: "CANCELLED", executed,
    message: "cannot finish the call: it was cancelled",
  }, { cause }),
  tooManyCalls: () => new RPCError({
    status: "RESOURCE_EXHAUSTED", reason: "TOO_MANY_CALLS", retry: { allowed: true, afterMs: 100 },
    message: "cannot call: too many calls of this client wait",
  }),
  tooLarge: () => new RPCError({
    status: "RESOURCE_EXHAUSTED", reason: "REQUEST_TOO_LARGE",
    message: "cannot send the request: it is larger than the limit",
  }),
  spoolBusy: () => new RPCError({
    status: "UNAVAILABLE", reason: "SPOOL_BUSY", retry: { allowed: true },
    message: "cannot send: older events are on their way",
  }),
};

/** Waits with full jitter under a ceiling that grows from 50 ms by 1.6 up to 5 s. */
class Backoff {
  static first = 50;
  static growth = 1.6;
  static ceiling = 5_000;
  #limit = Backoff.first;

  next(random) {
    const wait = this.#limit * Math.min(Math.max(random, 0), 1);
    this.#limit = Math.min(this.#limit * Backoff.growth, Backoff.ceiling);
    return wait;
  }

  reset() {
    this.#limit = Backoff.first;
  }
}

/** Cuts the stream into messages: one JSON text a line, blank lines between. */
class ReplyReader {
  #parts = [];
  #length = 0;
  #decoder = new TextDecoder("utf-8", { fatal: true });

  /** Takes bytes and gives the messages they complete; throws when they are not the protocol. */
  take(chunk) {
    const messages = [];
    let start = 0;
    let end;
    while ((end = chunk.indexOf(LINE_FEED, start)) >= 0) {
      this.#keep(chunk.subarray(start, end));
      const line = this.#line();
      if (line) messages.push(this.#message(line));
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return messages;
  }

  #keep(part) {
    if (part.length === 0) return;
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length > LIMITS.replyBytes + 4096) throw new Error("a message is too large");
  }

  #line() {
    const line = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    return this.#decoder.decode(line).trim();
  }

  #message(line) {
    const message = JSON.parse(line);
    const isReply = isObject(message)
      && ("result" in message !== "error" in message || typeof message.method === "string");
    if (!isReply) throw new Error("a message is no reply");
    return message;
  }
}

/**
 * One multiplexed connection, opened when first needed, and the calls that use it.
 *
 * Every call has a deadline and settles exactly once. Neither an open connection nor a pause before
 * the next attempt keeps the process alive; a call under way does.
 */
class SocketClient {
  #path;
  #random;
  #phase = "idle"; // idle, connecting, open, pausing, closed
  #socket = null;
  #pause = null;
  #backoff = new Backoff();
  #lastFailure = null;
  #calls = new Map();
  #queue = [];
  #sentCount = 0;
  #lastNumber = 0;

  constructor(socketPath, { random = Math.random } = {}) {
    if (typeof socketPath !== "string" || Buffer.byteLength(socketPath) > 107 || !socketPath) {
      throw new TypeError("cannot use the socket path: it must have 1 to 107 bytes");
    }
    this.#path = socketPath;
    this.#random = random;
  }

  /** Calls a method; resolves with its result, rejects with an RPCError. */
  call(method, params = {}, options = {}) {
    const {
      timeoutMs = 30_000, graceMs = LIMITS.graceMs, signal, isRepeatable = false, metadata, onProgress,
    } = options;
    return new Promise((resolve, reject) => {
      if (typeof method !== "string") throw new TypeError("cannot call: the method must be a string");
      if (!(timeoutMs > 0)) throw new RangeError("cannot use timeoutMs: it must be over 0");
      const timeout = Math.min(timeoutMs, LIMITS.timeoutMs);
      const call = {
        number: ++this.#lastNumber, method, params: toJSON(params), metadata, isRepeatable,
        onProgress, signal, graceMs, resolve, reject, deadline: now() + timeout,
        phase: "queued", attempts: 0, backoff: new Backoff(), lastError: null,
        timer: null, retryTimer: null, onAbort: null,
      };
      this.#start(call, timeout);
    });
  }

  /** Ends every call with CLIENT_CLOSED and closes the connection; later calls fail at once. */
  close() {
    this.#phase = "closed";
    clearTimeout(this.#pause);
    this.#socket?.destroy();
    for (const call of [...this.#calls.values()]) this.#reject(call, failures.closed(executed(call)));
  }

  // The way of a call.

  #start(call, timeout) {
    const { signal } = call;
    if (signal?.aborted) return call.reject(failures.cancelled("no", signal.reason));
    if (this.#phase === "closed") return call.reject(failures.closed("no"));
    if (this.#calls.size >= LIMITS.calls) return call.reject(failures.tooManyCalls());
    // The metadata that is written in the end is a few digits longer at most.
    if (Buffer.byteLength(this.#encode(call)) + 64 > LIMITS.requestBytes) {
      return call.reject(failures.tooLarge());
    }
    this.#calls.set(call.number, call);
    call.timer = setTimeout(() => this.#deadlinePassed(call), timeout);
    call.onAbort = () => this.#cancel(call);
    signal?.addEventListener("abort", call.onAbort, { once: true });
    this.#enqueue(call);
  }

  #enqueue(call) {
    call.phase = "queued";
    this.#queue.push(call);
    this.#pump();
  }

  /** Sends what may be sent, or sees to a connection. */
  #pump() {
    if (this.#phase === "open") {
      while (this.#sentCount < LIMITS.callsPerConnection && this.#queue.length > 0) {
        const call = this.#queue.shift();
        if (this.#calls.has(call.number) && call.phase === "queued") this.#send(call);
      }
    } else if (this.#phase === "idle" && this.#queue.length > 0) {
      this.#connect();
    }
  }

  #send(call) {
    call.phase = "sent";
    call.attempts += 1;
    this.#sentCount += 1;
    this.#write(this.#encode(call));
  }

  #encode(call) {
    const meta = { ...call.metadata };
    meta.timeoutMs = Math.min(Math.max(1, Math.floor(call.deadline - now())), LIMITS.timeoutMs);
    if (call.onProgress) meta.progressToken = String(call.number);
    const members = call.params.slice(1);
    const params = `{"_meta":${toJSON(meta)}${members === "}" ? "" : ","}${members}`;
    const method = JSON.stringify(call.method);
    return `{"jsonrpc":"2.0","id":${call.number},"method":${method},"params":${params}}\n`;
  }

  #write(message) {
    const socket = this.#socket;
    if (socket.writableCorked === 0) {
      // What is called in one turn of the event loop leaves in one piece.
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    socket.write(message);
  }

  #cancel(call) {
    if (!this.#calls.has(call.number)) return;
    if (call.phase === "sent" && this.#phase === "open") {
      // Calls have positive numbers, so the negative one is free.
      const params = { id: call.number };
      this.#write(`${JSON.stringify(
        { jsonrpc: "2.0", id: -call.number, method: "rpc.cancel", params })}\n`);
    }
    this.#reject(call, failures.cancelled(executed(call), call.signal.reason));
  }

  #deadlinePassed(call) {
    const late = now() - call.deadline;
    if (call.phase === "sent" && late < call.graceMs) {
      call.timer = setTimeout(() => this.#deadlinePassed(call), call.graceMs - late);
      return;
    }
    const known = call.phase === "sent" ? null : call.lastError ?? this.#lastFailure;
    this.#reject(call, known ?? failures.deadline(executed(call)));
  }

  /** One attempt failed: the call is sent again, or its caller hears of it. */
  #fail(call, error) {
    if (call.phase === "sent") this.#sentCount -= 1;
    call.lastError = error;
    call.phase = "pausing";
    const wait = Math.max(error.retry.afterMs ?? 0, call.backoff.next(this.#random()));
    if (!mayRepeat(error, call) || now() + wait >= call.deadline) return this.#reject(call, error);
    call.retryTimer = setTimeout(() => this.#enqueue(call), wait);
  }

  #reject(call, error) {
    if (this.#forget(call)) call.reject(error);
  }

  #forget(call) {
    if (!this.#calls.delete(call.number)) return false;
    if (call.phase === "sent") this.#sentCount -= 1;
    clearTimeout(call.timer);
    clearTimeout(call.retryTimer);
    call.signal?.removeEventListener("abort", call.onAbort);
    return true;
  }

  // The way of the connection.

  #connect() {
    this.#phase = "connecting";
    const socket = net.connect({ path: this.#path });
    const reader = new ReplyReader();
    let cause = "it does not answer";
    this.#socket = socket;
    socket.unref();
    socket.setTimeout(LIMITS.connectMs, () => socket.destroy());
    socket.on("connect", () => this.#connected(socket));
    socket.on("error", (error) => { cause = connectCause(error); });
    socket.on("close", () => this.#disconnected(socket, cause));
    socket.on("data", (chunk) => {
      try {
        for (const message of reader.take(chunk)) this.#received(message);
      } catch {
        // What follows cannot be understood either: the calls under way end as lost.
        socket.destroy();
      }
    });
  }

  #connected(socket) {
    socket.setTimeout(0);
    if (this.#phase !== "connecting") return;
    this.#phase = "open";
    this.#lastFailure = null;
    this.#pump();
  }

  #disconnected(socket, cause) {
    if (this.#socket !== socket || this.#phase === "closed") return;
    const wasOpen = this.#phase === "open";
    this.#socket = null;
    this.#phase = "pausing";
    this.#pause = setTimeout(() => {
      this.#phase = "idle";
      this.#pump();
    }, this.#backoff.next(this.#random()));
    // The deadlines of the calls keep the process alive as long as somebody waits.
    this.#pause.unref();
    if (wasOpen) this.#lost();
    else this.#connectFailed(failures.unreachable(this.#path, cause));
  }

  #lost() {
    const error = this.#lastFailure ?? failures.lost(this.#path);
    for (const call of [...this.#calls.values()]) if (call.phase === "sent") this.#fail(call, error);
  }

  /** Calls that wait for the connection stay in the queue for its next attempt, or give up. */
  #connectFailed(error) {
    this.#lastFailure = error;
    for (const call of [...this.#calls.values()]) {
      if (call.phase !== "queued") continue;
      call.attempts += 1;
      call.lastError = error;
      if (!mayRepeat(error, call)) this.#reject(call, error);
    }
    this.#queue = this.#queue.filter((call) => this.#calls.has(call.number));
  }

  #received(message) {
    // A server that only says why it takes no connection is not there again.
    if (message.id !== null) this.#backoff.reset();
    if (message.method === "rpc.progress") return this.#progressed(message.params);
    // A later version may notify of more.
    if (message.method !== undefined) return;
    const call = this.#calls.get(message.id);
    const isOurs = call?.phase === "sent";
    if ("error" in message) {
      const error = RPCError.fromWire(message.error);
      if (!error) throw new Error("an error is not the protocol's");
      if (isOurs) this.#fail(call, error);
      // The server refuses the connection as a whole, before it ran anything.
      else if (message.id === null && error.status === "RESOURCE_EXHAUSTED") this.#lastFailure = error;
    } else if (isOurs && this.#forget(call)) {
      call.resolve(message.result);
    }
    this.#pump();
  }

  #progressed(params) {
    const call = isObject(params) ? this.#calls.get(params.id) : undefined;
    const { done, total, message } = params ?? {};
    try {
      call?.onProgress?.({ done, total, message });
    } catch (error) {
      // A listener's fault is not the connection's.
      process.emitWarning(error);
    }
  }
}

/** Whether a call that failed so may be sent again: see "Being a good client". */
function mayRepeat(error, call) {
  if (call.attempts >= LIMITS.attempts || !error.retry.allowed) return false;
  if (error.executed !== "no" && !call.isRepeatable) return false;
  if (error.status === "UNAVAILABLE") return true;
  return error.status === "RESOURCE_EXHAUSTED" && error.retry.afterMs !== undefined;
}

/** Whether the server may have acted on the call. */
function executed(call) {
  return call.phase === "sent" ? "unknown" : call.lastError?.executed ?? "no";
}

function connectCause(error) {
  switch (error.code) {
    case "ENOENT": return "there is no such socket";
    case "ECONNREFUSED": return "nobody listens there";
    case "EACCES": case "EPERM": return "permission denied";
    default: return `error ${error.code}`;
  }
}

// Where events wait while the daemon cannot be reached.

/** Why the spool did not take an event. */
class SpoolFault extends Error {
  constructor(failure, message) {
    super(message);
    this.failure = failure;
  }
}

/**
 * Events in the order in which they came, on disk: a file of lines that is only appended to and
 * emptied, in the format of the Swift client. Appends that meet share one fsync.
 */
class Spool {
  #configuration;
  #opening = null;
  #file = null;
  #lock = null;
  #length = 0;
  #head = 0;
  #pending = [];
  #turn = Promise.resolve();
  #isClosed = false;
  /** Events that wait, those on their way to the disk included. */
  count = 0;
  /** Lines that were passed over, since this was last set to 0. */
  unreadable = 0;

  constructor({ path, maximumBytes = 4 << 20, maximumEntries = 10_000 }) {
    this.#configuration = { path, maximumBytes, maximumEntries };
  }

  /** Opens or makes the file; one that cannot be opened now is tried again with the next event. */
  open() {
    this.#opening ??= this.#openFile().catch((error) => {
      this.#opening = null;
      throw error instanceof SpoolFault ? error : unwritable(error);
    });
    return this.#opening;
  }

  /** Adds an event at the end; once this resolves, it is on disk. */
  async append(notice) {
    await this.open();
    const line = Buffer.from(`${toJSON(notice)}\n`);
    const waiting = this.#pending.reduce((sum, entry) => sum + entry.line.length, 0);
    const { maximumBytes, maximumEntries } = this.#configuration;
    if (this.count >= maximumEntries || this.#length + waiting + line.length > maximumBytes) {
      throw new SpoolFault("spoolFull", "the spool is full");
    }
    this.count += 1;
    const entry = { line, error: null };
    this.#pending.push(entry);
    await this.#inTurn(() => this.#flush());
    if (entry.error) throw entry.error;
  }

  /** The oldest event and the bytes it takes, or null; lines that are none are passed over. */
  async front() {
    let line;
    while ((line = await this.#lineAt(this.#head)) !== null) {
      const notice = readNotice(line);
      if (notice) return { notice, byteCount: line.length + 1 };
      this.unreadable += 1;
      await this.drop(line.length + 1);
    }
    return null;
  }

  /** Forgets the oldest event. */
  async drop(byteCount) {
    this.#head += byteCount;
    this.count -= 1;
    await this.#inTurn(async () => {
      if (this.#head < this.#length || this.#length === 0) return;
      await this.#file.truncate(0);
      this.#length = this.#head = 0;
      // A line that comes back after a crash does no harm: it is delivered twice.
      await this.#file.sync();
    });
  }

  /** Writes what is on its way, and lets go of the file. */
  async close() {
    if (this.#isClosed) return;
    await this.#opening?.catch(() => {});
    await this.#inTurn(async () => {
      this.#isClosed = true;
      await this.#file?.close();
      if (this.#lock) await fs.unlink(this.#lock);
    });
  }

  /** Runs one piece of work on the file after the other. */
  #inTurn(work) {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }

  async #openFile() {
    if (this.#isClosed) throw new SpoolFault("spoolUnwritable", "the spool is closed");
    const { path } = this.#configuration;
    this.#lock = await takeLock(path);
    let file;
    try {
      const { O_RDWR, O_CREAT, O_APPEND, O_NOFOLLOW } = constants;
      file = await fs.open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600);
      // It holds personal data, whoever made it.
      await file.chmod(0o600);
      const bytes = await file.readFile();
      this.#length = bytes.lastIndexOf(LINE_FEED) + 1;
      // A line that was torn by a crash is cut off.
      await file.truncate(this.#length);
      await syncDirectory(dirname(path));
      this.count = bytes.reduce((sum, byte) => sum + (byte === LINE_FEED ? 1 : 0), 0);
      this.#head = 0;
      this.#file = file;
    } catch (error) {
      await file?.close();
      await fs.unlink(this.#lock);
      this.#lock = null;
      throw error;
    }
  }

  /** Appends what has come together, and waits until it is on disk; all of it, or nothing. */
  async #flush() {
    const entries = this.#pending.splice(0);
    if (entries.length === 0) return;
    const bytes = Buffer.concat(entries.map((entry) => entry.line));
    try {
      if (this.#isClosed) throw new Error("it is closed");
      await this.#file.appendFile(bytes);
      await this.#file.sync();
      this.#length += bytes.length;
    } catch (error) {
      this.count -= entries.length;
      for (const entry of entries) entry.error = unwritable(error);
      // What is left of it if this fails too is cut off at the next opening.
      if (!this.#isClosed) await this.#file.truncate(this.#length).catch(() => {});
    }
  }

  async #lineAt(offset) {
    const parts = [];
    let position = offset;
    while (position < this.#length) {
      const buffer = Buffer.alloc(Math.min(4096, this.#length - position));
      const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) return null;
      const part = buffer.subarray(0, bytesRead);
      const end = part.indexOf(LINE_FEED);
      parts.push(end < 0 ? part : part.subarray(0, end));
      if (end >= 0) return Buffer.concat(parts);
      position += bytesRead;
    }
    return null;
  }
}

function unwritable(error) {
  return new SpoolFault("spoolUnwritable", `the spool cannot be written: ${error.code ?? error.message}`);
}

async function syncDirectory(path) {
  const directory = await fs.open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Makes PATH.lock with this process's name in it, unless a process that lives has it. */
async function takeLock(path) {
  const lock = `${path}.lock`;
  const own = `${lock}.${process.pid}`;
  await fs.writeFile(own, await processName(process.pid), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        // A link appears with its content, or not at all.
        await fs.link(own, lock);
        return lock;
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
      }
      const owner = await fs.readFile(lock, "utf8").catch(() => "");
      const pid = Number.parseInt(owner, 10);
      if (pid > 0 && owner === await processName(pid)) break;
      await fs.unlink(lock).catch(() => {});
    }
    throw new SpoolFault("spoolUnwritable", "another process uses the spool");
  } finally {
    await fs.unlink(own).catch(() => {});
  }
}

/** A process's id and start, which no later process with the same id shares; "" when it is gone. */
async function processName(pid) {
  const stat = await fs.readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return "";
  const boot = await fs.readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  // The name, in parentheses, may hold anything; the start is the 22nd field.
  return `${pid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]} ${boot.trim()}`;
}

function readNotice(line) {
  try {
    const notice = JSON.parse(line.toString());
    if (isObject(notice?.signedUp?._0)) return { signedUp: { _0: signupEvent(notice.signedUp._0) } };
    if (isObject(notice?.updated?._0)) return { updated: { _0: updateEvent(notice.updated._0) } };
    return null;
  } catch {
    return null;
  }
}

// What the auth service tells.

/** Why an event cannot be one; what an id or an address must be is the daemon's rule. */
class EventFault extends Error {
  constructor(reason) {
    super("cannot use the event");
    this.reason = reason;
  }
}

/** An event with the published names, from one with either spelling. */
function signupEvent(event) {
  const value = (type, ...names) => {
    const name = names.find((name) => event[name] !== undefined && event[name] !== null);
    if (name === undefined) return undefined;
    // eslint-disable-next-line valid-typeof
    if (typeof event[name] !== type) throw new EventFault("INVALID_FIELD");
    return event[name];
  };
  const moment = event.signedUpAt ?? event.signed_up_at;
  return {
    id: userId(event),
    email: value("string", "email"),
    name: value("string", "name"),
    emailVerified: value("boolean", "emailVerified", "email_verified") ?? false,
    isAnonymous: value("boolean", "isAnonymous", "is_anonymous") ?? false,
    signupMethod: value("string", "signupMethod", "signup_method"),
    signedUpAt: moment instanceof Date ? moment.toISOString() : value("string", "signedUpAt", "signed_up_at"),
  };
}

function updateEvent(event) {
  const update = { id: userId(event) };
  for (const name of ["email", "name", "phone"]) {
    if (event[name] === undefined) continue;
    if (event[name] !== null && typeof event[name] !== "string") throw new EventFault("INVALID_FIELD");
    update[name] = event[name];
  }
  if (event.address !== undefined) update.address = event.address && postalAddress(event.address);
  return update;
}

/** A whole address from one with either spelling; parts that are absent are empty. */
function postalAddress(address) {
  if (!isObject(address)) throw new EventFault("INVALID_FIELD");
  const { line1, line2, city, state, country } = address;
  const parts = { line1, line2, city, state, postalCode: address.postalCode ?? address.postal_code, country };
  for (const [name, part] of Object.entries(parts)) {
    if (part === undefined || part === null) delete parts[name];
    else if (typeof part !== "string") throw new EventFault("INVALID_FIELD");
  }
  return parts;
}

function userId(event) {
  if (!isObject(event) || typeof event.id !== "string") throw new EventFault("USER_ID_INVALID");
  return event.id;
}

function signupParams(event, wait) {
  const { id, email, name, emailVerified, isAnonymous } = event;
  return {
    userId: id, email, name, emailVerified, anonymous: isAnonymous,
    source: "platform_signup", wait,
  };
}

function updateParams({ id, ...changes }) {
  // A field that the mask names and the request lacks is cleared.
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null));
  return { userId: id, ...given, updateMask: Object.keys(changes).join(","), wait: "STORED" };
}

/** Whether the daemon will answer this event so for ever; anything else may pass. */
function isRefusal(error) {
  return error.status === "INVALID_ARGUMENT" || error.status === "NOT_FOUND"
    || error.reason === "USER_ERASED" || error.reason === "REQUEST_TOO_LARGE";
}

/**
 * Tells the billing daemon about users, without ever holding up or failing a sign-up.
 *
 * While the spool holds anything, later events queue up behind it, so that order is kept. An event
 * may reach the daemon twice, which does no harm.
 */
class AuthBillingClient {
  static #replayTimeoutMs = 5_000;

  #socket;
  #budgetMs;
  #spool = null;
  #log;
  #random;
  #replaying = null;
  #replayTimer = null;
  #replayBackoff = new Backoff();
  #isClosed = false;
  #counts = { delivered: 0, spooled: 0, replayed: 0, refused: 0, lost: 0, unreadable: 0 };

  constructor({ socketPath, budgetMs = 50, spool, log = logToConsole, random = Math.random }) {
    if (!(budgetMs > 0)) throw new RangeError("cannot use budgetMs: it must be over 0");
    if (spool && typeof spool.path !== "string") throw new TypeError("cannot use the spool: it has no path");
    this.#socket = new SocketClient(socketPath, { random });
    this.#budgetMs = budgetMs;
    this.#random = random;
    this.#log = (...line) => {
      try {
        log(...line);
      } catch {
        // A log that fails must not fail a sign-up.
      }
    };
    if (spool) {
      this.#spool = new Spool(spool);
      // What an earlier process left behind goes out now; a fault comes back with the first event.
      this.#spool.open().then(() => this.replay(), () => {});
    }
  }

  /** What was counted so far. */
  get counts() {
    return { ...this.#counts };
  }

  /** Events that wait in the spool. */
  get spooledCount() {
    return this.#spool?.count ?? 0;
  }

  /** Tells that a user signed up; never rejects, and settles within the budget. */
  async signedUp(event) {
    return this.#tell(() => ({ signedUp: { _0: signupEvent(event) } }));
  }

  /** Tells what changed about a user: absent is kept, null is cleared; as `signedUp` otherwise. */
  async updated(event) {
    return this.#tell(() => ({ updated: { _0: updateEvent(event) } }));
  }

  /**
   * Waits until the user of a sign-up has a customer; null when that takes longer than `withinMs`.
   *
   * For pages that show the customer's id, not for a sign-up: it never rejects, and what it asks does
   * not go to the spool.
   */
  async customerIdFor(event, withinMs) {
    try {
      const notice = { signedUp: { _0: signupEvent(event) } };
      const end = now() + withinMs;
      const receipt = await withinTime(
        withinMs, (signal) => this.#sendInTurn(notice, end, signal, "READY"));
      return receipt.customerId ?? null;
    } catch {
      return null;
    }
  }

  /** Sends what waits in the spool, oldest first; resolves with whether nothing is left. */
  async replay() {
    return (await this.#replayRest()) === null;
  }

  /** Closes the connection and the spool, whose rest goes out after the next start. */
  async close() {
    this.#isClosed = true;
    clearTimeout(this.#replayTimer);
    this.#socket.close();
    await this.#replaying?.catch(() => {});
    await this.#spool?.close().catch(() => {});
  }

  async #tell(read) {
    try {
      const notice = read();
      const isEmpty = notice.updated && Object.keys(notice.updated._0).length === 1;
      return isEmpty ? { outcome: "stored", customerId: null } : await this.#deliver(notice);
    } catch (error) {
      if (error instanceof EventFault) return this.#refused(error);
      this.#counts.lost += 1;
      this.#log("error", "an event is lost: a fault of the client", { error: error?.message });
      return { outcome: "notDelivered", failure: "fault", reason: "UNSPECIFIED" };
    }
  }

  async #deliver(notice) {
    const start = now();
    const end = start + this.#budgetMs;
    // The disk gets the last part of the budget.
    const share = this.#spool ? this.#budgetMs * 0.7 : this.#budgetMs;
    try {
      const receipt = await withinTime(
        share, (signal) => this.#sendInTurn(notice, start + share, signal));
      this.#counts.delivered += 1;
      return receipt;
    } catch (error) {
      if (!(error instanceof RPCError)) throw error;
      if (isRefusal(error)) return this.#refused(error);
      return this.#keep(notice, error, end);
    }
  }

  #refused({ reason }) {
    this.#counts.refused += 1;
    this.#log("error", "the daemon refuses an event", { reason });
    return { outcome: "notDelivered", failure: "refused", reason };
  }

  /** Sends an event once everything before it has been sent. */
  async #sendInTurn(notice, end, signal, wait) {
    // A spool that cannot be opened holds nothing up: the event says so if it comes to that.
    await this.#spool?.open().catch(() => {});
    if (this.spooledCount > 0) {
      const error = await this.#replayRest();
      if (error) throw error;
      if (this.spooledCount > 0) throw failures.spoolBusy();
    }
    // A little before the end, so that the reason is the connection's, if it has one.
    const timeoutMs = Math.max(1, end - now() - 2);
    return this.#send(notice, { timeoutMs, graceMs: 0, signal }, wait);
  }

  async #send(notice, times, wait = "STORED") {
    const options = { ...times, isRepeatable: true };
    if (notice.updated) {
      await this.#socket.call(METHODS.updateCustomer, updateParams(notice.updated._0), options);
      return { outcome: "stored", customerId: null };
    }
    const params = signupParams(notice.signedUp._0, wait);
    const answer = await this.#socket.call(METHODS.getOrCreateCustomer, params, options);
    if (answer?.outcome === "SKIPPED") return { outcome: "skipped" };
    return { outcome: "stored", customerId: word(answer?.customer?.customerId) };
  }

  /** Puts what was not delivered into the spool, and waits for the disk until the budget ends. */
  async #keep(notice, { reason }, end) {
    if (!this.#spool) {
      this.#counts.lost += 1;
      this.#log("error", "an event is lost: there is no spool", { reason });
      return { outcome: "notDelivered", failure: "unreachable", reason };
    }
    const written = this.#spool.append(notice).then(() => {
      this.#counts.spooled += 1;
      this.#log("warn", "an event waits in the spool", { reason });
      this.#replayLater();
      return { outcome: "spooled", onDisk: true };
    }).catch((error) => {
      this.#counts.lost += 1;
      this.#log("error", `an event is lost: ${error.message}`, { reason });
      return { outcome: "notDelivered", failure: error.failure ?? "spoolUnwritable", reason };
    });
    return Promise.race([written, elapsed(end - now(), { outcome: "spooled", onDisk: false })]);
  }

  /** Empties the spool in order, once at a time; an error when it could not. */
  #replayRest() {
    if (this.#isClosed) return Promise.resolve(failures.closed("no"));
    this.#replaying ??= this.#replayAll().finally(() => {
      this.#replaying = null;
      if (this.spooledCount > 0) this.#replayLater();
    });
    return this.#replaying;
  }

  async #replayAll() {
    let entry;
    try {
      while (!this.#isClosed && (entry = await this.#spool?.front())) {
        try {
          await this.#send(entry.notice, { timeoutMs: AuthBillingClient.#replayTimeoutMs });
          this.#counts.replayed += 1;
          this.#replayBackoff.reset();
        } catch (error) {
          if (!(error instanceof RPCError) || !isRefusal(error)) return error;
          this.#counts.refused += 1;
          this.#log("error", "the daemon refuses a spooled event", { reason: error.reason });
        }
        await this.#spool.drop(entry.byteCount);
      }
    } catch (error) {
      this.#log("error", "the spool cannot be read", { error: error.message });
      return failures.spoolBusy();
    }
    this.#noteUnreadable();
    return null;
  }

  #replayLater() {
    if (this.#isClosed || this.#replayTimer) return;
    const wait = this.#replayBackoff.next(this.#random());
    this.#replayTimer = setTimeout(() => {
      this.#replayTimer = null;
      this.#replayRest();
    }, wait);
    this.#replayTimer.unref();
  }

  #noteUnreadable() {
    const lines = this.#spool?.unreadable ?? 0;
    if (lines === 0) return;
    this.#spool.unreadable = 0;
    this.#counts.unreadable += lines;
    this.#log("error", "spooled lines cannot be read", { lines });
  }
}

// What the intake-payments service asks.

const CHECKOUT_KINDS = {
  CANCELLED: "cancelled",
  UNAVAILABLE: "unavailable", DEADLINE_EXCEEDED: "unavailable", RESOURCE_EXHAUSTED: "unavailable",
  ABORTED: "unavailable",
  INVALID_ARGUMENT: "invalidRequest", OUT_OF_RANGE: "invalidRequest",
  NOT_FOUND: "refused", ALREADY_EXISTS: "refused", FAILED_PRECONDITION: "refused",
  PERMISSION_DENIED: "notPermitted", UNAUTHENTICATED: "notPermitted", UNIMPLEMENTED: "notPermitted",
};

/** Why a checkout has no answer, and whether to go on without a customer. */
class CheckoutError extends RPCError {
  constructor(error) {
    super(error, { cause: error });
    this.name = "CheckoutError";
    this.kind = CHECKOUT_KINDS[error.status] ?? "fault";
    // Not where the caller should correct its request first, or gave up itself.
    this.mayContinueWithoutCustomer = !["invalidRequest", "cancelled"].includes(this.kind);
  }
}

const MATCHES = [
  "USER_ID", "EMAIL_VERIFIED", "EMAIL_UNVERIFIED", "GUEST_EMAIL", "INTAKE_PAYMENT", "STRIPE_METADATA",
];
// Only where the platform knows who pays: never on an address that nobody has proved.
const PROVEN_MATCHES = ["USER_ID", "EMAIL_VERIFIED", "STRIPE_METADATA"];

/** Asks the billing daemon whom a checkout charges. */
class IntakePaymentsBillingClient {
  #socket;
  #timeoutMs;

  constructor({ socketPath, timeoutMs = 5_000, random = Math.random }) {
    if (!(timeoutMs > 0)) throw new RangeError("cannot use timeoutMs: it must be over 0");
    this.#socket = new SocketClient(socketPath, { random });
    this.#timeoutMs = timeoutMs;
  }

  /** The customer of a checkout; the same payment always gets the same one. */
  async customerForCheckout({ intakePaymentId, userId, email, name }, { signal } = {}) {
    const params = {
      intakePaymentId, userId: userId ?? undefined, email: email ?? undefined,
      name: name ?? undefined, source: "intake_payment", wait: "READY",
    };
    const answer = await this.#ask(METHODS.getOrCreateCustomer, params, signal);
    const customer = answer?.customer ?? {};
    const customerId = customer.state === "READY" ? word(customer.customerId) : null;
    const matchedBy = MATCHES.includes(answer?.matchedBy) ? answer.matchedBy : null;
    return {
      intakePaymentId,
      customerId,
      userId: word(customer.userId),
      matchedBy,
      state: customerId === null ? "pending" : "ready",
      mayOfferSavedPaymentMethods: PROVEN_MATCHES.includes(matchedBy),
    };
  }

  /** The user whose customer this is, or was; null for a guest's, and for one not known. */
  async userForCustomer(customerId, { signal } = {}) {
    try {
      const answer = await this.#ask(METHODS.findUserByCustomer, { customerId }, signal);
      return word(answer?.userId);
    } catch (error) {
      if (error.reason === "CUSTOMER_NOT_FOUND") return null;
      throw error;
    }
  }

  /** Closes the connection; later calls fail. */
  close() {
    this.#socket.close();
  }

  async #ask(method, params, signal) {
    try {
      return await this.#socket.call(
        method, params, { timeoutMs: this.#timeoutMs, signal, isRepeatable: true });
    } catch (error) {
      throw error instanceof RPCError ? new CheckoutError(error) : error;
    }
  }
}

/** What to give Stripe with the PaymentIntent of a checkout, to be spread into its parameters. */
function paymentIntentParams(checkout, metadata = {}) {
  const params = {
    metadata: { ...metadata, intake_payment_id: checkout.intakePaymentId },
  };
  if (checkout.userId !== null) params.metadata.user_id = checkout.userId;
  if (checkout.customerId !== null) params.customer = checkout.customerId;
  return params;
}

// Small things.

const now = () => performance.now();

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value) {
  return typeof value === "string" ? value : null;
}

/** A text of the wire, where an empty one means none. */
function word(value) {
  return text(value) || null;
}

/** JSON in which half a surrogate pair, which no peer could read, is U+FFFD. */
function toJSON(value) {
  const json = JSON.stringify(value, (_, part) =>
    typeof part === "string" ? part.replace(/\p{Surrogate}/gu, "\ufffd") : part);
  if (!json?.startsWith("{")) throw new TypeError("cannot send it: it is no object");
  return json;
}

function logToConsole(level, message, facts) {
  console[level](`billing-customer: ${message}`, facts);
}

function elapsed(milliseconds, value) {
  return new Promise((resolve) => { setTimeout(resolve, Math.max(0, milliseconds), value); });
}

/** Runs work that heeds a signal, and gives up waiting when the time is over. */
async function withinTime(milliseconds, work) {
  const controller = new AbortController();
  let timer;
  const end = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(failures.deadline("unknown"));
      controller.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([work(controller.signal), end]);
  } finally {
    clearTimeout(timer);
  }
}

module.exports = {
  AuthBillingClient,
  CheckoutError,
  IntakePaymentsBillingClient,
  LIMITS,
  RPCError,
  SocketClient,
  paymentIntentParams,
};
