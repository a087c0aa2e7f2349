import CCurl

/// One exchange on the thread: its libcurl handle and what has arrived so far.
///
/// libcurl holds an unretained pointer to it, so the loop keeps it until the handle is removed.
final class CurlTransfer {
  let easy: UnsafeMutableRawPointer
  private let submission: CurlSubmission
  private var fieldList: UnsafeMutablePointer<curl_slist>?
  private var response: ResponseCollector
  /// Set when a connection was ready and the request was about to leave; never unset, since libcurl
  /// may try a second connection after a kept one that took the request and was then lost.
  private(set) var mayHaveLeft = false
  private(set) var setupResult = CURLE_OK

  /// Makes the handle and sets every option; nil when libcurl has no memory for one.
  init?(_ submission: CurlSubmission, limits: HTTPLimits) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.submission = submission
    response = ResponseCollector(limits: limits)
    var options = CurlOptions(easy: easy)
    options.setHouseRules(limits: limits)
    options.setRequest(submission.request, limits: limits)
    fieldList = options.setFields(of: submission.request)
    setCallbacks(&options)
    setupResult = options.result
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(fieldList)
  }

  /// Whether every option was accepted.
  var isReady: Bool { setupResult == CURLE_OK }

  /// Gives the task its result; called once.
  func finish(_ result: Result<HTTPResponse, HTTPTransportError>) {
    submission.continuation.resume(returning: result)
  }

  /// Reads libcurl's result together with what has been seen of the exchange.
  func outcome(of result: CURLcode) -> Result<HTTPResponse, HTTPTransportError> {
    guard result == CURLE_OK else { return .failure(failure(result)) }
    guard let response = response.response else {
      return .failure(.outcomeUnknown(.truncated))
    }
    return .success(response)
  }

  /// The error of an exchange that ends because the transport does.
  func failure(shutDown: Bool) -> HTTPTransportError {
    mayHaveLeft ? .outcomeUnknown(.shutDown) : .notSent(.shutDown)
  }

  private func failure(_ result: CURLcode) -> HTTPTransportError {
    if response.isOverLimit { return .outcomeUnknown(.tooLarge) }
    return mayHaveLeft ? .outcomeUnknown(.init(result)) : .notSent(.init(result))
  }

  /// Notes that the request is about to leave; false for a POST that did so before, since only the
  /// caller knows whether it may be sent twice (RFC 9110 §9.2.2).
  private func mayLeave() -> Bool {
    if mayHaveLeft && submission.request.method == .post { return false }
    mayHaveLeft = true
    return true
  }

  private func setCallbacks(_ options: inout CurlOptions) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    options.note(ccurl_set_context(easy, CURLOPT_WRITEDATA, context))
    options.note(ccurl_set_context(easy, CURLOPT_HEADERDATA, context))
    options.note(ccurl_set_context(easy, CURLOPT_PREREQDATA, context))
    let takeBody = ccurl_set_writer(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
      let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return transfer.response.takeBody(chunk) ? chunk.count : 0
    }
    options.note(takeBody)
    let takeHeader = ccurl_set_writer(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return transfer.response.takeHeaderLine(line) ? line.count : 0
    }
    options.note(takeHeader)
    let aboutToSend = ccurl_set_prerequest(easy) { context, _, _, _, _ in
      guard let context else { return CURL_PREREQFUNC_ABORT }
      let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
      return transfer.mayLeave() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
    options.note(aboutToSend)
  }
}
