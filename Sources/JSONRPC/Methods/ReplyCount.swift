/// How often a method was answered with one status, for `/metrics`.
public struct ReplyCount: Hashable, Sendable {
  /// The method; nil for requests that named none that there is.
  public let method: MethodName?
  /// The status; nil for a result.
  public let status: StatusCode?
  /// How often.
  public let count: Int
}
