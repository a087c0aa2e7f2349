internal import CustomerStore
internal import Foundation
internal import Synchronization

/// The small file beside the database that tells an older copy of it from the one that was left.
///
/// Two slots are written in turn, in place: a write that is torn leaves the one before, and no room
/// on the disk is needed once the file is there.
final class WitnessFile: Sendable {
  private struct State {
    var descriptor: Int32
    var next: Int
    var isWhole: Bool
  }

  private let path: String
  private let state: Mutex<State>
  /// The note that was found on opening; nil when there was none that can be read.
  let found: WitnessNote?

  /// Opens the file if it is there.
  ///
  /// Throws `engine` when it is there and cannot be opened, `notDurable` when the disk fails.
  init(path: String) throws(LedgerError) {
    self.path = path
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    if descriptor < 0, errno != ENOENT { throw .engine("cannot open the witness: errno \(errno)") }
    var notes: [WitnessNote?] = [nil, nil]
    if descriptor >= 0 { notes = try [Self.read(descriptor, 0), Self.read(descriptor, 1)] }
    let newest = (notes[0]?.commits ?? -1) >= (notes[1]?.commits ?? -1) ? 0 : 1
    found = notes[newest]
    state = Mutex(State(descriptor: descriptor, next: 1 - newest, isWhole: found != nil))
  }

  deinit { state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } } }

  /// Writes a note and returns once it is durable.
  ///
  /// Throws `full` when there is no room, `notDurable` when the disk fails.
  func write(_ note: WitnessNote) throws(LedgerError) {
    try state.withLock { state throws(LedgerError) in
      guard state.isWhole else {
        let new = try create(note)
        if state.descriptor >= 0 { close(state.descriptor) }
        state = State(descriptor: new, next: 0, isWhole: true)
        return
      }
      try Self.put(note.bytes, state.descriptor, at: off_t(state.next * WitnessNote.size))
      state.next = 1 - state.next
    }
  }

  private static func read(
    _ descriptor: Int32, _ slot: Int
  ) throws(LedgerError) -> WitnessNote? {
    var bytes = [UInt8](repeating: 0, count: WitnessNote.size)
    let count = pread(descriptor, &bytes, bytes.count, off_t(slot * WitnessNote.size))
    guard count >= 0 else { throw .notDurable("cannot read the witness: errno \(errno)") }
    return count == bytes.count ? WitnessNote(bytes: bytes) : nil
  }

  /// Makes the file whole or not at all: a crash must not leave one that says nothing.
  private func create(_ note: WitnessNote) throws(LedgerError) -> Int32 {
    let new = open(path + ".new", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard new >= 0 else { throw Self.failure("cannot make the witness") }
    do throws(LedgerError) {
      try Self.put(note.bytes + note.bytes, new, at: 0)
      guard fsync(new) == 0, rename(path + ".new", path) == 0 else {
        throw Self.failure("cannot make the witness")
      }
      try Self.syncDirectory(of: path)
      return new
    } catch {
      close(new)
      throw error
    }
  }

  private static func syncDirectory(of path: String) throws(LedgerError) {
    let directory = URL(filePath: path).deletingLastPathComponent().path
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot open the database's directory") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("cannot sync the database's directory") }
  }

  private static func put(
    _ bytes: [UInt8], _ descriptor: Int32, at place: off_t
  ) throws(LedgerError) {
    var count = pwrite(descriptor, bytes, bytes.count, place)
    while count < 0, errno == EINTR { count = pwrite(descriptor, bytes, bytes.count, place) }
    guard count >= 0 else { throw failure("cannot write the witness") }
    guard count == bytes.count else { throw .full }
    guard fdatasync(descriptor) == 0 else { throw .notDurable("cannot sync the witness") }
  }

  private static func failure(_ what: String) -> LedgerError {
    switch errno {
    case ENOSPC, EDQUOT, EFBIG: .full
    default: .notDurable("\(what): errno \(errno)")
    }
  }
}
