import Dispatch
import Glibc

/// A file, or standard input, read piece by piece off the cooperative threads.
struct InputFile {
  static let standardInput = InputFile(descriptor: 0)

  /// What `readAll` takes at most: a request text has the same limit.
  private static let longest = 1 << 20

  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Opens `path`; `-` is standard input.
  init(path: String) throws(ControlError) {
    guard path != "-" else {
      self = .standardInput
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ControlError(.noInput, "cannot read '\(path)': \(String(cString: strerror(errno)))")
    }
  }

  /// The next bytes, none at the end.
  func read() async throws(ControlError) -> [UInt8] {
    let result = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: readNow()) }
    }
    return try result.get()
  }

  /// Everything up to the end, at most 1 MiB.
  func readAll() async throws(ControlError) -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let bytes = try await read()
      if bytes.isEmpty { return all }
      all += bytes
      guard all.count <= Self.longest else {
        throw ControlError(.badInput, "the input is longer than 1 MiB")
      }
    }
  }

  private func readNow() -> Result<[UInt8], ControlError> {
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: 64 * 1024) { buffer, filled in
        count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        filled = max(count, 0)
      }
      if count >= 0 { return .success(bytes) }
      let code = errno
      if code != EINTR {
        return .failure(
          ControlError(.noInput, "cannot read the input: \(String(cString: strerror(code)))"))
      }
    }
  }
}
