internal import FoundationEssentials
internal import Synchronization

/// Events that wait for the daemon, in the order in which they came, on disk.
///
/// One thread writes: everything that waits goes to the disk with one `fsync`. Calls touch memory
/// alone, but for reads and the opening; so a slow disk holds up nobody who does not wait for it.
final class Spool: Sendable {
  struct State {
    /// As the writer left it; while it writes, it works on a copy.
    var file: SpoolFile?
    /// Where the oldest line begins; what lies before has been delivered.
    var head = 0
    /// Events on disk and on their way there.
    var count = 0
    /// What the writer takes next.
    var pending: [SpoolBatch.Entry] = []
    /// Bytes on their way to the disk, also those that the writer has taken.
    var pendingBytes = 0
    var wantsEmptying = false
    var isWriting = false
    /// Descriptors that the writer closes when it has nothing left to do.
    var idleSignals: [Int32] = []
    var isReplaying = false
    var unreadable = 0
  }

  let configuration: SpoolConfiguration
  let sync: @Sendable (Int32) -> Int32
  let onLoss: @Sendable (Int, SpoolFault) -> Void
  let state = Mutex(State())

  /// Opens the file; one that cannot be opened now is tried again with each event.
  ///
  /// `sync` takes a descriptor to the disk as `fsync` does. `onLoss` hears how many accepted events
  /// could not be written, and why, before anybody who waits for them.
  init(
    _ configuration: SpoolConfiguration, sync: @escaping @Sendable (Int32) -> Int32,
    onLoss: @escaping @Sendable (Int, SpoolFault) -> Void
  ) {
    self.configuration = configuration
    self.sync = sync
    self.onLoss = onLoss
    // The fault comes back with the first event, where somebody hears of it.
    guard let file = try? SpoolFile(path: configuration.path, sync: sync) else { return }
    state.withLock { ($0.file, $0.count) = (file, file.lineCount) }
  }

  deinit {
    state.withLock { $0.file?.close() }
  }

  /// Events that wait.
  var count: Int { state.withLock { $0.count } }

  /// Adds an event at the end, behind all others; the ticket tells when it is on disk.
  func append(_ notice: Notice) throws(SpoolFault) -> SpoolTicket {
    let entry = SpoolBatch.Entry(line: try Self.line(of: notice), ticket: SpoolTicket())
    try state.withLock { state throws(SpoolFault) in
      let length = (state.file?.length ?? 0) + state.pendingBytes + entry.line.count
      guard state.count < configuration.maximumEntries, length <= configuration.maximumBytes
      else { throw .full }
      try startWriter(&state)
      state.pending.append(entry)
      state.pendingBytes += entry.line.count
      state.count += 1
    }
    return entry.ticket
  }

  /// A ticket for all that is on its way to the disk; nil where nothing is.
  func barrier() -> SpoolTicket? {
    state.withLock { state in
      guard state.isWriting else { return nil }
      let entry = SpoolBatch.Entry(line: [], ticket: SpoolTicket())
      state.pending.append(entry)
      return entry.ticket
    }
  }

  /// Closes the file once all is written; where that takes longer than `limit`, the writer does it.
  func close(limit: Duration) {
    waitUntilIdle(limit: limit)
    state.withLock { state in
      guard !state.isWriting else { return }
      state.file?.close()
      state.file = nil
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

  /// The oldest event that is on disk; lines that are none are passed over.
  func front() -> SpoolLine? {
    while true {
      // Read outside the lock: what lies between head and length changes for nobody.
      let (file, head) = state.withLock { ($0.file, $0.head) }
      guard let bytes = file?.line(at: head) else { return nil }
      // What cannot be read is counted below.
      if let notice = try? JSONDecoder().decode(Notice.self, from: Data(bytes)) {
        return SpoolLine(notice: notice, byteCount: bytes.count + 1)
      }
      state.withLock { state in
        state.unreadable += 1
        drop(bytes.count + 1, of: &state)
      }
    }
  }

  /// Forgets the oldest event.
  func drop(_ line: SpoolLine) { state.withLock { drop(line.byteCount, of: &$0) } }

  /// How many lines were passed over since this was last asked.
  func takeUnreadable() -> Int {
    state.withLock { state in
      defer { state.unreadable = 0 }
      return state.unreadable
    }
  }

  private func drop(_ byteCount: Int, of state: inout State) {
    state.head += byteCount
    state.count -= 1
    guard let length = state.file?.length, state.head >= length else { return }
    state.wantsEmptying = true
    // Without a writer the next one empties it: a line that comes back does no harm.
    try? startWriter(&state)
  }

  private static func line(of notice: Notice) throws(SpoolFault) -> [UInt8] {
    do {
      return Array(try JSONEncoder().encode(notice)) + [UInt8(ascii: "\n")]
    } catch {
      throw .notJSON
    }
  }
}
