public import CustomerAPI
internal import CustomerModel
internal import CustomerStore
public import JSONRPC
internal import SwiftProtobuf

/// Lists what a person must decide, oldest first, page by page.
public struct ListReviewsHandler: MethodHandler {
  /// The method that is handled.
  public typealias Contract = ListReviews

  let engine: CustomerEngine

  /// Handles by means of an engine.
  public init(_ engine: CustomerEngine) { self.engine = engine }

  /// Answers a call, from the ledger alone.
  ///
  /// - Throws: `INVALID_ARGUMENT` for a page size or token that is none.
  public func answer(
    _ params: WireListReviewsRequest, _ call: Call
  ) throws(RPCError) -> Answer<WireListReviewsResponse> {
    let size = try PageSize.parse(params.pageSize)
    guard let after = params.pageToken.isEmpty ? 0 : Int64(params.pageToken), after >= 0 else {
      throw RPCError(.pageTokenInvalid, "cannot read the page token", field: "pageToken")
    }
    let records = try engine.parts.reading { reader throws(LedgerError) in
      try reader.reviews(after: after, includingResolved: false, limit: size + 1)
    }
    let page = records.prefix(size)
    var response = WireListReviewsResponse()
    response.reviews = page.map(WireReview.init)
    if records.count > size { response.nextPageToken = page.last.map { "\($0.number)" } ?? "" }
    return .now(response)
  }
}

extension WireReview {
  fileprivate init(_ record: ReviewRecord) {
    self.init()
    reviewID = "\(record.number)"
    reason = record.reason
    userID = record.subject.userID?.rawValue ?? ""
    customerID = record.customerID?.rawValue ?? ""
    openedAt = Google_Protobuf_Timestamp(record.createdAt)
    detail = record.detail
  }
}
