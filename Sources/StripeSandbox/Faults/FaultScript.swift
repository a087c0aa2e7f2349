/// A fault and the requests that it strikes.
public struct FaultScript: Sendable, Codable, Equatable {
  /// The method it strikes, or `nil` for every one.
  public var method: String?
  /// The path it strikes, or `nil` for every one; `*` stands for one segment, as in
  /// `/v1/customers/*`.
  public var path: String?
  /// How many matching requests pass before it strikes; 0 or `nil` strikes the next one.
  public var skip: Int?
  /// How many matching requests it strikes after those; 1 when `nil`.
  public var count: Int?
  /// Headers added to the answer, such as `Retry-After` or `Stripe-Should-Retry`.
  public var headers: [String: String]?
  /// What goes wrong.
  public var fault: SandboxFault

  /// Scripts a fault for the next `count` requests after `skip` others that match.
  public init(
    _ fault: SandboxFault, method: String? = nil, path: String? = nil, skip: Int = 0,
    count: Int = 1, headers: [String: String] = [:]
  ) {
    self.fault = fault
    self.method = method
    self.path = path
    self.skip = skip
    self.count = count
    self.headers = headers
  }

  func matches(_ request: SandboxRequest) -> Bool {
    if let method, method != request.method { return false }
    guard let path else { return true }
    let wanted = path.split(separator: "/")
    let asked = request.path.split(separator: "/")
    return wanted.count == asked.count
      && zip(wanted, asked).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
