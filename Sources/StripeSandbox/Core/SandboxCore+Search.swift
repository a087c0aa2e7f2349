extension SandboxCore {
  /// Answers from what customers looked like a while ago, so it may miss new ones and show
  /// deleted ones. It looks at every customer.
  func searchCustomers(
    _ call: Call, _ params: inout ParamReader
  ) throws(Refusal) -> SandboxResponse {
    guard let text = try params.text("query") else { throw .missing("query") }
    let query = try SearchQuery(text)
    let limit = Int(try params.integer("limit", in: 1...100) ?? 10)
    let after = try params.text("page")
    try params.finish()
    let found = matches(
      query, in: call.mode, asOf: call.now + (.zero - rules.searchLag))
    let rest =
      after.map { page in Array(found.drop { $0.id != page }.dropFirst()) } ?? found
    let shown = rest.prefix(limit)
    let hasMore = rest.count > limit
    return SandboxResponse(
      status: 200,
      json: .object([
        ("object", .string("search_result")), ("data", .array(shown.map(\.live))),
        ("has_more", .bool(hasMore)), ("next_page", .optional(hasMore ? shown.last?.id : nil)),
        ("url", .string("/v1/customers/search")),
      ]))
  }

  private func matches(
    _ query: SearchQuery, in mode: SandboxMode, asOf instant: SandboxInstant
  ) -> [SandboxCustomer] {
    let customers = state[mode].customers
    return customers.places.reversed().compactMap { place in
      guard var version = customers[place.id]?.version(asOf: instant) else { return nil }
      if version.deleted {
        guard rules.searchKeepsDeleted else { return nil }
        version.deleted = false
      }
      return query.matches(version) ? version : nil
    }
  }
}
