internal import CustomerModel
internal import CustomerStore
internal import Logging

/// Tells Stripe what changed: only the difference, in order for each customer, latest wins.
struct Updater: Sendable {
  let parts: ServiceParts
  let gate: StripeGate
  let runner: UpdateRunner
  let queue: WorkQueue

  /// Works until the task is cancelled; what is under way then ends by itself.
  func run() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        if gate.isOpenForCalls {
          for record in nextRound() {
            group.addTask {
              await runner.run(record)
              queue.finish(record.subject)
            }
          }
        }
        await queue.signal.wait(upTo: untilNextDue(), clock: parts.clock)
      }
    }
  }

  private func nextRound() -> [UpdateRecord] {
    let room = queue.room
    guard room > 0 else { return [] }
    let hurried = queue.takeHurried(limit: room)
    let now = parts.clock.wallNow()
    let horizon = parts.horizon(from: now)
    do {
      let records = try parts.ledger.read { reader throws(LedgerError) -> [UpdateRecord] in
        var records: [UpdateRecord] = []
        for subject in hurried {
          guard let record = try reader.update(of: subject) else { continue }
          if try reader.subject(subject)?.customerID != nil { records.append(record) }
        }
        return try records + reader.dueUpdates(at: now, horizon: horizon, limit: queue.capacity)
      }
      return records.filter { queue.start($0.subject) }
    } catch {
      parts.logger.error("cannot read what Stripe must be told", metadata: ["cause": "\(error)"])
      return []
    }
  }

  private func untilNextDue() -> Duration {
    guard gate.isOpenForCalls else { return parts.policy.idlePause }
    return parts.untilDue { reader, now throws(LedgerError) in
      try reader.nextUpdateDue(after: now)
    }
  }
}
