import CurlHTTP

extension StripeOutcome {
  /// Translates the transport's error: the one seam between the two.
  init(_ error: HTTPTransportError) {
    self =
      switch error {
      case .notSent(let reason): .notExecuted(.noConnection(reason), retryAfter: nil)
      case .outcomeUnknown(let reason): .unknown(.noAnswer(reason))
      case .cancelled: .unknown(.cancelled)
      }
  }
}
