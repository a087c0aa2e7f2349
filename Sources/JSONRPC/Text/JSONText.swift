/// One complete, well-formed JSON text.
public struct JSONText: Sendable, Equatable, CustomStringConvertible {
  /// The text in UTF-8.
  public let bytes: [UInt8]
  /// True when it has the form of the wire already, so that it is written as it is.
  let isCompact: Bool

  init(bytes: [UInt8], isCompact: Bool) {
    self.bytes = bytes
    self.isCompact = isCompact
  }

  /// Takes bytes that a JSON encoder wrote, without reading them again.
  public init(trusted bytes: [UInt8]) {
    self.init(bytes: bytes, isCompact: false)
  }

  /// Reads bytes; throws unless they are exactly one text, with white space around it at most.
  public init(
    validating bytes: [UInt8], depthLimit: Int = Limits().depth
  ) throws(JSONFault) {
    let span = bytes.span
    var reader = JSONReader(position: 0, depthLimit: depthLimit)
    reader.skipWhitespace(span)
    try reader.skipValue(span)
    reader.skipWhitespace(span)
    guard reader.position == span.count else {
      throw JSONFault(.malformed, at: reader.position)
    }
    self.init(bytes: bytes, isCompact: false)
  }

  /// `{}`.
  public static let emptyObject = JSONText(bytes: Array("{}".utf8), isCompact: true)

  /// Two texts are equal when their bytes are.
  public static func == (left: JSONText, right: JSONText) -> Bool { left.bytes == right.bytes }

  /// The text itself.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
