internal import CustomerAPI
internal import CustomerModel
internal import CustomerStore
internal import SwiftProtobuf

extension WireCustomer {
  /// The subject as its callers see it.
  init(_ record: SubjectRecord, mode: AccountMode) {
    self.init()
    customerID = record.customerID?.rawValue ?? ""
    userID = record.subject.userID?.rawValue ?? ""
    email = record.profile.email?.text ?? ""
    name = record.profile.name?.text ?? ""
    phone = record.profile.phone?.text ?? ""
    if let address = record.profile.address { self.address = WirePostalAddress(address) }
    state = State(record.state)
    if let created = record.customerCreated {
      createdAt = Google_Protobuf_Timestamp(seconds: created.seconds)
    }
    livemode = mode.isLive
  }
}

extension WireCustomer.State {
  init(_ state: CustomerState) {
    switch state {
    case .pending: self = .pending
    case .ready: self = .ready
    case .inReview: self = .inReview
    case .deleted: self = .deleted
    case .erased: self = .erased
    }
  }

  /// The ledger's word; nil for none.
  var customerState: CustomerState? {
    switch self {
    case .pending: .pending
    case .ready: .ready
    case .inReview: .inReview
    case .deleted: .deleted
    case .erased: .erased
    case .unspecified, .UNRECOGNIZED: nil
    }
  }
}

extension WirePostalAddress {
  init(_ address: PostalAddress) {
    self.init()
    line1 = address.parts[.line1] ?? ""
    line2 = address.parts[.line2] ?? ""
    city = address.parts[.city] ?? ""
    state = address.parts[.state] ?? ""
    postalCode = address.parts[.postalCode] ?? ""
    country = address.parts[.country] ?? ""
  }
}

extension Google_Protobuf_Timestamp {
  init(_ time: WallTime) {
    let remainder = time.milliseconds % 1000
    self.init(
      seconds: time.milliseconds / 1000, nanos: Int32(truncatingIfNeeded: remainder * 1_000_000))
  }
}
