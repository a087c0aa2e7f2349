extension Session {
  /// Begins one request: gives its result, or nil when it comes later or not at all.
  mutating func begin(
    _ envelope: Envelope, _ bytes: Span<UInt8>, _ place: ReplyPlace, _ requestID: RequestID,
    _ now: BootInstant, _ output: inout SessionOutput
  ) throws(RPCError) -> JSONText? {
    let index = methodIndex(envelope, bytes)
    do throws(RPCError) {
      let result = try begin(index, envelope, bytes, place, requestID, now, &output)
      if result != nil { core.tally.countReply(of: index, nil) }
      return result
    } catch {
      core.tally.countReply(of: index, error.status)
      throw error
    }
  }

  private mutating func begin(
    _ index: Int?, _ envelope: Envelope, _ bytes: Span<UInt8>, _ place: ReplyPlace,
    _ requestID: RequestID, _ now: BootInstant, _ output: inout SessionOutput
  ) throws(RPCError) -> JSONText? {
    if let fault = envelope.fault {
      core.tally.countFault()
      throw fault
    }
    guard let id = envelope.idRange else {
      takeNotification(envelope, index, bytes, &output)
      if case .batch(let number, let item) = place {
        put(nil, into: number, at: item, &output)
      }
      return nil
    }
    guard !isUnderWay(bytes.extracting(id)) else { throw .duplicateID }
    guard let index else { throw .methodNotFound() }
    core.tally.countRequest()
    guard allowed[index] else {
      throw .permissionDenied("cannot call the method in the role \(caller.role)")
    }
    if index == core.cancelIndex { return try cancel(envelope, bytes) }
    let route = core.routes[index]
    let (call, reporter) = try makeCall(envelope, bytes, route.facts, id, requestID, now)
    return try envelope.withParams(bytes) { (params) throws(RPCError) -> JSONText? in
      if let ready = route.target.answerReady(params, call) { return ready }
      let start = CallStart(
        route: route, method: index, call: call, reporter: reporter, reply: place,
        id: bytes.copy(id))
      return try self.start(start, params, &output)
    }
  }

  private func methodIndex(_ envelope: Envelope, _ bytes: Span<UInt8>) -> Int? {
    guard let method = envelope.method else { return nil }
    let inner = method.range.lowerBound + 1..<method.range.upperBound - 1
    guard method.isEscaped else { return core.table.index(of: inner, bytes) }
    let name = JSONString.decoded(bytes.extracting(inner))
    return core.table.index(of: 0..<name.count, name.span)
  }

  /// A notification has no reply, so only one kind of it does anything: taking a call back.
  private mutating func takeNotification(
    _ envelope: Envelope, _ index: Int?, _ bytes: Span<UInt8>, _ output: inout SessionOutput
  ) {
    core.tally.countRequest()
    if let index, index == core.cancelIndex {
      // Nobody reads what is wrong with it.
      _ = try? cancel(envelope, bytes)
      return
    }
    guard let index, core.routes[index].facts.idempotency.isMutating else { return }
    core.tally.countRefusedNotification()
    output.refusedNotifications += 1
  }

  private func isUnderWay(_ id: Span<UInt8>) -> Bool {
    for call in calls where id.holds(call.id) { return true }
    return false
  }

  private func cancel(_ envelope: Envelope, _ bytes: Span<UInt8>) throws(RPCError) -> JSONText {
    try envelope.withParams(bytes) { (params) throws(RPCError) -> JSONText in
      var reader = JSONReader(position: 0, depthLimit: .max)
      var object = reader.enterFirst()
      var target: CallUnderWay?
      var hasID = false
      while let (key, value) = reader.nextPair(&object, params) {
        guard key.says("id", params) else {
          let name = key.range.lowerBound + 1..<key.range.upperBound - 1
          throw .unknownField(
            String(decoding: JSONString.decoded(params.extracting(name)), as: UTF8.self))
        }
        hasID = true
        let id = params.extracting(value)
        for call in calls where id.holds(call.id) { target = call }
      }
      guard hasID else { throw .invalidParams("cannot cancel: id is missing") }
      target?.pending.cancel(.cancelled)
      return SystemMethods.cancelResult(target != nil)
    }
  }

  private func makeCall(
    _ envelope: Envelope, _ bytes: Span<UInt8>, _ facts: MethodFacts, _ id: Range<Int>,
    _ requestID: RequestID, _ now: BootInstant
  ) throws(RPCError) -> (Call, ProgressReporter?) {
    let metadata = try envelope.metadata(bytes, limits: core.limits)
    var deadline = now + (metadata.timeout ?? facts.defaultDeadline)
    if let asked = metadata.deadline {
      deadline =
        metadata.timeout == nil
        ? min(asked, now + core.limits.timeout) : min(asked, deadline)
    }
    guard deadline > now else { throw .deadlineExceeded(executed: .no) }
    var reporter: ProgressReporter?
    if facts.streams, let token = metadata.progressToken, let sendProgress {
      let id = JSONText(bytes: bytes.copy(id), isCompact: true)
      reporter = ProgressReporter(token: token, id: id, send: sendProgress)
    }
    let call = Call(
      caller: caller, metadata: metadata, start: now, deadline: deadline, requestID: requestID,
      progress: reporter)
    return (call, reporter)
  }

  private mutating func start(
    _ start: CallStart, _ params: Span<UInt8>, _ output: inout SessionOutput
  ) throws(RPCError) -> JSONText? {
    guard calls.count < core.limits.callsPerConnection,
      let place = CallPlace(in: core.tally, limit: core.limits.calls)
    else { throw .tooManyCalls(retryAfter: core.limits.retryAfter) }
    let text = JSONText(trusted: params.copy(0..<params.count))
    switch try start.route.target.start(text, start.call) {
    case .answered(let result):
      place.release()
      return result
    case .work(let work):
      nextSlot &+= 1
      let pending = PendingCall(
        slot: CallSlot(number: nextSlot), deadline: start.call.deadline,
        requestID: start.call.requestID, method: start.route.name, signal: CancelSignal(),
        place: place, executedWhenStopped: start.route.facts.executedWhenStopped,
        replyLimit: core.limits.replyBytes, work: work)
      calls.append(
        CallUnderWay(
          pending: pending, method: start.method, id: start.id, text: textNumber, trail: trail,
          reply: start.reply,
          progress: start.reporter))
      output.calls.append(pending)
      return nil
    }
  }
}
