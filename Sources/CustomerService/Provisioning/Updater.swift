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
    let (now, horizon) = (parts.clock.wallNow(), parts.clock.wallNow() + longestDelay)
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

  private var longestDelay: Duration { parts.policy.retry.maxDelay * 2 }

  /// What is due already is under way, or finds no room: whatever ends wakes the loop.
  private func untilNextDue() -> Duration {
    guard gate.isOpenForCalls else { return parts.policy.idlePause }
    let now = parts.clock.wallNow()
    let due = try? parts.ledger.read { reader throws(LedgerError) in
      try reader.nextUpdateDue(after: now)
    }
    // Without a readable ledger the idle pause is the right pace to look again.
    guard let due = due.flatMap({ $0 }) else { return parts.policy.idlePause }
    return min(due.since(now), parts.policy.idlePause)
  }
}
