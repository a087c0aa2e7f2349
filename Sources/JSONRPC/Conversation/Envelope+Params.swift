extension Envelope {
  private static let empty = Array("{}".utf8)

  /// Gives the params as one object without `_meta`; copies only where there is one to leave out.
  func withParams<Value, Failure: Error>(
    _ bytes: Span<UInt8>, _ body: (Span<UInt8>) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    switch params {
    case .object(let range, nil):
      return try body(bytes.extracting(range))
    case .object(let range, let metadata?):
      var rest = bytes.copy(range.lowerBound..<metadata.cut.lowerBound)
      rest += bytes.copy(metadata.cut.upperBound..<range.upperBound)
      return try body(rest.span)
    case .absent, .invalid:
      return try body(Self.empty.span)
    }
  }

  /// What the caller said about the call.
  func metadata(_ bytes: Span<UInt8>, limits: Limits) throws(RPCError) -> CallMetadata {
    guard case .object(_, let metadata?) = params else { return .none }
    return try MetadataReader.read(metadata.value, bytes, limits: limits)
  }
}
