internal import CustomerModel
internal import CustomerStore
internal import Logging

/// Sees to it that every open attempt is taken further: hurried subjects first, then the backlog,
/// oldest first. At most one round a subject at a time; the ledger is the only memory.
struct Provisioner: Sendable {
  let parts: ServiceParts
  let gate: StripeGate
  let runner: AttemptRunner
  let queue: WorkQueue
  /// Told of every subject whose round ended: there may be something to tell Stripe now.
  let rounded: @Sendable (Subject) -> Void

  /// Works until the task is cancelled; what is under way then ends by itself.
  func run() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        if let pause = gate.untilNextLook {
          await waitToLook(pause)
          continue
        }
        for record in nextRound() {
          let subject = record.attempt.subject
          group.addTask {
            await runner.run(record)
            queue.finish(subject)
            rounded(subject)
          }
        }
        await queue.signal.wait(upTo: untilNextDue(), clock: parts.clock)
      }
    }
  }

  /// While Stripe does not answer, one question now and then and nothing else.
  private func waitToLook(_ pause: Duration) async {
    if pause > .zero { return await parts.clock.sleep(for: pause) }
    await gate.look()
  }

  /// The attempts to start now, each claimed.
  private func nextRound() -> [AttemptRecord] {
    let room = queue.room
    guard room > 0 else { return [] }
    let hurried = queue.takeHurried(limit: room)
    let now = parts.clock.wallNow()
    let horizon = parts.horizon(from: now)
    do {
      let records = try parts.ledger.read { reader throws(LedgerError) -> [AttemptRecord] in
        var records: [AttemptRecord] = []
        for subject in hurried {
          if let record = try reader.latestAttempt(of: subject), isRunnable(record) {
            records.append(record)
          }
        }
        return try records + reader.dueAttempts(at: now, horizon: horizon, limit: queue.capacity)
      }
      return records.filter { queue.start($0.attempt.subject) }
    } catch {
      parts.logger.error("cannot read the backlog", metadata: ["cause": "\(error)"])
      return []
    }
  }

  private func isRunnable(_ record: AttemptRecord) -> Bool {
    switch record.attempt.state {
    case .planned, .sending: true
    case .burnt, .bound, .parked, .superseded: false
    }
  }

  private func untilNextDue() -> Duration {
    parts.untilDue { reader, now throws(LedgerError) in try reader.nextAttemptDue(after: now) }
  }
}
