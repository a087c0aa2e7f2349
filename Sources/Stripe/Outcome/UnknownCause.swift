public import CurlHTTP

/// Why nobody can tell whether Stripe acted.
public enum UnknownCause: Sendable, Hashable, CustomStringConvertible {
  /// No complete answer came.
  case noAnswer(OutcomeUnknownReason)
  /// The task was cancelled meanwhile.
  case cancelled
  /// A server error that is not the saved answer of an earlier request.
  case serverError(status: Int)
  /// The body is not JSON, or not Stripe's kind of error.
  case notJSON(status: Int)
  /// A 2xx with JSON that is not the object asked for.
  case notTheObject
  /// An object of the other mode than the key's.
  case wrongMode
  /// Stripe says that trying again may help (`Stripe-Should-Retry: true`).
  case retryAdvised(status: Int)
  /// A status that Stripe does not document.
  case unexpectedStatus(Int)

  /// The cause, in words for people.
  public var description: String {
    switch self {
    case .noAnswer(let reason): "\(reason)"
    case .cancelled: "the call was cancelled"
    case .serverError(let status): "stripe failed with status \(status)"
    case .notJSON(let status): "the answer with status \(status) is not stripe's"
    case .notTheObject: "the answer is not the object asked for"
    case .wrongMode: "the answer belongs to the other mode"
    case .retryAdvised(let status): "stripe advises to retry after status \(status)"
    case .unexpectedStatus(let status): "unexpected status \(status)"
    }
  }
}
