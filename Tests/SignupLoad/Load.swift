internal import AuthBilling
internal import CustomerModel
internal import Synchronization

/// Workers that sign users up one after the other.
struct Load: Sendable {
  let client: AuthBillingClient
  let prefix: String
  let repeatEvery: Int
  /// From the start of one sign-up of a worker to the start of its next.
  let pause: Duration

  func run(workers: Int, until end: RunningTime) async -> Tally {
    let numbers = Numbers()
    return await withTaskGroup(of: Tally.self) { group in
      for worker in 0..<workers {
        group.addTask { await work(numbers, offset: pause * worker / workers, until: end) }
      }
      return await group.reduce(into: Tally()) { $0.add($1) }
    }
  }

  private func work(_ numbers: Numbers, offset: Duration, until end: RunningTime) async -> Tally {
    let clock = ContinuousClock()
    var tally = Tally()
    var due = clock.now + offset
    while !end.isOver {
      // Cancelled: the end is near anyway.
      if pause > .zero { try? await clock.sleep(until: due) }
      due += pause
      let number = numbers.next()
      let user = UserSignedUp(
        id: UserID(unchecked: "\(prefix)-\(number)"), email: "\(prefix)-\(number)@example.com",
        name: "Load \(number)")
      tally.users += 1
      let isRepeated = repeatEvery > 0 && number % repeatEvery == 0
      for _ in 0..<(isRepeated ? 2 : 1) {
        let begun = clock.now
        let outcome = await client.userSignedUp(user)
        tally.count(outcome, took: clock.now - begun)
      }
    }
    return tally
  }

  private final class Numbers: Sendable {
    private let last = Atomic(-1)

    func next() -> Int { last.wrappingAdd(1, ordering: .relaxed).newValue }
  }
}
