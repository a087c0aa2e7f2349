internal import Glibc
internal import Synchronization

/// The writer: a thread of its own while there is something to write, and none otherwise.
///
/// The disk may block it as long as it likes; nobody else waits for the disk under a lock.
extension Spool {
  /// Waits until the writer has nothing left to do, or the time is up; blocks its thread.
  func waitUntilIdle(limit: Duration) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return }
    let (reading, writing) = (ends[0], ends[1])
    defer { Glibc.close(reading) }
    let isWriting = state.withLock { state in
      // The writer closes it when it is done, which ends the poll.
      if state.isWriting { state.idleSignals.append(writing) }
      return state.isWriting
    }
    if !isWriting { Glibc.close(writing) }
    var polled = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    poll(&polled, 1, Int32(clamping: Int64(limit / .milliseconds(1))))
  }

  /// Sees to it that a writer runs.
  func startWriter(_ state: inout State) throws(SpoolFault) {
    guard !state.isWriting else { return }
    let argument = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Spool>.fromOpaque(argument).takeRetainedValue().write()
        return nil
      }, argument.toOpaque())
    guard code == 0 else {
      argument.release()
      throw .system(code)
    }
    pthread_detach(thread)
    state.isWriting = true
  }

  private func write() {
    while var batch = takeBatch() {
      do throws(SpoolFault) {
        try batch.write(to: configuration.path, sync: sync)
        settle(batch, .written)
      } catch {
        settle(batch, .failed(error))
      }
    }
  }

  /// Everything that waits; nil, and the writer ends, where nothing does.
  private func takeBatch() -> SpoolBatch? {
    let (batch, signals) = state.withLock { state -> (SpoolBatch?, [Int32]) in
      let length = state.file?.length ?? 0
      let isDelivered = length > 0 && state.head >= length
      if state.pending.isEmpty, !(isDelivered && state.wantsEmptying) {
        state.isWriting = false
        defer { state.idleSignals = [] }
        return (nil, state.idleSignals)
      }
      defer { (state.pending, state.wantsEmptying) = ([], false) }
      let batch = SpoolBatch(entries: state.pending, file: state.file, isDelivered: isDelivered)
      return (batch, [])
    }
    for signal in signals { Glibc.close(signal) }
    return batch
  }

  private func settle(_ batch: SpoolBatch, _ answer: SpoolTicket.Answer) {
    state.withLock { state in
      state.file = batch.file
      if batch.wasEmptied { state.head = 0 }
      state.count += batch.linesFound
      state.pendingBytes -= batch.byteCount
      if case .failed = answer { state.count -= batch.eventCount }
    }
    if case .failed(let fault) = answer, batch.eventCount > 0 { onLoss(batch.eventCount, fault) }
    for entry in batch.entries { entry.ticket.resume(with: answer) }
  }
}
