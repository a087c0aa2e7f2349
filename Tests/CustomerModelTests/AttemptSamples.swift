import CustomerModel

/// One of everything an attempt can be in, be asked and be told.
enum AttemptSamples {
  static let namespace = LedgerNamespace(unchecked: "test")
  static let user = Subject.user(UserID(unchecked: "u-1"))
  static let other = Subject.user(UserID(unchecked: "u-2"))
  static let key = IdempotencyKey.creation(
    namespace: namespace, subject: user, generation: .first)
  static let request = FrozenRequest(
    key: key, body: Array("name=A".utf8), watermark: at(0), credential: "one")
  static let policy = AttemptPolicy()

  static func at(_ seconds: Int64) -> StripeInstant {
    StripeInstant(seconds: 1_800_000_000 + seconds)
  }

  static func attempt(_ state: AttemptState) -> Attempt { Attempt(subject: user, state: state) }

  static func candidate(
    _ id: String, created: Int64 = 0, owner: Subject? = user, mode: AccountMode = .test,
    key: IdempotencyKey? = key
  ) -> Candidate {
    Candidate(
      customerID: CustomerID(unchecked: id), created: at(created), mode: mode, owner: owner,
      provisionKey: key)
  }

  static let states: [AttemptState] = [
    .planned, .sending(request, ambiguous: false), .sending(request, ambiguous: true),
    .burnt(request, cause: .windowOver, quietUntil: at(3600)),
    .bound(CustomerID(unchecked: "cus_1")), .parked("card_declined"), .superseded,
  ]

  static let events: [AttemptEvent] = [
    .created(candidate("cus_1"), replayed: false), .created(candidate("cus_1"), replayed: true),
    .created(candidate("cus_1", owner: other), replayed: false),
    .created(candidate("cus_1", mode: .live), replayed: false),
    .created(candidate("cus_1", key: nil), replayed: false),
    .outcomeUnknown, .notExecuted, .refused(field: .phone, word: "invalid"),
    .refused(field: nil, word: "card_declined"), .accountWide, .keySpent(.replayedFailure),
    .looked(candidate("cus_1"), alive: true), .looked(candidate("cus_1"), alive: false),
    .scanned([]), .scanned([candidate("cus_2", created: 9), candidate("cus_1", created: 1)]),
  ]
}
