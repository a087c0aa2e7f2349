/// What keeps a sandbox from serving.
public enum SandboxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The journal cannot be opened, read or written; the number is the system's `errno`.
  case journalUnusable(errno: Int32)
  /// Another process, or another sandbox of this one, uses the same journal.
  case journalInUse
  /// A line of the journal, counted from 1, is not what a sandbox writes.
  case journalDamaged(line: Int)
  /// The server was started twice or after its end.
  case alreadyStarted

  /// One sentence for people.
  public var description: String {
    switch self {
    case .journalUnusable(let errno): "cannot use the sandbox's journal (errno \(errno))"
    case .journalInUse: "cannot use the sandbox's journal: another sandbox has it open"
    case .journalDamaged(let line): "cannot read line \(line) of the sandbox's journal"
    case .alreadyStarted: "cannot start the sandbox twice"
    }
  }
}
