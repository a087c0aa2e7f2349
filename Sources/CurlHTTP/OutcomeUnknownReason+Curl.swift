import CCurl

extension OutcomeUnknownReason {
  /// Reads libcurl's result for an exchange whose request may have left.
  init(_ result: CURLcode) {
    switch result {
    case CURLE_OPERATION_TIMEDOUT:
      self = .deadline
    case CURLE_FILESIZE_EXCEEDED:
      self = .tooLarge
    case CURLE_PARTIAL_FILE:
      self = .truncated
    // The callback aborts only a POST that was to be sent again after its connection was lost.
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_COULDNT_CONNECT,
      CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_ABORTED_BY_CALLBACK:
      self = .connectionLost
    default:
      self = .protocolError(code: result.rawValue)
    }
  }
}
