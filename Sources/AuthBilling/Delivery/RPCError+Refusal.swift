internal import CustomerAPI
internal import JSONRPC

extension RPCError {
  /// Whether the daemon will answer this event so for ever; anything else may pass.
  var isRefusal: Bool {
    switch status {
    case .invalidArgument, .notFound: true
    default: reason == .userErased || reason == .requestTooLarge
    }
  }
}
