import CCurl

/// Sets a handle's options and keeps the first refusal, so that no exchange runs half configured.
struct CurlOptions {
  private let easy: UnsafeMutableRawPointer
  private(set) var result = CURLE_OK

  init(easy: UnsafeMutableRawPointer) {
    self.easy = easy
  }

  /// Keeps the first result that is not success.
  mutating func note(_ code: CURLcode) {
    if result == CURLE_OK { result = code }
  }

  /// What holds for every exchange, whatever the request says.
  mutating func setHouseRules(limits: HTTPLimits) {
    note(ccurl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0))
    note(ccurl_set_text(easy, CURLOPT_PROXY, ""))
    note(ccurl_set_long(easy, CURLOPT_NETRC, 0))
    note(ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1))
    note(ccurl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1))
    note(ccurl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2))
    note(ccurl_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)))
    note(ccurl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)))
    note(ccurl_set_long(easy, CURLOPT_TCP_NODELAY, 1))
    note(ccurl_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.responseBody)))
    note(ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, limits.connectTimeout.wholeMilliseconds))
  }

  /// Method, URL, body and deadline of one request.
  mutating func setRequest(_ request: HTTPRequest, limits: HTTPLimits) {
    let timeout = limits.timeout(of: request).wholeMilliseconds
    note(ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, timeout))
    note(ccurl_set_text(easy, CURLOPT_URL, request.url.text))
    // The URL was checked; this makes libcurl refuse as well what a URL of that kind cannot mean.
    let scheme = request.url.isEncrypted ? "https" : "http"
    note(ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, scheme))
    note(ccurl_set_long(easy, CURLOPT_PIPEWAIT, request.url.isEncrypted ? 1 : 0))
    switch request.method {
    case .get:
      note(ccurl_set_long(easy, CURLOPT_HTTPGET, 1))
    case .delete:
      note(ccurl_set_text(easy, CURLOPT_CUSTOMREQUEST, request.method.rawValue))
    case .post:
      setBody(request.body)
    }
  }

  /// Header fields as given, and nothing libcurl would add of its own that the server could act on.
  mutating func setFields(of request: HTTPRequest) -> UnsafeMutablePointer<curl_slist>? {
    var lines = request.fields.all.map { field in
      // libcurl's spelling of a field that is sent with an empty value.
      field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
    }
    if request.fields["Expect"] == nil { lines.append("Expect:") }
    if request.fields["Content-Type"] == nil { lines.append("Content-Type:") }
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines {
      guard let longer = curl_slist_append(list, line) else {
        note(CURLE_OUT_OF_MEMORY)
        break
      }
      list = longer
    }
    note(ccurl_set_list(easy, CURLOPT_HTTPHEADER, list))
    return list
  }

  private mutating func setBody(_ body: [UInt8]) {
    note(ccurl_set_long(easy, CURLOPT_POST, 1))
    note(ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
    // The size comes first: libcurl copies that many bytes, zero bytes included.
    body.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress, !bytes.isEmpty {
        note(ccurl_set_bytes(easy, CURLOPT_COPYPOSTFIELDS, start))
      } else {
        note(ccurl_set_text(easy, CURLOPT_COPYPOSTFIELDS, ""))
      }
    }
  }
}
