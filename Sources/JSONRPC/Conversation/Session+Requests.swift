extension Session {
  /// Handles a text that was read.
  mutating func handle(
    _ text: ParsedText, _ bytes: Span<UInt8>, _ now: BootInstant, _ output: inout SessionOutput
  ) {
    switch text {
    case .request(let envelope): handle(envelope, bytes, .alone, now, &output)
    case .batch(let items): handleBatch(items, bytes, now, &output)
    case .oversizedBatch(let ids): refuseBatch(ids, bytes, &output)
    }
  }

  private mutating func handleBatch(
    _ items: [Envelope], _ bytes: Span<UInt8>, _ now: BootInstant, _ output: inout SessionOutput
  ) {
    guard !items.isEmpty else {
      return refuseText(
        .invalidRequest("cannot take the batch: it is empty", reason: .emptyBatch), to: &output)
    }
    nextSlot &+= 1
    let number = nextSlot
    batches.append(
      BatchReply(number: number, text: textNumber, trail: trail, count: items.count))
    for (index, item) in items.enumerated() {
      if let id = item.idRange, Self.contains(id, items[..<index], bytes) {
        let error = RPCError.duplicateID.named(core.requestIDs.next())
        reply(.failure(error), id: id, in: bytes, to: .batch(number, index), trail, &output)
      } else {
        handle(item, bytes, .batch(number, index), now, &output)
      }
    }
  }

  private mutating func refuseBatch(
    _ ids: [Range<Int>], _ bytes: Span<UInt8>, _ output: inout SessionOutput
  ) {
    let error = RPCError.resourceExhausted(
      "cannot take the batch: more than \(core.limits.batchCalls) calls", reason: .batchTooLarge
    ).named(core.requestIDs.next())
    let encoded = error.encoded()
    var array: [UInt8] = []
    for id in ids where array.count < core.limits.replyBytes {
      array.append(array.isEmpty ? JSONByte.openBracket : JSONByte.comma)
      ReplyText.appendError(encoded, id: id, in: bytes, to: &array)
    }
    guard !array.isEmpty, array.count < core.limits.replyBytes else {
      return refuseText(error, to: &output)
    }
    core.tally.countFault()
    output.bytes += array
    output.bytes.append(JSONByte.closeBracket)
    let count = trail.terminator(idIsString: false)
    output.bytes += repeatElement(JSONByte.lineFeed, count: count)
  }

  private mutating func handle(
    _ envelope: Envelope, _ bytes: Span<UInt8>, _ place: ReplyPlace, _ now: BootInstant,
    _ output: inout SessionOutput
  ) {
    let requestID = core.requestIDs.next()
    do throws(RPCError) {
      if let result = try begin(envelope, bytes, place, requestID, now, &output) {
        reply(.success(result), id: envelope.idRange, in: bytes, to: place, trail, &output)
      }
    } catch {
      reply(
        .failure(error.named(requestID)), id: envelope.idRange, in: bytes, to: place, trail,
        &output)
    }
  }

  private static func contains(
    _ id: Range<Int>, _ items: ArraySlice<Envelope>, _ bytes: Span<UInt8>
  ) -> Bool {
    items.contains { $0.idRange.map { bytes.sameBytes($0, id) } ?? false }
  }
}
