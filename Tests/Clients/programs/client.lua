local cjson = require("cjson")
local unix = require("socket.unix")

local path, user, name = arg[1], arg[2], arg[3]
local peer = (unix.stream or unix)()
assert(peer:connect(path))

local function call(method, params)
  assert(peer:send(cjson.encode({ jsonrpc = "2.0", id = 1, method = method, params = params }) .. "\n"))
  return cjson.decode((assert(peer:receive("*l"))))
end

local first = call("GetOrCreateCustomer", { userId = user, name = name }).result.customer
local again = call("GetOrCreateCustomer", { userId = user }).result.customer
local failure = call("FindUserByCustomer", { customerId = "cus_nobody" }).error
print(first.customerId)
print(again.customerId)
print(first.name)
print(string.format("%d %s", failure.code, failure.data.reason))
