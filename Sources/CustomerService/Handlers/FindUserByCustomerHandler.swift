public import CustomerAPI
internal import CustomerModel
internal import CustomerStore
public import JSONRPC

/// Says whose a customer is, or was.
public struct FindUserByCustomerHandler: MethodHandler {
  /// The method that is handled.
  public typealias Contract = FindUserByCustomer

  let engine: CustomerEngine

  /// Handles by means of an engine.
  public init(_ engine: CustomerEngine) { self.engine = engine }

  /// Answers a call, from the ledger alone.
  ///
  /// - Throws: `INVALID_ARGUMENT`, `NOT_FOUND` for a customer that is not ours.
  public func answer(
    _ params: WireFindUserByCustomerRequest, _ call: Call
  ) throws(RPCError) -> Answer<WireFindUserByCustomerResponse> {
    let customerID = try RequestFields.customerID(params.customerID)
    let found = try engine.parts.reading {
      reader throws(LedgerError) -> (BindingRecord, SubjectRecord)? in
      guard let binding = try reader.binding(of: customerID),
        let owner = try reader.subject(binding.subject)
      else { return nil }
      return (binding, owner)
    }
    guard let (binding, owner) = found else {
      throw RPCError(.customerNotFound, "cannot find the customer in this ledger")
    }
    var response = WireFindUserByCustomerResponse()
    response.userID = binding.subject.userID?.rawValue ?? ""
    response.customer = WireCustomer(owner, mode: engine.parts.mode)
    response.retired = binding.retiredAt != nil
    return .now(response)
  }
}
