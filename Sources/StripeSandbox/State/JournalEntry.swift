/// The changes that one request made: all of them happen, or none.
public struct JournalEntry: Sendable, Codable {
  /// The id counter after them.
  let sequence: UInt64
  let changes: [SandboxChange]
}
