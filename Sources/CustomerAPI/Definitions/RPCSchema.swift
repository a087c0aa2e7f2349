/// One rpc of a service, as the definitions have it.
struct RPCSchema: Sendable, Hashable {
  /// gRPC's full name, such as `billing.customer.v1.CustomerAdmin/GetUser`.
  let name: String
  /// The full name of the message that params are.
  let params: String
  /// The full name of the message that the result is.
  let result: String
  /// Whether progress may be streamed before the result.
  let streams: Bool
}
