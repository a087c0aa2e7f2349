<?php
// Arrays are PHP's objects: an empty one is encoded as [].
[, $path, $user, $name] = $argv;
$peer = stream_socket_client("unix://$path");

function call($peer, $method, $params = []) {
    fwrite($peer, json_encode(["jsonrpc" => "2.0", "id" => 1, "method" => $method, "params" => $params]) . "\n");
    return json_decode(fgets($peer), true);
}

if (call($peer, "rpc.version")["result"]["jsonrpc"] !== "2.0") exit(1);
$first = call($peer, "GetOrCreateCustomer", ["userId" => $user, "name" => $name]);
$again = call($peer, "GetOrCreateCustomer", ["userId" => $user]);
$error = call($peer, "FindUserByCustomer", ["customerId" => "cus_nobody"])["error"];
echo $first["result"]["customer"]["customerId"], "\n", $again["result"]["customer"]["customerId"], "\n",
    $first["result"]["customer"]["name"], "\n", $error["code"], " ", $error["data"]["reason"], "\n";
