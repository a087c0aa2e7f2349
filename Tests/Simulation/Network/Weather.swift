import StripeSandbox

/// How the way to Stripe behaves; changes during a simulation.
struct Weather: Sendable {
  /// The share of requests that something happens to.
  var faultRate: Double = 0
  /// Whether nothing arrives at all.
  var isDown = false
  /// How far the clocks of Stripe's machines may be from true time, either way.
  var skew: Duration = .zero
  /// The longest that a request may still be on its way after its caller gave it up.
  var longestStray: Duration = .seconds(55 * 60)

  /// Fine weather.
  static let fine = Weather()
}
