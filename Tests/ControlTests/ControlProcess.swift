import Foundation

/// The command as a process of its own, run to its end.
struct ControlProcess {
  let status: Int32
  let output: String
  let errors: String

  init(_ arguments: [String], input: String = "") async throws {
    let process = Process()
    let streams = (input: Pipe(), output: Pipe(), errors: Pipe())
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "billing-customerctl")
    process.arguments = arguments
    process.environment = [:]
    process.standardInput = streams.input
    process.standardOutput = streams.output
    process.standardError = streams.errors
    // The inputs of these tests fit into a pipe, so nobody waits for the other.
    try streams.input.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try streams.input.fileHandleForWriting.close()
    status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    output = String(
      decoding: try streams.output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    errors = String(
      decoding: try streams.errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
  }
}
