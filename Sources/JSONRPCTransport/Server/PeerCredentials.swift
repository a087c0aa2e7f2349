import Glibc
import JSONRPC
import NIOCore

/// Asks the kernel who is at the other end of a connection (`SO_PEERCRED`).
enum PeerCredentials {
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
    return Peer(pid: Int32(bitPattern: words[0]), uid: words[1], gid: words[2])
  }
}
