/// The process at the other end of a Unix socket, as the kernel told it at accept.
///
/// For logs and the audit trail; it authorises nothing.
public struct Peer: Hashable, Sendable {
  /// Process id, where the kernel gave one.
  public let pid: Int32?
  /// User id; inside a private user namespace every foreign peer reads as 65534.
  public let uid: UInt32?
  /// Group id.
  public let gid: UInt32?

  /// Makes a peer of what is known about it.
  public init(pid: Int32? = nil, uid: UInt32? = nil, gid: UInt32? = nil) {
    self.pid = pid
    self.uid = uid
    self.gid = gid
  }
}
