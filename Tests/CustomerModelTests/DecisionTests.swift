import CustomerModel
import Testing

@Suite("pure decisions")
struct DecisionTests {
  private let namespace = LedgerNamespace(unchecked: "test")

  @Test("a key depends on namespace, subject and generation, and on nothing else")
  func keys() throws {
    let user = Subject.user(UserID(unchecked: "x"))
    let guest = Subject.guest(GuestID(unchecked: "x"))
    let keys = [
      IdempotencyKey.creation(namespace: namespace, subject: user, generation: .first),
      .creation(namespace: namespace, subject: user, generation: Generation(number: 2)),
      .creation(namespace: namespace, subject: guest, generation: .first),
      .creation(
        namespace: LedgerNamespace(unchecked: "other"), subject: user, generation: .first),
    ]
    #expect(Set(keys).count == 4)
    #expect(
      keys[0] == .creation(namespace: namespace, subject: user, generation: .first))
    #expect(keys.allSatisfy { $0.rawValue.utf8.count <= 255 })
    #expect(keys[0].belongs(to: namespace))
    #expect(!keys[3].belongs(to: namespace))
  }

  @Test("a difference holds what changed and unsets what went, and nothing else")
  func difference() throws {
    let told = Profile(
      email: try EmailAddress("a@x.de"), name: try PersonName("A"),
      address: try PostalAddress([.city: "Berlin", .line1: "1"]))
    var wanted = told
    #expect(ProfileDifference(from: told, to: wanted).isEmpty)
    wanted.name = nil
    wanted.address = try PostalAddress([.city: "Bonn", .line1: "1"])
    let parameters = ProfileDifference(from: told, to: wanted).parameters
    #expect(parameters.map(\.field) == [.name, .address])
    #expect(parameters.map(\.part) == [nil, .city])
    #expect(parameters.map(\.value) == ["", "Bonn"])
  }

  @Test("absent is not null: a change clears only what it names")
  func change() throws {
    let profile = Profile(email: try EmailAddress("a@x.de"), name: try PersonName("A"))
    let change = ProfileChange(given: Profile(name: try PersonName("B")), cleared: [.email])
    #expect(change.applied(to: profile) == Profile(name: try PersonName("B")))
    #expect(ProfileChange(given: Profile()).applied(to: profile) == profile)
  }

  @Test("a delay lies between 100 ms and the cap, and never before what the server asked for")
  func retry() {
    let rule = RetryRule()
    for tries in 1...100 {
      for random in [0, 0.5, 0.999_999] {
        let delay = rule.delay(after: tries, random: random)
        #expect(delay >= .milliseconds(100) && delay <= rule.maxDelay)
      }
    }
    #expect(rule.delay(after: 1, random: 0, atLeast: .seconds(30)) == .seconds(30))
  }

  @Test("no two entries share a link, wherever the boundary between fields lies")
  func audit() {
    func link(_ event: String, _ actor: String, sequence: Int64 = 1) -> AuditLink {
      AuditLink(
        after: .origin, sequence: sequence,
        entry: AuditEntry(
          at: WallTime(milliseconds: 1), event: event, subject: nil, actor: actor))
    }
    #expect(link("ab", "c") != link("a", "bc"))
    #expect(link("ab", "c") != link("ab", "c", sequence: 2))
    #expect(link("ab", "c") == link("ab", "c"))
  }

  @Test("a customer belongs to its owner only, in our namespace and mode")
  func belonging() {
    let user = Subject.user(UserID(unchecked: "u"))
    let digest = String(repeating: "ab", count: 16)
    func belongs(_ owner: Subject?, _ prefix: String?, _ mode: AccountMode) -> Bool {
      Candidate(
        customerID: CustomerID(unchecked: "cus_1"), created: StripeInstant(seconds: 1),
        mode: mode, owner: owner,
        provisionKey: prefix.map { IdempotencyKey(unchecked: "\($0)-1-\(digest)") }
      ).belongs(to: user, namespace: namespace, mode: .test)
    }
    #expect(belongs(user, "test", .test))
    #expect(belongs(user, nil, .test))
    #expect(!belongs(user, "other", .test))
    #expect(!belongs(user, "test-eu", .test))
    #expect(!belongs(user, "test", .live))
    #expect(!belongs(nil, "test", .test))
    #expect(!belongs(.guest(GuestID(unchecked: "u")), "test", .test))
  }
}
