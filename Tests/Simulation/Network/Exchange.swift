import CurlHTTP
import Synchronization

/// One request that a task waits for; the first outcome counts.
final class Exchange: Sendable {
  typealias Outcome = Result<HTTPResponse, HTTPTransportError>

  private let waking = Waking()
  private let outcome = Mutex<Outcome?>(nil)

  func finish(_ result: Outcome) {
    let isFirst = outcome.withLock { outcome in
      if outcome != nil { return false }
      outcome = result
      return true
    }
    if isFirst { waking.wake() }
  }

  /// Waits for the outcome; a cancelled task learns none.
  func wait() async throws(HTTPTransportError) -> HTTPResponse {
    await waking.wait()
    guard let result = outcome.withLock({ $0 }) else { throw .cancelled }
    return try result.get()
  }
}
