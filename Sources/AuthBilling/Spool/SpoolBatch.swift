/// What the writer of the spool does in one go.
struct SpoolBatch: Sendable {
  /// An event on its way to the disk; one without bytes only waits for those before it.
  struct Entry: Sendable {
    let line: [UInt8]
    let ticket: SpoolTicket
  }

  let entries: [Entry]
  /// Nil where the file is still to be opened.
  var file: SpoolFile?
  /// Whether all that is in the file has been delivered, so that it can be emptied first.
  let isDelivered: Bool
  private(set) var wasEmptied = false
  private(set) var linesFound = 0

  init(entries: [Entry], file: SpoolFile?, isDelivered: Bool) {
    self.entries = entries
    self.file = file
    self.isDelivered = isDelivered
  }

  var byteCount: Int { entries.reduce(0) { $0 + $1.line.count } }

  var eventCount: Int { entries.count { !$0.line.isEmpty } }

  /// Does the disk's work: one write and one sync for all events.
  mutating func write(
    to path: String, sync: @escaping @Sendable (Int32) -> Int32
  ) throws(SpoolFault) {
    var file: SpoolFile
    if let open = self.file {
      file = open
    } else {
      file = try SpoolFile(path: path, sync: sync)
      linesFound = file.lineCount
    }
    defer { self.file = file }
    let bytes = entries.flatMap(\.line)
    if isDelivered { wasEmptied = file.empty(syncs: bytes.isEmpty) }
    if !bytes.isEmpty { try file.append(bytes) }
  }
}
