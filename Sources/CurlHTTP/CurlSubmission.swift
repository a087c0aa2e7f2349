/// A request on its way from a task to the thread, with the way back.
struct CurlSubmission: Sendable {
  /// What the task opened the exchange as.
  let call: CurlCall
  /// What to send.
  let request: HTTPRequest
  /// Resumed exactly once: by the mailbox when it refuses, else by the thread.
  let continuation: CheckedContinuation<Result<HTTPResponse, HTTPTransportError>, Never>
}

extension CurlSubmission {
  /// Ends the exchange before it has begun.
  func refuse(_ error: HTTPTransportError) {
    continuation.resume(returning: .failure(error))
  }
}
