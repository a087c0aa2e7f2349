/// What can go wrong in a ledger; no value of a row is in it.
public enum LedgerError: Error, Sendable, Equatable {
  /// A rule of the schema refused a row: a mistake of ours or a lost race, never half done.
  case conflict(String)
  /// The row is not the one that was read: somebody else changed it meanwhile.
  case stale
  /// No room on the disk; reading goes on, and writing once there is room again.
  case full
  /// The file cannot be read or written as a ledger.
  case corrupt(String)
  /// A commit could not be made durable; the process must end rather than answer.
  case notDurable(String)
  /// The ledger is closed or its writer has stopped.
  case closed
  /// Another process has the ledger open.
  case inUse
  /// Written by a newer program.
  case newerSchema(found: Int, known: Int)
  /// Anything else the engine said, as a code.
  case engine(String)
}
