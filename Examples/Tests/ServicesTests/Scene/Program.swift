import Foundation
import Synchronization
import Testing

/// A program under test as a process of its own, with everything that it printed.
final class Program: Sendable {
  private let process: Process
  private let output = Mutex("")
  private let name: String

  /// Starts a program; what it prints is read as it comes, so that it never waits for a reader.
  init(_ path: String, _ arguments: [String] = [], environment: [String: String] = [:]) throws {
    name = URL(filePath: path).lastPathComponent
    process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    pipe.fileHandleForReading.readabilityHandler = { [weak self] handle in
      let data = handle.availableData
      if data.isEmpty { handle.readabilityHandler = nil }
      self?.output.withLock { $0 += String(decoding: data, as: UTF8.self) }
    }
    try process.run()
  }

  /// The directory that the examples were built into: this test's own.
  static var directory: String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
  }

  var printed: String { output.withLock { $0 } }

  /// The first group of a pattern in what the program printed, once it is there.
  func announced(_ pattern: String) async throws -> String {
    let regex = try Regex(pattern, as: (Substring, Substring).self)
    return try await eventually("\(name) says \(pattern)") {
      guard process.isRunning else { throw NeverHappened(what: "\(name) ended: \(printed)") }
      return printed.firstMatch(of: regex).map { String($0.output.1) }
    }
  }

  /// Asks the program to end, and waits until it has; one that does not is killed.
  func end() async {
    guard process.isRunning else { return }
    process.terminate()
    do {
      try await eventually("\(name) ends") { process.isRunning ? nil : true }
    } catch {
      kill(process.processIdentifier, SIGKILL)
    }
  }
}
