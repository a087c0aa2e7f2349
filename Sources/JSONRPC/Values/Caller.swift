/// Who calls: the role, the process, the connection.
public struct Caller: Hashable, Sendable {
  /// The role of the socket that the connection came in on.
  public let role: Role
  /// The process at the other end.
  public let peer: Peer
  /// Number of the connection, unique in this process.
  public let connection: UInt64

  /// Makes a caller.
  public init(role: Role, peer: Peer = Peer(), connection: UInt64 = 0) {
    self.role = role
    self.peer = peer
    self.connection = connection
  }
}
