internal import Glibc

/// A file of lines that is only ever appended to and emptied; owns its descriptor until `close()`.
struct SpoolFile: Sendable {
  private static let chunk = 4096

  private let descriptor: Int32
  private let sync: @Sendable (Int32) -> Int32
  /// The bytes of whole lines.
  private(set) var length = 0
  /// How many whole lines were there at opening.
  private(set) var lineCount = 0

  /// Opens or makes the file, for this process alone; a torn last line is cut off.
  init(path: String, sync: @escaping @Sendable (Int32) -> Int32) throws(SpoolFault) {
    let opened = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else { throw .system(errno) }
    (descriptor, self.sync) = (opened, sync)
    do throws(SpoolFault) {
      guard flock(opened, LOCK_EX | LOCK_NB) == 0 else { throw .inUse }
      // It holds personal data, whoever made it.
      guard fchmod(opened, 0o600) == 0 else { throw .system(errno) }
      try countLines()
      guard ftruncate(opened, length) == 0 else { throw .system(errno) }
      try Self.syncDirectory(of: path)
    } catch {
      Glibc.close(opened)
      throw error
    }
  }

  func close() { Glibc.close(descriptor) }

  /// Appends lines and waits until they are on disk; all of them, or nothing.
  mutating func append(_ lines: [UInt8]) throws(SpoolFault) {
    do throws(SpoolFault) {
      var written = 0
      while written < lines.count {
        let count = lines.withUnsafeBytes {
          write(descriptor, $0.baseAddress.map { $0 + written }, lines.count - written)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw .system(errno) }
        written += count
      }
      guard sync(descriptor) == 0 else { throw .system(errno) }
    } catch {
      // What is left of them if this fails too is cut off at the next opening.
      ftruncate(descriptor, length)
      throw error
    }
    length += lines.count
  }

  /// The line that begins at `offset`, without its end; nil past the last one.
  func line(at offset: Int) -> [UInt8]? {
    var line: [UInt8] = []
    while offset + line.count < length {
      let part = read(at: offset + line.count)
      if part.isEmpty { return nil }
      if let end = part.firstIndex(of: UInt8(ascii: "\n")) { return line + part[..<end] }
      line += part
    }
    return nil
  }

  /// Forgets all lines, durably where the disk allows it: a line that comes back does no harm.
  ///
  /// - Returns: whether they are gone.
  mutating func empty(syncs: Bool) -> Bool {
    guard ftruncate(descriptor, 0) == 0 else { return false }
    if syncs { _ = sync(descriptor) }
    length = 0
    return true
  }

  private mutating func countLines() throws(SpoolFault) {
    var offset = 0
    while case let part = read(at: offset), !part.isEmpty {
      for (index, byte) in part.enumerated() where byte == UInt8(ascii: "\n") {
        length = offset + index + 1
        lineCount += 1
      }
      offset += part.count
    }
  }

  private func read(at offset: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, Self.chunk, offset))
    }
  }

  private static func syncDirectory(of path: String) throws(SpoolFault) {
    let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
    let directory = open(parent ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw .system(errno) }
    defer { Glibc.close(directory) }
    guard fsync(directory) == 0 else { throw .system(errno) }
  }
}
