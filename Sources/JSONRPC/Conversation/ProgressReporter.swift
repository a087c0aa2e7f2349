import Synchronization

/// Turns reports of one call into `rpc.progress` notifications, numbered from 1, until the reply.
final class ProgressReporter: ProgressSink {
  private struct State {
    var number: UInt64 = 0
    var isFinished = false
  }

  private let token: String
  private let id: JSONText
  private let send: @Sendable ([UInt8]) -> Void
  private let state = Mutex(State())

  init(token: String, id: JSONText, send: @escaping @Sendable ([UInt8]) -> Void) {
    self.token = token
    self.id = id
    self.send = send
  }

  func report(_ progress: Progress) {
    // Sending does not wait; under the lock it keeps the order of the numbers.
    state.withLock { state in
      guard !state.isFinished else { return }
      state.number += 1
      send(notification(progress, number: state.number))
    }
  }

  /// Nothing is sent from now on.
  func finish() {
    state.withLock { $0.isFinished = true }
  }

  private func notification(_ progress: Progress, number: UInt64) -> [UInt8] {
    let text = JSONWriter.object { message in
      message.member("jsonrpc", "2.0")
      message.member("method", "rpc.progress")
      message.key("params")
      message.object { params in
        params.member("token", token)
        params.member("id", id)
        params.member("seq", number)
        params.member("done", progress.done)
        params.member("total", progress.total)
        params.member("message", progress.message)
      }
    }
    return text.bytes + [JSONByte.lineFeed]
  }
}
