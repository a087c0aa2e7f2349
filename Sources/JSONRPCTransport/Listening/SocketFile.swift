import Glibc
import NIOCore

/// The socket in the file system that a server of ours made, and the lock that says it is ours.
struct SocketFile {
  private let path: SocketPath
  private let lock: SocketLock
  private let identity: FileIdentity?

  /// Makes a socket at `path` (mode 0660, directory 0750 if missing), replacing a stale one.
  ///
  /// A live one is never replaced: its server holds the lock, or answers a connection.
  static func bind(_ path: SocketPath) throws(TransportError) -> (CInt, SocketFile) {
    try makeDirectory(path.directory)
    let lock = try SocketLock(path)
    do throws(TransportError) {
      try removeStale(path)
      let descriptor = try bindSocket(path)
      return (
        descriptor,
        SocketFile(path: path, lock: lock, identity: FileIdentity(path.description))
      )
    } catch {
      lock.release()
      throw error
    }
  }

  /// Removes the socket if it is still the one we made, then gives the lock back.
  func remove() {
    if let identity, FileIdentity(path.description) == identity {
      unlink(path.description)
    }
    lock.release()
  }

  private static func makeDirectory(_ directory: String) throws(TransportError) {
    if mkdir(directory, 0o750) == 0 || errno == EEXIST { return }
    throw SystemCall.failure(errno, "make the socket directory \(directory)")
  }

  private static func removeStale(_ path: SocketPath) throws(TransportError) {
    guard let found = FileIdentity(path.description) else { return }
    guard found.isSocket else {
      throw TransportError(
        .addressInUse, "cannot listen on \(path): something that is not a socket is there")
    }
    let probe = try newSocket()
    defer { close(probe) }
    // Only a socket that nobody listens on refuses a connection.
    if try UnixAddress.connect(probe, to: path) != ECONNREFUSED {
      throw TransportError(
        .addressInUse, "cannot listen on \(path): another server answers there")
    }
    try SystemCall.check(unlink(path.description), "remove the stale socket \(path)")
  }

  private static func bindSocket(_ path: SocketPath) throws(TransportError) -> CInt {
    let descriptor = try newSocket()
    do throws(TransportError) {
      try UnixAddress.bind(descriptor, to: path)
      // Nobody can connect before listen(), so the mode is right before it matters.
      try SystemCall.check(chmod(path.description, 0o660), "set the mode of \(path)")
      return descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  private static func newSocket() throws(TransportError) -> CInt {
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    return try SystemCall.check(socket(AF_UNIX, CInt(kind), 0), "make a socket")
  }
}
