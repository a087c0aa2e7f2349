import Glibc
import JSONRPC
import NIOCore

/// A bound listening socket of one role, and what must be tidied when it is no longer served.
struct ListeningSocket {
  /// The role of every caller that comes in here.
  let role: Role
  /// The bound socket; its owner becomes the event loop that accepts on it.
  let descriptor: CInt
  /// The path and lock of a socket that we made ourselves, absent for an inherited one.
  let file: SocketFile?

  /// Binds or adopts the socket that `listener` describes.
  static func open(_ listener: Listener) throws(TransportError) -> ListeningSocket {
    switch listener.source {
    case .path(let path):
      let (descriptor, file) = try SocketFile.bind(path)
      return ListeningSocket(role: listener.role, descriptor: descriptor, file: file)
    case .inherited(let descriptor):
      try checkInherited(descriptor)
      return ListeningSocket(role: listener.role, descriptor: descriptor, file: nil)
    }
  }

  /// Opens all of them, or none.
  static func open(all listeners: [Listener]) throws(TransportError) -> [ListeningSocket] {
    var opened: [ListeningSocket] = []
    for listener in listeners {
      do throws(TransportError) {
        opened.append(try open(listener))
      } catch {
        for socket in opened { socket.abandon() }
        throw error
      }
    }
    return opened
  }

  private func abandon() {
    close(descriptor)
    file?.remove()
  }

  private static func checkInherited(_ descriptor: CInt) throws(TransportError) {
    let expected = [
      (SO_DOMAIN, AF_UNIX), (SO_TYPE, CInt(SOCK_STREAM.rawValue)), (SO_ACCEPTCONN, 1),
    ]
    for (option, value) in expected {
      var found: CInt = 0
      var length = socklen_t(MemoryLayout<CInt>.size)
      let result = getsockopt(descriptor, SOL_SOCKET, option, &found, &length)
      guard result == 0, found == value else {
        throw TransportError(
          .invalidListener,
          "cannot serve the inherited descriptor \(descriptor): it is not a listening Unix stream socket"
        )
      }
    }
    try SystemCall.check(
      fcntl(descriptor, F_SETFD, FD_CLOEXEC), "mark the inherited descriptor \(descriptor)")
  }
}
