import Glibc

/// The advisory lock beside a socket: who holds it may remove and make that socket.
///
/// The file stays when the lock is released, since removing it would let two holders have one each.
struct SocketLock {
  private let descriptor: CInt

  /// Takes the lock for `path` without waiting.
  ///
  /// - Throws: `TransportError` with `.addressInUse` when another process holds it.
  init(_ path: SocketPath) throws(TransportError) {
    let descriptor = try SystemCall.check(
      open(path.lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600),
      "open the lock file \(path.lockPath)")
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      guard code == EWOULDBLOCK else {
        throw SystemCall.failure(code, "lock \(path.lockPath)")
      }
      throw TransportError(
        .addressInUse, "cannot listen on \(path): another server holds its lock file")
    }
    self.descriptor = descriptor
  }

  /// Gives the lock back.
  func release() {
    close(descriptor)
  }
}
