"use strict";

const http = require("node:http");

const [socketPath, user, name] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true });

function call(method, params) {
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath, method: "POST", agent }, (reply) => {
      let text = "";
      reply.setEncoding("utf8").on("data", (part) => { text += part; })
        .on("end", () => resolve(JSON.parse(text)));
    });
    request.on("error", reject);
    request.end(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }));
  });
}

(async () => {
  const first = (await call("GetOrCreateCustomer", { userId: user, name })).result.customer;
  const again = (await call("GetOrCreateCustomer", { userId: user })).result.customer;
  const { code, data } = (await call("FindUserByCustomer", { customerId: "cus_nobody" })).error;
  console.log([first.customerId, again.customerId, first.name, `${code} ${data.reason}`].join("\n"));
  agent.destroy();
})();
