internal import CustomerAPI
internal import CustomerModel
internal import JSONRPC

/// Turns what a message holds into values that cannot be wrong, naming the field that is.
enum RequestFields {
  /// Runs a parser; its complaint becomes `INVALID_ARGUMENT` with the field's own reason.
  static func parse<Value>(
    _ reason: ErrorReason, tooLong: ErrorReason? = nil,
    _ body: () throws(InvalidValue) -> Value
  ) throws(RPCError) -> Value {
    do {
      return try body()
    } catch {
      var word = reason
      if case .tooLong = error.problem, let tooLong { word = tooLong }
      throw RPCError(word, "cannot accept the request: \(error)", field: error.field)
    }
  }

  static func userID(_ text: String) throws(RPCError) -> UserID {
    try parse(.userIDInvalid) { () throws(InvalidValue) in try UserID(text) }
  }

  static func customerID(_ text: String) throws(RPCError) -> CustomerID {
    try parse(.customerIDInvalid) { () throws(InvalidValue) in try CustomerID(text) }
  }

  static func intakePaymentID(_ text: String) throws(RPCError) -> IntakePaymentID {
    try parse(.intakePaymentIDInvalid) { () throws(InvalidValue) in try IntakePaymentID(text) }
  }

  /// Reads a profile; an empty or blank text counts as absent.
  static func profile(
    email: String, name: String, phone: String, address: WirePostalAddress?
  ) throws(RPCError) -> Profile {
    try Profile(
      email: present(email, .emailInvalid, .emailTooLong) { text throws(InvalidValue) in
        try EmailAddress(text)
      },
      name: present(name, .nameInvalid, .nameTooLong) { text throws(InvalidValue) in
        try PersonName(text)
      },
      phone: present(phone, .phoneInvalid, .phoneInvalid) { text throws(InvalidValue) in
        try PhoneNumber(text)
      },
      address: try self.address(address))
  }

  private static func present<Value>(
    _ text: String, _ reason: ErrorReason, _ tooLong: ErrorReason,
    _ body: (String) throws(InvalidValue) -> Value
  ) throws(RPCError) -> Value? {
    if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) { return nil }
    return try parse(reason, tooLong: tooLong) { () throws(InvalidValue) in try body(text) }
  }

  private static func address(_ message: WirePostalAddress?) throws(RPCError) -> PostalAddress? {
    guard let message else { return nil }
    let parts: [PostalAddress.Part: String] = [
      .line1: message.line1, .line2: message.line2, .city: message.city, .state: message.state,
      .postalCode: message.postalCode, .country: message.country,
    ]
    let address = try parse(.addressInvalid) { () throws(InvalidValue) in
      try PostalAddress(parts)
    }
    return address.parts.isEmpty ? nil : address
  }
}
