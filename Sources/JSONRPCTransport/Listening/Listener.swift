public import JSONRPC

/// One socket to serve and the role that everybody has who comes in through it.
public struct Listener: Sendable {
  /// Where the socket comes from.
  public enum Source: Hashable, Sendable {
    /// A socket that the server makes at this path.
    case path(SocketPath)
    /// A listening socket that the process was started with.
    case inherited(descriptor: Int32)
  }

  /// The role of the callers.
  public let role: Role
  /// Where the socket comes from.
  public let source: Source

  /// Makes a listener for `role`.
  public init(role: Role, source: Source) {
    self.role = role
    self.source = source
  }
}
