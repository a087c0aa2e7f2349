/// The bodies that control requests may have; which members count depends on the path.
struct ControlOrder: Sendable, Codable {
  /// Seconds by which the clock moves, below zero for back.
  var advance: Double?
  /// Whether everything is refused.
  var down: Bool?
  /// How far Search lags.
  var lagSeconds: Double?
  /// Whether rate limits apply.
  var on: Bool?
  /// Another account's id.
  var id: String?
  var email: String?
  var name: String?
  var metadata: [String: String]?
  var livemode: Bool?
}
