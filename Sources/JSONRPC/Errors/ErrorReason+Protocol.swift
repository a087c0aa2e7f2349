extension ErrorReason {
  /// The bytes are not well-formed JSON.
  public static let malformedJSON = ErrorReason("MALFORMED_JSON")
  /// An object has the same key twice.
  public static let duplicateKey = ErrorReason("DUPLICATE_KEY")
  /// A string is not UTF-8, or has half a surrogate pair.
  public static let invalidText = ErrorReason("INVALID_TEXT")
  /// The text nests deeper than the limit.
  public static let tooDeep = ErrorReason("TOO_DEEP")
  /// The text ended before it was complete.
  public static let incompleteRequest = ErrorReason("INCOMPLETE_REQUEST")
  /// The request is larger than the limit.
  public static let requestTooLarge = ErrorReason("REQUEST_TOO_LARGE")
  /// The reply would be larger than the limit.
  public static let replyTooLarge = ErrorReason("REPLY_TOO_LARGE")
  /// The envelope is not that of a JSON-RPC 2.0 request.
  public static let invalidRequest = ErrorReason("INVALID_REQUEST")
  /// The id belongs to a call that is still under way.
  public static let duplicateID = ErrorReason("DUPLICATE_ID")
  /// The batch has no call.
  public static let emptyBatch = ErrorReason("EMPTY_BATCH")
  /// The batch has more calls than the limit.
  public static let batchTooLarge = ErrorReason("BATCH_TOO_LARGE")
  /// There is no such method.
  public static let methodNotFound = ErrorReason("METHOD_NOT_FOUND")
  /// `params` is neither an object nor an array of one object.
  public static let invalidParams = ErrorReason("INVALID_PARAMS")
  /// A field has a value that it cannot have.
  public static let invalidField = ErrorReason("INVALID_FIELD")
  /// The role of the caller's socket may not call the method.
  public static let roleNotAllowed = ErrorReason("ROLE_NOT_ALLOWED")
  /// The deadline passed.
  public static let deadlineExceeded = ErrorReason("DEADLINE_EXCEEDED")
  /// The caller took the call back.
  public static let cancelled = ErrorReason("CANCELLED")
  /// Too many calls are under way.
  public static let tooManyCalls = ErrorReason("TOO_MANY_CALLS")
  /// The server has as many connections as it may have.
  public static let tooManyConnections = ErrorReason("TOO_MANY_CONNECTIONS")
  /// The connections together hold as many bytes of requests and replies as they may.
  public static let tooManyBytes = ErrorReason("TOO_MANY_BYTES")
  /// The service is stopping or not ready.
  public static let unavailable = ErrorReason("UNAVAILABLE")
  /// A fault of ours; the log knows more.
  public static let internalFault = ErrorReason("INTERNAL")
  /// What was asked for does not exist.
  public static let notFound = ErrorReason("NOT_FOUND")
  /// The peer's error gave no reason that we can read.
  public static let unspecified = ErrorReason("UNSPECIFIED")
}
