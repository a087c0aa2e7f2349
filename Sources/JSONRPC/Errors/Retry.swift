/// Whether sending the same request again may help, and when.
public struct Retry: Hashable, Sendable {
  /// True when the same request may succeed later.
  public let allowed: Bool
  /// How long to wait first; nil leaves it to the caller.
  public let after: Duration?

  /// The same request fails again; what an error without advice says on the wire.
  static let never = Retry(allowed: false)

  /// Makes advice about a retry.
  public init(allowed: Bool, after: Duration? = nil) {
    self.allowed = allowed
    self.after = after
  }
}
