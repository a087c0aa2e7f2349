"use strict";

const assert = require("node:assert/strict");
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { ROOT } = require("./daemon.js");
const client = require("../../../proto-docs/clients/javascript");

const FOLDER = path.join(ROOT, "proto-docs/clients/javascript");
const declarations = fs.readFileSync(path.join(FOLDER, "billing-customer.d.ts"), "utf8");

/** The body of one declared class. */
function declared(name) {
  const body = declarations.match(new RegExp(`^export class ${name}\\b[^{]*\\{\\n([^]*?)^\\}`, "m"));
  assert.ok(body, `the class ${name} is not declared`);
  return body[1];
}

test("everything that is exported is declared, and nothing else", () => {
  const values = [...declarations.matchAll(/^export (?:class|function|const) (\w+)/gm)]
    .map(([, name]) => name);
  assert.deepEqual(values.sort(), Object.keys(client).sort());
});

test("every public method and property of a class is declared, and nothing else", () => {
  for (const name of ["SocketClient", "AuthBillingClient", "IntakePaymentsBillingClient"]) {
    const members = [...declared(name).matchAll(/^ {2}(?:readonly )?(\w+)(?=[<(:])/gm)].map(([, member]) => member);
    const present = Object.getOwnPropertyNames(client[name].prototype);
    assert.deepEqual([...new Set(members)].sort(), present.sort(), name);
  }
});

test("every property of an error is declared", () => {
  const error = new client.CheckoutError(new client.RPCError({ status: "INTERNAL", message: "cannot" }));
  const inherited = Object.getOwnPropertyNames(new Error("", { cause: null })).concat("name");
  const present = Object.getOwnPropertyNames(error).filter((name) => !inherited.includes(name));
  const members = [...`${declared("RPCError")}${declared("CheckoutError")}`.matchAll(/^ {2}readonly (\w+)/gm)];
  assert.deepEqual(members.map(([, member]) => member).sort(), present.sort());
});

test("an ES module imports it by name", () => {
  const script = `import { AuthBillingClient } from ${JSON.stringify(path.join(FOLDER, "billing-customer.js"))};
    console.log(typeof AuthBillingClient);`;
  const found = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  assert.equal(found.trim(), "function");
});

test("the compiler takes the declarations", (t) => {
  const usage = path.join(__dirname, "usage.ts");
  const found = spawnSync("tsc", [
    "--noEmit", "--strict", "--target", "es2020", "--module", "commonjs", "--lib", "es2021,dom",
    usage,
  ], { encoding: "utf8" });
  if (found.error) return t.skip("tsc is not installed");
  return assert.equal(found.status, 0, found.stdout);
});
