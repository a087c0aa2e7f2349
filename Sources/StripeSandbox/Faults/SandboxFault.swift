/// Something that goes wrong with one request.
///
/// In JSON a case is an object with its name: `{"reset":{}}`, `{"slow":{"milliseconds":1500}}`.
public enum SandboxFault: Sendable, Codable, Equatable {
  /// The connection closes, nothing is executed.
  case replyLostBeforeExecution
  /// The request is executed, then the connection closes without an answer.
  case replyLostAfterExecution
  /// The connection closes; the request is executed when the clock is advanced or on demand.
  ///
  /// Its idempotency key is in flight until then. A restart of the sandbox forgets it.
  case executeLater
  /// The connection is reset; the request may have been executed before.
  case reset(executed: Bool)
  /// The request is executed; half of the answer's body arrives.
  case truncated
  /// The request is executed; a 200 arrives whose body is not JSON.
  case garbage
  /// The request is executed; the body of the answer does not end.
  case endless
  /// The request is executed; the answer's body is JSON followed by this many blanks.
  case oversized(bytes: Int)
  /// The request is executed at once and its key stays in flight until the late answer.
  case slow(milliseconds: Int)
  /// 409, the idempotency key is in use; nothing is executed.
  case keyInUse
  /// 429 with a reason; nothing is executed.
  case rateLimited(reason: RateLimitReason)
  /// 500 stored under the idempotency key, with or without the object made.
  case serverError(executed: Bool)
  /// An HTML page with a status such as 502 or 503; the request may have been executed behind it.
  case gateway(status: Int, executed: Bool)
  /// An error in Stripe's shape with a status such as 400, 401 or 403, naming a parameter or none;
  /// nothing is executed.
  case refused(status: Int, code: String?, param: String? = nil)
  /// 307 to another place; nothing is executed.
  case redirect(location: String)
  /// The request is executed; an object of another kind arrives.
  case wrongObject
  /// The request is executed; somebody else's customer arrives.
  case foreignCustomer
}
