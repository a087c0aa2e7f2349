/// The id that our own clients give a request: a number, unique on its connection.
public struct RequestNumber: Hashable, Sendable {
  /// The number on the wire.
  public let value: Int64

  /// Makes an id.
  public init(_ value: Int64) {
    self.value = value
  }
}
