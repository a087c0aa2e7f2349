/// The error codes that JSON-RPC 2.0 keeps for faults of the protocol itself.
public enum ProtocolFault: Int, Sendable, CaseIterable {
  /// The bytes are not a JSON text.
  case parseError = -32700
  /// The JSON is not a request.
  case invalidRequest = -32600
  /// No such method.
  case methodNotFound = -32601
  /// The params have the wrong shape.
  case invalidParams = -32602
  /// The protocol core failed.
  case internalError = -32603

  /// The canonical status that belongs to the fault.
  public var status: StatusCode {
    switch self {
    case .parseError, .invalidRequest, .invalidParams: .invalidArgument
    case .methodNotFound: .unimplemented
    case .internalError: .internal
    }
  }
}
