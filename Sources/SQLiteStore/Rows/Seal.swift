internal import CustomerModel
internal import CustomerStore

/// A checksum over what a row says of who has which customer, and what is sent to make one.
///
/// SQLite does not notice a changed byte inside a value; a row whose seal does not fit is refused,
/// so that it never becomes a wrong answer or a wrong request. What no seal covers (times, counts
/// of tries) decides about neither.
enum Seal {
  static func of(_ record: SubjectRecord) -> Int64 {
    var sum = Checksum()
    sum.add(record.subject)
    sum.add(record.state.rawValue)
    sum.add(record.customerID?.rawValue)
    sum.add(record.claimedBy?.rawValue)
    sum.add(Int64(record.profileVersion))
    sum.add(record.profile)
    sum.add(record.source.rawValue)
    sum.add(record.createdVia)
    sum.add((record.ownerTold ? 1 : 0) + (record.emailVerified ? 2 : 0))
    return Int64(bitPattern: sum.value)
  }

  static func of(_ attempt: Attempt) -> Int64 {
    var sum = Checksum()
    sum.add(attempt.subject)
    sum.add(Int64(attempt.generation.number))
    switch attempt.state {
    case .planned: sum.add("planned")
    case .superseded: sum.add("superseded")
    case .parked(let word): sum.add("parked \(word)")
    case .bound(let customerID): sum.add("bound \(customerID.rawValue)")
    case .sending(let request, let ambiguous):
      sum.add(ambiguous ? "sending again" : "sending")
      sum.add(request)
    case .burnt(let request, let cause, let until):
      sum.add("burnt \(cause.rawValue)")
      sum.add(request)
      sum.add(until.seconds)
    }
    return Int64(bitPattern: sum.value)
  }

  /// The part of a binding that never changes.
  static func of(_ record: BindingRecord) -> Int64 {
    var sum = Checksum()
    sum.add(record.customerID.rawValue)
    sum.add(record.subject)
    sum.add(record.generation.map { Int64($0.number) })
    return Int64(bitPattern: sum.value)
  }

  /// Throws `corrupt` unless the row bears this seal, or none, being from before there were any.
  static func check(_ row: SQLiteRow, _ column: Int32, _ seal: Int64) throws(LedgerError) {
    guard let stored = row.integerIfPresent(column), stored != seal else { return }
    throw .corrupt("a row does not fit its seal")
  }
}

extension Checksum {
  fileprivate mutating func add(_ subject: Subject) {
    add(subject.kind)
    add(subject.id)
  }

  fileprivate mutating func add(_ profile: Profile) {
    add(profile.email?.text)
    add(profile.name?.text)
    add(profile.phone?.text)
    for part in PostalAddress.Part.allCases { add(profile.address?.parts[part]) }
  }

  fileprivate mutating func add(_ request: FrozenRequest) {
    add(request.key.rawValue)
    add(request.body)
    add(request.watermark.seconds)
    add(request.credential)
  }
}
