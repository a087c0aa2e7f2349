/// What keeps the transport itself from working; it never crosses the wire.
///
/// The message is one lower-case sentence for the operator and may name socket paths.
public struct TransportError: Error, Hashable, CustomStringConvertible {
  /// The kind of failure, for programs.
  public enum Code: Hashable, Sendable {
    /// A listener, or what systemd said about inherited sockets, does not make sense.
    case invalidListener
    /// The path does not fit into a socket address (107 bytes).
    case pathTooLong
    /// Another process serves this socket.
    case addressInUse
    /// The operating system refused a call.
    case system
  }

  /// The kind of failure.
  public let code: Code
  /// What went wrong, for people.
  public let message: String

  /// Makes an error of `code` that says `message`.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
