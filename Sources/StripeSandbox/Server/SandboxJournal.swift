import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An append-only file of JSON lines from which a sandbox's state is rebuilt.
///
/// An entry is with the system before its reply leaves, so it survives a kill of the process; it is
/// not synced to disk, so it may not survive a power cut. The file has mode 0600 and is locked
/// while open. A last line without its end, torn by a kill, is dropped.
final class SandboxJournal: Sendable {
  private static let lineFeed = UInt8(ascii: "\n")
  private static let chunk = 1 << 16

  private let descriptor: CInt

  /// Opens or makes the file and reads what it holds.
  static func open(
    path: String
  ) throws(SandboxError) -> (journal: SandboxJournal, entries: [JournalEntry]) {
    let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW
    #if canImport(Glibc)
      let descriptor = Glibc.open(path, flags, 0o600)
    #else
      let descriptor = Darwin.open(path, flags, 0o600)
    #endif
    if descriptor < 0 { throw .journalUnusable(errno: errno) }
    let journal = SandboxJournal(descriptor)
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 { throw .journalInUse }
    let bytes = try journal.readAll()
    let whole = bytes.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
    let entries = try decode(bytes[..<whole])
    if whole < bytes.count, ftruncate(descriptor, off_t(whole)) != 0 {
      throw .journalUnusable(errno: errno)
    }
    return (journal, entries)
  }

  private init(_ descriptor: CInt) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Hands entries to the system, each as one line.
  func append(_ entries: [JournalEntry]) throws(SandboxError) {
    var bytes: [UInt8] = []
    do {
      let encoder = JSONEncoder()
      for entry in entries {
        bytes += try encoder.encode(entry)
        bytes.append(Self.lineFeed)
      }
    } catch {
      throw .journalUnusable(errno: EINVAL)
    }
    try write(bytes[...])
  }

  private func write(_ bytes: ArraySlice<UInt8>) throws(SandboxError) {
    var rest = bytes
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite($0) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno != EINTR {
        throw .journalUnusable(errno: errno)
      }
    }
  }

  private func systemWrite(_ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.write(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  private func readAll() throws(SandboxError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: Self.chunk)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        throw .journalUnusable(errno: errno)
      }
    }
  }

  private static func decode(
    _ bytes: ArraySlice<UInt8>
  ) throws(SandboxError) -> [JournalEntry] {
    let decoder = JSONDecoder()
    var entries: [JournalEntry] = []
    for line in bytes.split(separator: lineFeed) {
      do {
        entries.append(try decoder.decode(JournalEntry.self, from: Data(line)))
      } catch {
        throw .journalDamaged(line: entries.count + 1)
      }
    }
    return entries
  }
}
