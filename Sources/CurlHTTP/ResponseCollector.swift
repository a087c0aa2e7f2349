/// Gathers one answer within its limits; no I/O.
struct ResponseCollector {
  private let limits: HTTPLimits
  private var status = 0
  private var fields = HTTPFields()
  private var body: [UInt8] = []
  private var headerBytes = 0
  private var isHeaderComplete = false
  /// Whether the answer was refused for its size.
  private(set) var isOverLimit = false

  init(limits: HTTPLimits) {
    self.limits = limits
  }

  /// The answer; nil while its header is not complete, which libcurl takes for no fault.
  var response: HTTPResponse? {
    guard status >= 200, isHeaderComplete else { return nil }
    return HTTPResponse(status: status, fields: fields, body: body)
  }

  /// Takes one header line as libcurl gives it, status lines and trailers included; false to abort.
  mutating func takeHeaderLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
    headerBytes += bytes.count
    guard headerBytes <= limits.responseHeader else {
      isOverLimit = true
      return false
    }
    let line = String(decoding: bytes, as: UTF8.self).trimmedOfBlanks
    if line.hasPrefix("HTTP/") {
      beginHeader(statusLine: line)
    } else if line.isEmpty {
      isHeaderComplete = true
    } else if !isHeaderComplete, let colon = line.firstIndex(of: ":") {
      let value = String(line[line.index(after: colon)...]).trimmedOfBlanks
      fields.append(String(line[..<colon]), value)
    }
    return true
  }

  /// Takes a piece of the body; false to abort.
  mutating func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= limits.responseBody else {
      isOverLimit = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  /// An interim answer is followed by another one, which replaces it.
  private mutating func beginHeader(statusLine: String) {
    let words = statusLine.split(separator: " ", maxSplits: 2)
    status = words.count > 1 ? Int(words[1]) ?? 0 : 0
    fields = HTTPFields()
    isHeaderComplete = false
  }
}

extension String {
  /// The text without blanks and line ends around it.
  fileprivate var trimmedOfBlanks: String {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    let bytes = utf8.drop(while: isBlank)
    guard let last = bytes.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(bytes[...last]) ?? ""
  }
}
