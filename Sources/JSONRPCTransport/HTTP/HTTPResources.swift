/// What can be read with `GET` on every socket, by path.
///
/// The closures run on an event loop: they must neither block nor take long.
public struct HTTPResources: Sendable {
  private let table: [String: @Sendable () -> HTTPResource]

  /// Makes a table of paths such as `/healthz`; the query part of a request is ignored.
  public init(_ table: [String: @Sendable () -> HTTPResource] = [:]) {
    self.table = table
  }

  /// What is at the target of a request now, nil when there is nothing.
  func read(_ target: String) -> HTTPResource? {
    let path = Self.withoutAuthority(target).prefix { $0 != "?" }
    return table[String(path)]?()
  }

  /// The target from its path on: a client may name the whole URL (RFC 9112, 3.2.2).
  private static func withoutAuthority(_ target: String) -> Substring {
    guard !target.hasPrefix("/"), let scheme = target.firstRange(of: "://") else {
      return target[...]
    }
    return target[scheme.upperBound...].drop { $0 != "/" }
  }
}
