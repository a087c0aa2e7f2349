import CCurl

/// A URL a request may be sent to: `https` anywhere, `http` on the loopback host only.
///
/// The loopback host is `127.0.0.1`, `localhost` or `[::1]`. User information is refused, so that no
/// secret sits in a URL. libcurl's own parser decides, so that two parsers cannot disagree.
public struct HTTPURL: Sendable, Hashable {
  /// The URL as given: printable ASCII.
  public let text: String

  /// Whether the exchange is encrypted.
  public var isEncrypted: Bool { text.prefix(6).lowercased() == "https:" }

  /// Checks a URL; throws `.notSent(.urlRefused)` for anything a request may not be sent to.
  public init(_ text: String) throws(HTTPTransportError) {
    guard text.utf8.count <= 8192, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      ccurl_url_is_permitted(text)
    else { throw .notSent(.urlRefused) }
    self.text = text
  }
}
