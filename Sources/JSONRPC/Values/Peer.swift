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
  /// The kernel's number for the process, which no later process gets until the host boots again,
  /// as a pid may be; nil where the kernel does not say (before Linux 6.9).
  public let process: UInt64?

  /// Makes a peer of what is known about it.
  public init(
    pid: Int32? = nil, uid: UInt32? = nil, gid: UInt32? = nil, process: UInt64? = nil
  ) {
    self.pid = pid
    self.uid = uid
    self.gid = gid
    self.process = process
  }

  /// What is known, by name, in the order of logs: `uid`, `pid`, `process`.
  public var facts: [(name: String, value: String)] {
    var facts: [(name: String, value: String)] = []
    if let uid { facts.append(("uid", "\(uid)")) }
    if let pid { facts.append(("pid", "\(pid)")) }
    if let process { facts.append(("process", "\(process)")) }
    return facts
  }
}
