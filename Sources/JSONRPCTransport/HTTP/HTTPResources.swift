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
    let path = target.prefix { $0 != "?" }
    return table[String(path)]?()
  }
}
