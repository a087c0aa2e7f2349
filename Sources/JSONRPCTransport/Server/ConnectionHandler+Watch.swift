import JSONRPC
import Logging
import NIOCore

// Time.
extension ConnectionHandler {
  func keepWatch() {
    if watchTimer == nil { look(after: watch.pace) }
  }

  private func look(after wait: Duration) {
    watchTimer = context?.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) {
      [weak self] in self?.look()
    }
  }

  private func look() {
    watchTimer = nil
    guard let context else { return }
    // Without the option nothing seems to wait, and a stalled reader is met by the write limit.
    let waiting = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
    let verdict = watch.look(
      at: ProgressWatch.Reading(
        now: BootClock.now(), written: calls?.bytesWritten ?? 0, waiting: waiting ?? 0,
        incompleteSince: calls?.partialSince))
    switch verdict {
    case .rest: return
    case .lookAgain(let wait): look(after: wait)
    case .readerStalled, .requestIncomplete:
      var metadata = calls?.caller.logMetadata ?? [:]
      metadata["cause"] = "\(verdict)"
      server.logger.info("closed a connection without progress", metadata: metadata)
      context.close(promise: nil)
    }
  }
}
