internal import CustomerModel
internal import CustomerStore

/// An attempt's state in its ten columns, from `state` to `park_word`.
struct StoredAttemptState {
  let values: [SQLiteValue]

  init(_ state: AttemptState) {
    var request: FrozenRequest?
    var (word, ambiguous) = ("", SQLiteValue.null)
    var (cause, quiet): (SQLiteValue, SQLiteValue) = (.null, .null)
    var (customer, park): (SQLiteValue, SQLiteValue) = (.null, .null)
    switch state {
    case .planned: word = "planned"
    case .sending(let frozen, let unclear):
      (word, request, ambiguous) = ("sending", frozen, .flag(unclear))
    case .burnt(let frozen, let why, let until):
      (word, request) = ("burnt", frozen)
      (cause, quiet) = (.text(why.rawValue), .integer(until.seconds))
    case .bound(let customerID): (word, customer) = ("bound", .text(customerID.rawValue))
    case .parked(let why): (word, park) = ("parked", .text(why))
    case .superseded: word = "superseded"
    }
    values =
      [
        .text(word), .text(request?.key.rawValue), request.map { .blob($0.body) } ?? .null,
        .integer(request?.watermark.seconds), .text(request?.credential),
      ] + [ambiguous, cause, quiet, customer, park]
  }

  static func read(_ row: SQLiteRow, from column: Int32) throws(LedgerError) -> AttemptState {
    switch row.text(column) {
    case "planned": return .planned
    case "sending": return .sending(request(row, column), ambiguous: row.flag(column + 5))
    case "burnt":
      guard let cause = BurnCause(rawValue: row.text(column + 6)) else { break }
      return .burnt(
        request(row, column), cause: cause,
        quietUntil: StripeInstant(seconds: row.integer(column + 7)))
    case "bound": return .bound(CustomerID(unchecked: row.text(column + 8)))
    case "parked": return .parked(row.text(column + 9))
    case "superseded": return .superseded
    default: break
    }
    throw .corrupt("an attempt is in a state that is not known")
  }

  private static func request(_ row: SQLiteRow, _ column: Int32) -> FrozenRequest {
    FrozenRequest(
      key: IdempotencyKey(unchecked: row.text(column + 1)), body: row.blob(column + 2),
      watermark: StripeInstant(seconds: row.integer(column + 3)),
      credential: row.text(column + 4))
  }
}
