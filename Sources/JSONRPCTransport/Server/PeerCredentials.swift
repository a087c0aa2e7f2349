import Glibc
import JSONRPC
import NIOCore

/// Asks the kernel who is at the other end of a connection (`SO_PEERCRED`, `SO_PEERPIDFD`).
enum PeerCredentials {
  /// From `asm-generic/socket.h`; Glibc's module map does not show it to Swift.
  private static let peerPidfd: CInt = 77
  /// Where the kernel keeps files that all share one inode, as pidfds did before Linux 6.9.
  private static let anonymousDevice: dev_t? = {
    let specimen = inotify_init()
    guard specimen >= 0 else { return nil }
    defer { Glibc.close(specimen) }
    return status(of: specimen)?.st_dev
  }()

  /// The peer of `channel` as it was when it connected; its fields are nil where nobody can tell.
  ///
  /// Must be called on the event loop of `channel`.
  static func read(_ channel: any Channel) -> Peer {
    let found = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
      of: NIOBSDSocket.Handle.self, read(descriptor:))
    // A transport without a descriptor has no credentials, and that is what an empty peer says.
    return (found ?? nil) ?? Peer()
  }

  private static func read(descriptor: CInt) -> Peer? {
    // `struct ucred` is three 32-bit words; Glibc's module map does not show it to Swift.
    var words: [UInt32] = [0, 0, 0]
    var length = socklen_t(words.count * MemoryLayout<UInt32>.size)
    let expected = length
    guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &words, &length) == 0,
      length == expected
    else { return nil }
    return Peer(
      pid: Int32(bitPattern: words[0]), uid: words[1], gid: words[2],
      process: process(of: descriptor))
  }

  /// The inode of the peer's pidfd, which is the process's own since Linux 6.9; nil before.
  private static func process(of descriptor: CInt) -> UInt64? {
    var pidfd: CInt = -1
    var length = socklen_t(MemoryLayout<CInt>.size)
    guard getsockopt(descriptor, SOL_SOCKET, peerPidfd, &pidfd, &length) == 0, pidfd >= 0
    else { return nil }
    defer { Glibc.close(pidfd) }
    guard let anonymousDevice, let status = status(of: pidfd), status.st_dev != anonymousDevice
    else { return nil }
    return UInt64(status.st_ino)
  }

  private static func status(of descriptor: CInt) -> stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }
}
