import Glibc
import NIOCore

/// Hands a socket path to `bind` and `connect` as a socket address.
enum UnixAddress {
  /// Binds `descriptor` to `path`.
  static func bind(_ descriptor: CInt, to path: SocketPath) throws(TransportError) {
    let result = try address(path).withSockAddr { Glibc.bind(descriptor, $0, socklen_t($1)) }
    try SystemCall.check(result, "listen on \(path)")
  }

  /// Connects `descriptor` to `path`; returns 0 or the error number.
  static func connect(_ descriptor: CInt, to path: SocketPath) throws(TransportError) -> CInt {
    try address(path).withSockAddr {
      Glibc.connect(descriptor, $0, socklen_t($1)) == 0 ? 0 : errno
    }
  }

  private static func address(_ path: SocketPath) throws(TransportError) -> SocketAddress {
    do {
      return try SocketAddress(unixDomainSocketPath: path.description)
    } catch {
      throw TransportError(.pathTooLong, "cannot make a socket address of \(path)")
    }
  }
}
