/// Writes one JSON text in the form of the wire; commas come by themselves.
public struct JSONWriter {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// Makes an empty writer.
  public init() {}

  /// The finished text.
  public var text: JSONText { JSONText(bytes: bytes, isCompact: true) }

  /// Writes an object whose members the closure writes.
  public mutating func object<Failure: Error>(
    _ members: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    separate()
    bytes.append(JSONByte.openBrace)
    try members(&self)
    bytes.append(JSONByte.closeBrace)
  }

  /// Writes an array whose elements the closure writes.
  public mutating func array<Failure: Error>(
    _ elements: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    separate()
    bytes.append(JSONByte.openBracket)
    try elements(&self)
    bytes.append(JSONByte.closeBracket)
  }

  /// Writes a member's key; its value comes next.
  public mutating func key(_ name: String) {
    string(name)
    bytes.append(JSONByte.colon)
  }

  /// Writes a string.
  public mutating func string(_ text: String) {
    separate()
    bytes.append(JSONByte.quote)
    JSONString.append(text.utf8, to: &bytes)
    bytes.append(JSONByte.quote)
  }

  /// Writes an integer.
  public mutating func integer(_ number: some BinaryInteger) {
    separate()
    bytes += number.description.utf8
  }

  /// Writes `true` or `false`.
  public mutating func boolean(_ truth: Bool) {
    separate()
    bytes += (truth ? "true" : "false").utf8
  }

  /// Writes a text that is ready.
  public mutating func json(_ text: JSONText) {
    separate()
    bytes += text.compacted().bytes
  }

  private mutating func separate() {
    switch bytes.last {
    case nil, JSONByte.openBrace, JSONByte.openBracket, JSONByte.colon: break
    default: bytes.append(JSONByte.comma)
    }
  }
}
