/// Why bytes are not a JSON text that we take.
public struct JSONFault: Error, Hashable, Sendable {
  /// The kinds of fault.
  public enum Kind: Sendable {
    /// Not JSON, or not complete.
    case malformed
    /// An object has the same key twice.
    case duplicateKey
    /// Invalid UTF-8, or half a surrogate pair.
    case invalidText
    /// Nested deeper than the limit.
    case tooDeep
  }

  /// What is wrong.
  public let kind: Kind
  /// Where it was noticed, in bytes from the start of the text.
  public let offset: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// The fault as a reply; says where, never what.
  var rpcError: RPCError {
    switch kind {
    case .malformed: .parseError("cannot parse the request: not JSON at byte \(offset)")
    case .duplicateKey:
      .parseError(
        "cannot take the request: a key is there twice, before byte \(offset)",
        reason: .duplicateKey)
    case .invalidText:
      .parseError("cannot read the text at byte \(offset)", reason: .invalidText)
    case .tooDeep:
      .parseError("cannot take the request: nested too deep at byte \(offset)", reason: .tooDeep)
    }
  }
}
