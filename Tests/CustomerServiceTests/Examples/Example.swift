import JSONRPC

/// A request that the documentation shows, and what it says is answered.
struct Example: Sendable {
  /// File and line, for messages.
  var place: String
  /// The request's text.
  var request: String
  /// Whether it is sent as the body of a `POST`.
  var isDocument = false
  /// Which socket it is sent to.
  var role: Role?
  /// What the daemon sends, message by message; empty where the documentation does not show it.
  var messages: [JSONText] = []
  /// Pages whose first request goes before, and scenes by name.
  var after: [String] = []
  /// Members whose values differ from run to run.
  var varies: Set<String> = []
}
