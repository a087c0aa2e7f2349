require "json"
require "socket"

path, user, name = ARGV
peer = UNIXSocket.new(path)
call = lambda do |method, params|
  peer.puts({ jsonrpc: "2.0", id: 1, method: method, params: params }.to_json)
  JSON.parse(peer.gets)
end

first = call.("GetOrCreateCustomer", { userId: user, name: name })["result"]["customer"]
again = call.("GetOrCreateCustomer", { userId: user })["result"]["customer"]
error = call.("FindUserByCustomer", { customerId: "cus_nobody" })["error"]
puts first["customerId"], again["customerId"], first["name"], "#{error["code"]} #{error["data"]["reason"]}"
