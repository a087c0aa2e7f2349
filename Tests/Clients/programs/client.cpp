#include <iostream>
#include <jsonrpccpp/client.h>
#include <jsonrpccpp/client/connectors/unixdomainsocketclient.h>

int main(int, char **argv) {
  jsonrpc::UnixDomainSocketClient connector(argv[1]);
  jsonrpc::Client client(connector, jsonrpc::JSONRPC_CLIENT_V2);
  Json::Value params;
  params["userId"] = argv[2];
  params["name"] = argv[3];
  const Json::Value first = client.CallMethod("GetOrCreateCustomer", params)["customer"];
  params.removeMember("name");
  const Json::Value again = client.CallMethod("GetOrCreateCustomer", params)["customer"];
  std::cout << first["customerId"].asString() << "\n" << again["customerId"].asString() << "\n"
            << first["name"].asString() << "\n";
  try {
    Json::Value wrong;
    wrong["customerId"] = "cus_nobody";
    client.CallMethod("FindUserByCustomer", wrong);
  } catch (const jsonrpc::JsonRpcException &error) {
    std::cout << error.GetCode() << " " << error.GetData()["reason"].asString() << "\n";
  }
}
