/// The path of a Unix socket that fits into a socket address.
public struct SocketPath: Hashable, Sendable, CustomStringConvertible {
  /// The longest path in bytes; `sun_path` holds 108 with the closing zero (unix(7)).
  public static let maximumLength = 107

  /// The path as it was given.
  public let description: String

  /// Takes `path`, which must have 1 to 107 bytes and hold no zero byte.
  ///
  /// - Throws: `TransportError` with `.pathTooLong` or `.invalidListener`.
  public init(_ path: String) throws(TransportError) {
    guard path.utf8.count <= Self.maximumLength else {
      throw TransportError(
        .pathTooLong,
        "cannot use the socket path \(path): it has \(path.utf8.count) bytes, "
          + "a Unix socket takes at most \(Self.maximumLength)")
    }
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw TransportError(
        .invalidListener, "cannot use a socket path that is empty or holds a zero byte")
    }
    description = path
  }

  /// The directory that holds the socket: `.` when the path names none.
  var directory: String {
    guard let slash = description.lastIndex(of: "/") else { return "." }
    return slash == description.startIndex ? "/" : String(description[..<slash])
  }

  /// The lock file beside the socket.
  var lockPath: String { description + ".lock" }
}
