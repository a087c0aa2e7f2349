// A real daemon with its built-in sandbox, on sockets of its own, for as long as a test needs it.
"use strict";

const { spawn } = require("node:child_process");
const { once } = require("node:events");
const fs = require("node:fs/promises");
const http = require("node:http");
const os = require("node:os");
const path = require("node:path");

const ROOT = path.resolve(__dirname, "../../..");
const PROGRAM = process.env.BILLING_CUSTOMERD
  ?? path.join(ROOT, ".build/debug/billing-customerd");

/** Makes a directory that is removed when the test ends. */
async function temporaryDirectory(test) {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "billing-js-"));
  test.after(() => fs.rm(directory, { recursive: true, force: true }));
  return directory;
}

class Daemon {
  #process = null;

  constructor(directory) {
    this.directory = directory;
  }

  /** Starts a daemon that ends with the test. */
  static async started(test) {
    const daemon = new Daemon(await temporaryDirectory(test));
    test.after(() => daemon.kill());
    await daemon.start();
    return daemon;
  }

  socket(role) {
    return path.join(this.directory, `${role}.sock`);
  }

  async start() {
    const roles = ["auth", "intake", "ops"];
    const listeners = roles.flatMap((role) => ["--listen", `${role}=${this.socket(role)}`]);
    const database = path.join(this.directory, "customers.sqlite");
    this.#process = spawn(PROGRAM, ["--sandbox", "--database", database, ...listeners], {
      stdio: "ignore",
    });
    const child = this.#process;
    const end = once(child, "exit").then(([code, signal]) => {
      throw new Error(`the daemon ended: ${code ?? signal}`);
    });
    end.catch(() => {});
    await Promise.race([end, until(() => this.isServing())]);
  }

  /** Ends it as a power cut would. */
  async kill() {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  async isServing() {
    const status = await new Promise((resolve) => {
      http.get({ socketPath: this.socket("ops"), path: "/healthz", agent: false }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      }).on("error", () => resolve(0));
    });
    return status === 200;
  }
}

/** Looks again every few milliseconds until something holds; fails after ten seconds. */
async function until(condition, what = "what was waited for") {
  const end = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`${what} did not happen within 10 s`);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}

module.exports = { Daemon, ROOT, temporaryDirectory, until };
