import AuthBilling
import CustomerModel
import JSONRPC
import Testing

@Suite("telling the daemon", .timeLimit(.minutes(1)))
struct DeliveryTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  @Test("a sign-up is stored, with its customer where there is one")
  func stored() async throws {
    defer { bench.end() }
    let client = bench.client()
    defer { client.shutdown() }
    try await bench.daemon.serve(on: bench.socket) { [bench] in
      let fresh = await client.userSignedUp(try bench.user("u-1"))
      #expect(fresh == .stored(nil))
      let known = await client.userSignedUp(try bench.user("known-1"))
      #expect(known == .stored(try CustomerID("cus_known-1")))
      var anonymous = try bench.user("u-2")
      anonymous.isAnonymous = true
      let skipped = await client.userSignedUp(anonymous)
      #expect(skipped == .skipped)
    }
    #expect(client.counts.delivered == 3)
  }

  @Test("a change names what is set and what is cleared, and nothing else")
  func updated() async throws {
    defer { bench.end() }
    let client = bench.client()
    defer { client.shutdown() }
    try await bench.daemon.serve(on: bench.socket) {
      let id = try UserID("u-1")
      let changed = await client.userUpdated(
        UserUpdated(id: id, email: .set("b@example.com"), name: .clear))
      #expect(changed == .stored)
      let moved = await client.userUpdated(
        UserUpdated(id: id, phone: .clear, address: .set(UserAddress(city: "Graz"))))
      #expect(moved == .stored)
      let nothing = await client.userUpdated(UserUpdated(id: id))
      #expect(nothing == .stored)
    }
    #expect(bench.daemon.told == ["~u-1:email=,name", "~u-1:address=,phone"])
  }

  @Test("an event that no request can carry is refused, and does not stay in the spool for ever")
  func tooLarge() async throws {
    defer { bench.end() }
    let client = bench.client(spool: bench.spool)
    defer { client.shutdown() }
    try await bench.daemon.serve(on: bench.socket) { [bench] in
      var event = try bench.user("u-1")
      event.name = String(repeating: "x", count: 1 << 20)
      let outcome = await client.userSignedUp(event)
      #expect(outcome == .notDelivered(.refused(.requestTooLarge)))
    }
    #expect(client.spooledCount == 0)
  }

  @Test("what the daemon refuses for good is not spooled")
  func refused() async throws {
    defer { bench.end() }
    let client = bench.client(spool: bench.spool)
    defer { client.shutdown() }
    bench.daemon.refuse("u-1", with: .notFound("cannot find it"))
    try await bench.daemon.serve(on: bench.socket) { [bench] in
      let outcome = await client.userSignedUp(try bench.user("u-1"))
      guard case .notDelivered(.refused) = outcome else {
        Issue.record("\(outcome)")
        return
      }
    }
    #expect(client.spooledCount == 0)
    #expect(client.counts.refused == 1)
  }

  @Test("without daemon and spool the caller hears that nobody has the event")
  func nowhere() async throws {
    defer { bench.end() }
    let client = bench.client()
    defer { client.shutdown() }
    let outcome = await client.userSignedUp(try bench.user("u-1"))
    guard case .notDelivered(.unreachable) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(client.counts.lost == 1)
  }

  @Test("a daemon that takes a call and never answers costs the budget and no more")
  func stuck() async throws {
    defer { bench.end() }
    let client = bench.client(spool: bench.spool, budget: .milliseconds(50))
    defer { client.shutdown() }
    bench.daemon.getStuck()
    try await bench.daemon.serve(on: bench.socket) { [bench] in
      let event = try bench.user("u-1")
      // That it returns at all shows the limit: the daemon never answers.
      let outcome = await client.userSignedUp(event)
      guard case .spooled = outcome else {
        Issue.record("\(outcome)")
        return
      }
      let unspooled = bench.client(budget: .milliseconds(50))
      defer { unspooled.shutdown() }
      let late = await unspooled.userSignedUp(event)
      #expect(late == .notDelivered(.unreachable(ErrorReason("DEADLINE_EXCEEDED"))))
    }
  }
}
