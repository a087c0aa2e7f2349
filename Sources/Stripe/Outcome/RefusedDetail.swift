/// What Stripe says about a request it refuses for good.
public struct RefusedDetail: Sendable, Hashable, CustomStringConvertible {
  /// The parameter at fault, such as `email` or `metadata[user_id]`; at most 255 characters.
  public var param: String?
  /// Stripe's code, such as `resource_missing`; at most 255 characters.
  public var code: String?
  /// 400, 402 or 404, or another 4xx.
  public var status: Int

  /// Makes a detail.
  public init(param: String?, code: String?, status: Int) {
    self.param = param
    self.code = code
    self.status = status
  }

  /// Whether the object of the path is not there: 404 `resource_missing`.
  public var isNotFound: Bool { status == 404 && code == "resource_missing" }

  /// The detail, in words for people.
  public var description: String {
    "refused with status \(status), code \(code ?? "none"), parameter \(param ?? "none")"
  }
}
