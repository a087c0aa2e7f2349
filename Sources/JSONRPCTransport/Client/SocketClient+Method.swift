public import JSONRPC

extension SocketClient {
  /// Calls a method with its params as a value, and returns its result as a value.
  ///
  /// - Parameters:
  ///   - method: the method; one that is not `NON_IDEMPOTENT` survives a lost connection.
  ///   - params: what to send.
  ///   - timeout: the time for all attempts together; the method's own deadline when nil.
  ///   - metadata: what else is said about the call; the client sets the deadline.
  ///   - onProgress: hears how far a streaming method has come; must not block.
  /// - Throws: as `call(method:params:timeout:metadata:isRepeatable:onProgress:)`.
  public func call<Called: ClientMethod>(
    _ method: Called.Type, _ params: Called.Params, timeout: Duration? = nil,
    metadata: CallMetadata = .none, onProgress: (@Sendable (Progress) -> Void)? = nil
  ) async throws(RPCError) -> Called.Result {
    let result = try await call(
      method: method.name, params: try method.encode(params: params),
      timeout: timeout ?? method.defaultDeadline, metadata: metadata,
      isRepeatable: method.idempotency != .nonIdempotent, onProgress: onProgress)
    return try method.decode(result: result)
  }
}
