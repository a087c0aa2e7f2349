import CCurl

/// HTTP over libcurl's multi interface, driven by one thread of its own.
///
/// Connections are kept and reused, HTTP/2 is used where a server offers it over TLS. Redirects,
/// proxies of the environment, cookies and `.netrc` are ignored. When a kept connection is lost
/// before any byte of the answer has come, a GET or DELETE is sent once more on a fresh one; a POST is
/// never sent twice. Costs one thread and, per exchange, one libcurl handle.
public final class CurlTransport: HTTPTransport {
  private let mailbox: CurlMailbox

  /// Starts the thread; throws `.notSent(.setup)` when libcurl or the system refuses.
  public init(limits: HTTPLimits = HTTPLimits()) throws(HTTPTransportError) {
    mailbox = CurlMailbox(limits: limits)
    try CurlLoop.start(mailbox: mailbox)
  }

  deinit { mailbox.stop() }

  /// Sends one request; see `HTTPTransport`.
  ///
  /// Cancelling the task closes the connection it used (or resets the HTTP/2 stream).
  public func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    guard request.fields.isWellFormed, request.body.isEmpty || request.method == .post else {
      throw .notSent(.malformedRequest)
    }
    let call = try mailbox.open()
    defer { mailbox.close(call) }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        mailbox.submit(CurlSubmission(call: call, request: request, continuation: continuation))
      }
    } onCancel: {
      mailbox.cancel(call)
    }
    return try result.get()
  }

  /// Ends the exchanges under way with an error, closes every connection and waits for the thread.
  ///
  /// Sends from then on fail with `.notSent(.shutDown)`. May be called more than once.
  public func shutdown() async {
    await withCheckedContinuation { mailbox.stop(thenResume: $0) }
  }
}
