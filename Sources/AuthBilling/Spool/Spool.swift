internal import FoundationEssentials
internal import Synchronization

/// Events that wait for the daemon, in the order in which they came, on disk.
///
/// Calls block for the time of the disk's work.
final class Spool: Sendable {
  private struct State {
    var file: SpoolFile?
    /// Where the oldest line begins; what lies before has been delivered.
    var head = 0
    var count = 0
    var isReplaying = false
    var unreadable = 0
  }

  private let configuration: SpoolConfiguration
  private let state = Mutex(State())

  /// Opens the file; one that cannot be opened now is tried again with each event.
  init(_ configuration: SpoolConfiguration) {
    self.configuration = configuration
    // The fault comes back with the first event, where somebody hears of it.
    state.withLock { try? open(&$0) }
  }

  deinit {
    state.withLock { $0.file?.close() }
  }

  /// Events that wait.
  var count: Int { state.withLock { $0.count } }

  /// Adds an event at the end; on return it is on disk.
  func append(_ notice: Notice) throws(SpoolFault) {
    let line = try Self.line(of: notice)
    try state.withLock { state throws(SpoolFault) in
      try open(&state)
      guard let length = state.file?.length, state.count < configuration.maximumEntries,
        length + line.count <= configuration.maximumBytes
      else { throw .full }
      try state.file?.append(line)
      state.count += 1
    }
  }

  /// Takes the right to send what is here; false where somebody else has it.
  func beginReplay() -> Bool {
    state.withLock { state in
      defer { state.isReplaying = true }
      return !state.isReplaying
    }
  }

  /// Gives the right back.
  func endReplay() { state.withLock { $0.isReplaying = false } }

  /// The oldest event; lines that are none are passed over.
  func front() -> SpoolLine? {
    state.withLock { state in
      while let bytes = state.file?.line(at: state.head) {
        // What cannot be read is counted below.
        if let notice = try? JSONDecoder().decode(Notice.self, from: Data(bytes)) {
          return SpoolLine(notice: notice, byteCount: bytes.count + 1)
        }
        state.unreadable += 1
        Self.drop(bytes.count + 1, of: &state)
      }
      return nil
    }
  }

  /// Forgets the oldest event.
  func drop(_ line: SpoolLine) { state.withLock { Self.drop(line.byteCount, of: &$0) } }

  /// How many lines were passed over since this was last asked.
  func takeUnreadable() -> Int {
    state.withLock { state in
      defer { state.unreadable = 0 }
      return state.unreadable
    }
  }

  private func open(_ state: inout State) throws(SpoolFault) {
    guard state.file == nil else { return }
    let file = try SpoolFile(path: configuration.path)
    (state.file, state.head, state.count) = (file, 0, file.lineCount)
  }

  private static func drop(_ byteCount: Int, of state: inout State) {
    state.head += byteCount
    state.count -= 1
    guard let length = state.file?.length, state.head >= length else { return }
    state.file?.empty()
    if state.file?.length == 0 { state.head = 0 }
  }

  private static func line(of notice: Notice) throws(SpoolFault) -> [UInt8] {
    do {
      return Array(try JSONEncoder().encode(notice)) + [UInt8(ascii: "\n")]
    } catch {
      throw .notJSON
    }
  }
}
