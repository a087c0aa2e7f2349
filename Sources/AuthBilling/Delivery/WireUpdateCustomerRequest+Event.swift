internal import CustomerAPI
internal import CustomerModel
internal import SwiftProtobuf

extension WireUpdateCustomerRequest {
  init(_ event: UserUpdated) {
    self.init()
    userID = event.id.rawValue
    if case .set(let text) = event.email { email = text }
    if case .set(let text) = event.name { name = text }
    if case .set(let text) = event.phone { phone = text }
    if case .set(let parts) = event.address { address = WirePostalAddress(parts) }
    let changed = [
      ("email", event.email != .keep), ("name", event.name != .keep),
      ("phone", event.phone != .keep), ("address", event.address != .keep),
    ]
    // A field that the mask names and the request lacks is cleared.
    updateMask.paths = changed.filter(\.1).map(\.0)
    wait = .stored
  }
}

extension WirePostalAddress {
  fileprivate init(_ parts: UserAddress) {
    self.init()
    line1 = parts.line1 ?? ""
    line2 = parts.line2 ?? ""
    city = parts.city ?? ""
    state = parts.state ?? ""
    postalCode = parts.postalCode ?? ""
    country = parts.country ?? ""
  }
}
