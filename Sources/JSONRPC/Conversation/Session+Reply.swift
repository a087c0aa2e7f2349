extension Session {
  /// Takes the end of a pending call; gives its reply, or the batch's once that is complete.
  public mutating func complete(_ completion: CallCompletion) -> SessionOutput {
    var output = SessionOutput()
    guard let index = calls.firstIndex(where: { $0.pending.slot == completion.slot }) else {
      return output
    }
    let call = calls.remove(at: index)
    call.pending.place.release()
    call.progress?.finish()
    let outcome = completion.outcome.mapError { error in
      error.named(call.pending.requestID)
    }
    if case .failure(let error) = outcome {
      core.tally.countReply(of: call.method, error.status)
    } else {
      core.tally.countReply(of: call.method, nil)
    }
    reply(
      outcome, id: call.id.indices, in: call.id.span, to: call.reply, call.trail, &output)
    if phase == .ending, calls.isEmpty { output.next = .close }
    return output
  }

  /// Writes a reply, or puts it into its batch.
  mutating func reply(
    _ outcome: Result<JSONText, RPCError>, id: Range<Int>?, in bytes: Span<UInt8>,
    to place: ReplyPlace, _ trail: Trail, _ output: inout SessionOutput
  ) {
    let outcome = bounded(outcome)
    if case .failure = outcome { core.tally.countError() }
    switch place {
    case .alone:
      ReplyText.append(outcome, id: id, in: bytes, to: &output.bytes)
      let idIsString = id.map { bytes[$0.lowerBound] == JSONByte.quote } ?? false
      output.bytes.append(JSONByte.lineFeed)
      if trail.terminator(idIsString: idIsString) == 2 {
        output.bytes.append(JSONByte.lineFeed)
      }
    case .batch(let number, let item):
      var text: [UInt8] = []
      ReplyText.append(outcome, id: id, in: bytes, to: &text)
      if overfills(number, with: text) {
        text = []
        let error = RPCError.replyTooLarge(executed: .unknown).named(core.requestIDs.next())
        ReplyText.append(.failure(error), id: id, in: bytes, to: &text)
      }
      put(text, into: number, at: item, &output)
    }
  }

  /// Puts a reply, or none, into a batch, and writes the batch when that was the last.
  mutating func put(
    _ reply: [UInt8]?, into number: UInt64, at item: Int, _ output: inout SessionOutput
  ) {
    guard let index = batches.firstIndex(where: { $0.number == number }) else { return }
    batches[index].put(reply, at: item)
    guard batches[index].isComplete else { return }
    var batch = batches.remove(at: index)
    batch.write(to: &output.bytes)
  }

  private func overfills(_ number: UInt64, with reply: [UInt8]) -> Bool {
    guard let batch = batches.first(where: { $0.number == number }) else { return false }
    return batch.byteCount + reply.count > core.limits.replyBytes
  }

  /// Answers a text that is no request; the stream goes on.
  mutating func refuseText(_ error: RPCError, to output: inout SessionOutput) {
    core.tally.countFault()
    let nothing: [UInt8] = []
    reply(
      .failure(error.named(core.requestIDs.next())), id: nil, in: nothing.span, to: .alone, trail,
      &output)
  }

  /// Answers bytes in which no more boundaries can be found; the stream ends.
  mutating func refuseStream(_ error: RPCError, _ output: inout SessionOutput) {
    trail = .other
    refuseText(error, to: &output)
    end(&output)
  }

  private func bounded(_ outcome: Result<JSONText, RPCError>) -> Result<JSONText, RPCError> {
    guard case .success(let text) = outcome, text.bytes.count > core.limits.replyBytes else {
      return outcome
    }
    return .failure(.replyTooLarge(executed: .yes).named(core.requestIDs.next()))
  }
}
