import Glibc
import Synchronization

/// A disk whose syncs wait until it is opened, and can be told to fail; remembers what is safe.
final class GatedDisk: Sendable {
  private struct State {
    var syncs = 0
    var fails = false
    var isOpen = false
    var safe = ""
  }

  private let state = Mutex(State())
  private let path: String
  private let reading: Int32
  private let writing: Int32

  init(path: String, isOpen: Bool = false) {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (reading, writing) = (ends[0], ends[1])
    self.path = path
    if isOpen { open() }
  }

  deinit {
    open()
    close(reading)
  }

  var syncs: Int { state.withLock { $0.syncs } }

  /// The file as a loss of power would leave it.
  var safe: String { state.withLock { $0.safe } }

  func fail() { state.withLock { $0.fails = true } }

  /// Lets all syncs pass, now and later.
  func open() {
    let wasOpen = state.withLock { state in
      defer { state.isOpen = true }
      return state.isOpen
    }
    if !wasOpen { close(writing) }
  }

  func sync(_ descriptor: Int32) -> Int32 {
    // Ends when the other end is closed.
    var byte: UInt8 = 0
    _ = read(reading, &byte, 1)
    let content = Self.content(of: path)
    return state.withLock { state in
      state.syncs += 1
      if state.fails { return -1 }
      state.safe = content
      return 0
    }
  }

  private static func content(of path: String) -> String {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = max(0, read(file, &bytes, bytes.count))
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
