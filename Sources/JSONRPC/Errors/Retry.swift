/// Whether sending the same request again may help, and when.
public struct Retry: Hashable, Sendable {
  /// True when the same request may succeed later.
  public let allowed: Bool
  /// How long to wait first; nil leaves it to the caller.
  public let after: Duration?

  /// Makes advice about a retry.
  public init(allowed: Bool, after: Duration? = nil) {
    self.allowed = allowed
    self.after = after
  }
}
