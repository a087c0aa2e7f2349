/// A request that has been let in.
struct Call: Sendable {
  let request: SandboxRequest
  let caller: Caller
  let endpoint: Endpoint
  let requestID: String
  let now: SandboxInstant
  /// The idempotency key, if one was sent.
  let key: ExactString?

  init(
    _ request: SandboxRequest, caller: Caller, endpoint: Endpoint, requestID: String,
    now: SandboxInstant
  ) {
    self.request = request
    self.caller = caller
    self.endpoint = endpoint
    self.requestID = requestID
    self.now = now
    self.key = request.headers.first(named: "idempotency-key").map { ExactString($0) }
  }

  var mode: SandboxMode { caller.mode }
}
