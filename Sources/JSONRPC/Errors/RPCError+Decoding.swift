extension RPCError {
  /// Reads an error object as a client; nil when it has no known code.
  ///
  /// Unknown words become `UNSPECIFIED` and `unknown`, unknown details are dropped.
  public init?(decoding value: JSONValue) {
    guard let object = value.object, let number = object["code"]?.integer,
      let code = Int(exactly: number)
    else { return nil }
    let data = object["data"]?.object
    let reason = data?["reason"]?.string.flatMap(ErrorReason.init(rawValue:)) ?? .unspecified
    let message = object["message"]?.string ?? ""
    if let status = StatusCode(rawValue: code) {
      self.init(status, reason: reason, message: message)
    } else if let fault = ProtocolFault(rawValue: code) {
      self.init(fault: fault, reason: reason, message: message)
    } else {
      return nil
    }
    executed = data?["executed"]?.string.flatMap(Executed.init(rawValue:)) ?? .unknown
    let advice = Retry(decoding: data?["retry"])
    retry = advice == .never ? nil : advice
    requestID = data?["requestId"]?.string.flatMap { RequestID($0) }
    details = (data?["details"]?.array ?? []).compactMap(ErrorDetail.init(decoding:))
  }
}
