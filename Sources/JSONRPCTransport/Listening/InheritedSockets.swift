/// The listening sockets that systemd hands to a service it starts (sd_listen_fds(3)).
public enum InheritedSockets {
  /// One inherited socket: its number and the name systemd gave it, which is the role.
  public struct Entry: Hashable, Sendable {
    /// The number of the open file.
    public let descriptor: Int32
    /// The name from `FileDescriptorName=`.
    public let name: String
  }

  /// The first inherited descriptor, `SD_LISTEN_FDS_START`.
  public static let firstDescriptor: Int32 = 3
  /// More sockets than this are refused as a mistake.
  public static let maximumCount = 64

  /// Reads `LISTEN_PID`, `LISTEN_FDS` and `LISTEN_FDNAMES`; empty when they are not meant for `pid`.
  ///
  /// - Throws: `TransportError` with `.invalidListener` when the variables contradict each other.
  public static func parse(
    environment: [String: String], pid: Int32
  ) throws(TransportError) -> [Entry] {
    guard let addressee = environment["LISTEN_PID"] else { return [] }
    guard let owner = Int32(addressee) else {
      throw TransportError(.invalidListener, "cannot read LISTEN_PID: it is not a process id")
    }
    guard owner == pid, let count = environment["LISTEN_FDS"] else { return [] }
    guard let number = Int(count), (0...maximumCount).contains(number) else {
      throw TransportError(
        .invalidListener, "cannot read LISTEN_FDS: it is not a number from 0 to \(maximumCount)")
    }
    guard number > 0 else { return [] }
    let names = (environment["LISTEN_FDNAMES"] ?? "")
      .split(separator: ":", omittingEmptySubsequences: false)
    guard names.count == number, names.allSatisfy({ !$0.isEmpty }) else {
      throw TransportError(
        .invalidListener, "cannot match LISTEN_FDNAMES to \(number) inherited sockets")
    }
    return zip(names, firstDescriptor...).map { Entry(descriptor: $1, name: String($0)) }
  }
}
