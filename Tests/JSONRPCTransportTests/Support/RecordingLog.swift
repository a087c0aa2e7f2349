import Logging
import Synchronization

/// A log that keeps its lines, as `message key=value key=value` with sorted keys.
final class RecordingLog: Sendable {
  private let kept = Mutex<[String]>([])

  /// What was logged so far.
  var lines: [String] { kept.withLock { $0 } }

  /// A logger that writes here, from debug upwards.
  var logger: Logger {
    var logger = Logger(label: "test") { _ in Handler(log: self) }
    logger.logLevel = .debug
    return logger
  }

  private struct Handler: LogHandler {
    let log: RecordingLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let line = ([event.message.description] + facts).joined(separator: " ")
      log.kept.withLock { $0.append(line) }
    }
  }
}
