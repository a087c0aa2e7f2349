extension Session {
  /// Takes the body of one HTTP request: one text or batch, one reply document, which is empty for
  /// notifications. The next document must wait until `inFlight` is zero.
  public mutating func receiveDocument(
    _ body: UnsafeRawBufferPointer, now: BootInstant
  ) -> SessionOutput {
    var output = SessionOutput()
    textNumber &+= 1
    trail = .other
    guard body.count <= core.limits.requestBytes else {
      refuseText(.requestTooLarge, to: &output)
      return output
    }
    readDocument(body.bindMemory(to: UInt8.self).span, now, &output)
    return output
  }

  /// Takes one HTTP body, for callers that hold an array.
  public mutating func receiveDocument(_ body: [UInt8], now: BootInstant) -> SessionOutput {
    body.withUnsafeBytes { receiveDocument($0, now: now) }
  }

  /// Reads bytes that must be exactly one text.
  mutating func readDocument(
    _ bytes: Span<UInt8>, _ now: BootInstant, _ output: inout SessionOutput
  ) {
    do throws(JSONFault) {
      handle(try parse(bytes), bytes, now, &output)
    } catch {
      refuseText(error.rpcError, to: &output)
    }
  }

  private func parse(_ bytes: Span<UInt8>) throws(JSONFault) -> ParsedText {
    var space = JSONReader(position: 0, depthLimit: 1)
    space.skipWhitespace(bytes)
    let first = try space.peek(bytes)
    guard first == JSONByte.openBrace || first == JSONByte.openBracket else {
      throw JSONFault(.malformed, at: space.position)
    }
    var reader = EnvelopeReader(position: space.position, limits: core.limits)
    let text = try reader.text(bytes)
    space.position = reader.position
    space.skipWhitespace(bytes)
    guard space.position == bytes.count else { throw JSONFault(.malformed, at: space.position) }
    return text
  }
}
