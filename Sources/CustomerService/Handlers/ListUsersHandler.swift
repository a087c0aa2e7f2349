public import CustomerAPI
internal import CustomerModel
internal import CustomerStore
public import JSONRPC

/// Lists users by user id, page by page.
public struct ListUsersHandler: MethodHandler {
  /// The method that is handled.
  public typealias Contract = ListUsers

  let engine: CustomerEngine

  /// Handles by means of an engine.
  public init(_ engine: CustomerEngine) { self.engine = engine }

  /// Answers a call, from the ledger alone.
  ///
  /// - Throws: `INVALID_ARGUMENT` for a page size or token that is none.
  public func answer(
    _ params: WireListUsersRequest, _ call: Call
  ) throws(RPCError) -> Answer<WireListUsersResponse> {
    let size = try PageSize.parse(params.pageSize)
    var after: UserID?
    if !params.pageToken.isEmpty {
      after = try RequestFields.parse(.pageTokenInvalid) { () throws(InvalidValue) in
        try UserID(params.pageToken)
      }
    }
    let (mode, state) = (engine.parts.mode, params.state.customerState)
    let records = try engine.parts.reading { reader throws(LedgerError) in
      try reader.users(after: after, state: state, limit: size + 1)
    }
    let page = PageSize.page(of: records, size: size)
    var response = WireListUsersResponse()
    response.users = page.map { WireCustomer($0, mode: mode) }
    if records.count > page.count { response.nextPageToken = page.last?.subject.id ?? "" }
    return .now(response)
  }
}
