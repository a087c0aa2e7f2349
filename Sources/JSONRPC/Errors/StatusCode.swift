/// gRPC's canonical status codes, except `OK`, which is no error.
public enum StatusCode: Int, Sendable, CaseIterable {
  /// The caller gave up.
  case cancelled = 1
  /// Something that has no better code.
  case unknown
  /// The request is wrong, whatever the state of the system.
  case invalidArgument
  /// The time was up before the answer.
  case deadlineExceeded
  /// What was asked for does not exist.
  case notFound
  /// What was to be created exists.
  case alreadyExists
  /// The caller's role may not do this.
  case permissionDenied
  /// A limit is reached.
  case resourceExhausted
  /// The system's state does not permit it; retrying alone does not help.
  case failedPrecondition
  /// A conflict with another call; retry the whole step.
  case aborted
  /// A position past the end.
  case outOfRange
  /// Not offered here.
  case unimplemented
  /// A fault of ours.
  case `internal`
  /// Not now; try again.
  case unavailable
  /// Data is lost or corrupt.
  case dataLoss
  /// The caller did not prove who it is.
  case unauthenticated

  /// The code's word on the wire, such as `NOT_FOUND`.
  public var word: String {
    switch self {
    case .cancelled: "CANCELLED"
    case .unknown: "UNKNOWN"
    case .invalidArgument: "INVALID_ARGUMENT"
    case .deadlineExceeded: "DEADLINE_EXCEEDED"
    case .notFound: "NOT_FOUND"
    case .alreadyExists: "ALREADY_EXISTS"
    case .permissionDenied: "PERMISSION_DENIED"
    case .resourceExhausted: "RESOURCE_EXHAUSTED"
    case .failedPrecondition: "FAILED_PRECONDITION"
    case .aborted: "ABORTED"
    case .outOfRange: "OUT_OF_RANGE"
    case .unimplemented: "UNIMPLEMENTED"
    case .internal: "INTERNAL"
    case .unavailable: "UNAVAILABLE"
    case .dataLoss: "DATA_LOSS"
    case .unauthenticated: "UNAUTHENTICATED"
    }
  }

  /// The code of a word on the wire; nil for an unknown word.
  public init?(word: String) {
    guard let code = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = code
  }
}
