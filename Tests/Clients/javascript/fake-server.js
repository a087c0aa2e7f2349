// A server that says what a test tells it to: for faults that the real daemon does not have.
"use strict";

const { once } = require("node:events");
const net = require("node:net");
const path = require("node:path");
const { temporaryDirectory } = require("./daemon.js");

class FakeServer {
  /** Every request line that came in, parsed. */
  requests = [];
  connectionCount = 0;
  #sockets = new Set();

  /** Starts a server that ends with the test; `answer(request, connection, server)` hears each request. */
  static async started(test, answer) {
    const server = new FakeServer();
    server.path = path.join(await temporaryDirectory(test), "fake.sock");
    server.answer = answer;
    test.after(() => server.stop());
    await server.start();
    return server;
  }

  async start() {
    this.listener = net.createServer((socket) => this.#accept(socket));
    this.listener.listen(this.path);
    await once(this.listener, "listening");
  }

  async stop() {
    if (!this.listener?.listening) return;
    for (const socket of this.#sockets) socket.destroy();
    this.listener.close();
    await once(this.listener, "close");
  }

  #accept(socket) {
    this.connectionCount += 1;
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => {});
    let rest = "";
    socket.on("data", (chunk) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        const request = JSON.parse(line);
        this.requests.push(request);
        this.answer(request, new Connection(socket), this);
      }
    });
  }
}

class Connection {
  constructor(socket) {
    this.socket = socket;
  }

  result(request, result) {
    this.say({ jsonrpc: "2.0", id: request.id, result });
  }

  error(request, code, data, message = "cannot") {
    this.say({ jsonrpc: "2.0", id: request.id, error: { code, message, data } });
  }

  say(message) {
    this.socket.write(`${JSON.stringify(message)}\n`);
  }
}

module.exports = { FakeServer };
