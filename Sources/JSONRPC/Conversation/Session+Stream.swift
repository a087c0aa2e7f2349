extension Session {
  /// Takes bytes of a JSON stream, cut anywhere.
  public mutating func receive(
    _ bytes: UnsafeRawBufferPointer, now: BootInstant
  ) -> SessionOutput {
    var output = SessionOutput()
    guard phase.takesStream, !bytes.isEmpty else { return output }
    let chunk = bytes.bindMemory(to: UInt8.self).span
    followTrail(chunk)
    if isPaused {
      partial += bytes
      return output
    }
    if partial.isEmpty {
      let consumed = read(chunk, now, &output)
      keep(chunk.copy(consumed..<chunk.count), isNew: true, now)
    } else {
      var whole = partial
      partial = []
      whole += bytes
      let consumed = read(whole.span, now, &output)
      keep(consumed == 0 ? whole : Array(whole[consumed...]), isNew: consumed > 0, now)
    }
    if phase == .ending, calls.isEmpty { output.next = .close }
    return output
  }

  /// Takes bytes of a JSON stream, for callers that hold an array.
  public mutating func receive(_ bytes: [UInt8], now: BootInstant) -> SessionOutput {
    bytes.withUnsafeBytes { receive($0, now: now) }
  }

  /// Goes on with the requests that were put off; as `receive`.
  public mutating func resume(now: BootInstant) -> SessionOutput {
    var output = SessionOutput()
    guard isPaused else { return output }
    isPaused = false
    let whole = partial
    partial = []
    let consumed = read(whole.span, now, &output)
    keep(Array(whole[consumed...]), isNew: true, now)
    if isInputEnded, !isPaused, phase.takesStream {
      let end = endOfInput()
      output.bytes += end.bytes
      output.next = end.next
    }
    if phase == .ending, calls.isEmpty { output.next = .close }
    return output
  }

  private mutating func keep(_ rest: [UInt8], isNew: Bool, _ now: BootInstant) {
    guard phase.takesStream, !rest.isEmpty else {
      partialSince = nil
      return
    }
    partial = rest
    // What is put off may be complete, and does not wait for the peer.
    if isNew { partialSince = isPaused ? nil : now }
  }

  /// Reads all complete texts; returns where the incomplete one starts.
  private mutating func read(
    _ bytes: Span<UInt8>, _ now: BootInstant, _ output: inout SessionOutput
  ) -> Int {
    var start = 0
    while phase.takesStream {
      if scanner == nil {
        if output.bytes.count >= core.limits.waitingReplyBytes / 4, start < bytes.count {
          isPaused = true
          break
        }
        guard let next = startOfText(bytes, from: start, &output) else { return bytes.count }
        start = next
        if let end = readAtOnce(bytes, from: start, now, &output) {
          start = end
          continue
        }
        scanner = BoundaryScanner()
        scanned = start
      }
      guard let end = endOfText(bytes, from: start, &output) else { break }
      take(bytes, start..<end, now, &output)
      scanner = nil
      start = end
    }
    scanned -= start
    return start
  }

  /// Where the next text starts; nil when there is none, or none that can be read.
  private mutating func startOfText(
    _ bytes: Span<UInt8>, from start: Int, _ output: inout SessionOutput
  ) -> Int? {
    var position = start
    while position < bytes.count, JSONByte.isWhitespace(bytes[position]) { position &+= 1 }
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case JSONByte.openBrace, JSONByte.openBracket:
      phase = .stream
      return position
    case UInt8(ascii: "A")...UInt8(ascii: "Z") where phase == .undecided:
      phase = .http
      output.next = .http(skip: position)
    default:
      refuseStream(.parseError("cannot parse the request: not a JSON object or array"), &output)
    }
    return nil
  }

  /// Reads a text that is there as a whole, in one pass; nil when it is not, or is not valid.
  private mutating func readAtOnce(
    _ bytes: Span<UInt8>, from start: Int, _ now: BootInstant, _ output: inout SessionOutput
  ) -> Int? {
    var reader = EnvelopeReader(position: start, limits: core.limits)
    // What went wrong is asked again once the end of the text is known.
    guard let text = try? reader.text(bytes) else { return nil }
    let end = reader.position
    if end - start > core.limits.requestBytes {
      refuseStream(.requestTooLarge, &output)
    } else {
      beginText(bytes, end: end)
      handle(text, bytes, now, &output)
    }
    return end
  }

  private mutating func endOfText(
    _ bytes: Span<UInt8>, from start: Int, _ output: inout SessionOutput
  ) -> Int? {
    let outcome = scanner?.scan(bytes, from: scanned) ?? .more
    scanned = bytes.count
    switch outcome {
    case .end(let end) where end - start <= core.limits.requestBytes: return end
    case .more where bytes.count - start <= core.limits.requestBytes: return nil
    // What lies beyond the limit is not read, however the bytes are cut.
    case .mismatch(let position) where position - start <= core.limits.requestBytes:
      refuseStream(JSONFault(.malformed, at: position - start).rpcError, &output)
    case .end, .more, .mismatch: refuseStream(.requestTooLarge, &output)
    }
    return nil
  }

  /// Takes a text whose end is known.
  private mutating func take(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ now: BootInstant, _ output: inout SessionOutput
  ) {
    beginText(bytes, end: range.upperBound)
    readDocument(bytes.extracting(range), now, &output)
  }

  private mutating func beginText(_ bytes: Span<UInt8>, end: Int) {
    textNumber &+= 1
    trail = .nothing
    trail.follow(bytes, from: end)
  }

  /// Tells the calls of the last text what came after it, as far as that was open.
  private mutating func followTrail(_ chunk: Span<UInt8>) {
    guard trail.isOpen else { return }
    trail.follow(chunk, from: 0)
    for index in calls.indices where calls[index].text == textNumber {
      calls[index].trail = trail
    }
    for index in batches.indices where batches[index].text == textNumber {
      batches[index].trail = trail
    }
  }
}
