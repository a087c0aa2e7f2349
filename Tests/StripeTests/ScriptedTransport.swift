import CurlHTTP
import Synchronization

/// Answers every request the same way and keeps what was sent: a simulated transport.
final class ScriptedTransport: HTTPTransport {
  private let result: Result<HTTPResponse, HTTPTransportError>
  private let sent = Mutex<[HTTPRequest]>([])

  init(_ result: Result<HTTPResponse, HTTPTransportError>) {
    self.result = result
  }

  var requests: [HTTPRequest] { sent.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    sent.withLock { $0.append(request) }
    return try result.get()
  }
}
