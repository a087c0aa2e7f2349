import JSONRPC

/// What a caller asks for, in the form that is sent at every attempt.
struct ClientRequest: Sendable {
  /// The method.
  let method: MethodName
  /// The params, an object.
  let params: JSONText
  /// What is said about the call besides its deadline.
  let metadata: CallMetadata
  /// Whether sending it twice does no harm.
  let isRepeatable: Bool
  /// Hears how far the call has come, on the event loop; nil when nobody asks.
  let onProgress: (@Sendable (Progress) -> Void)?
}
