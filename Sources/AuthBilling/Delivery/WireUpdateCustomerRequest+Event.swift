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
    let fields = [("email", event.email), ("name", event.name), ("phone", event.phone)]
    // A field that the mask names and the request lacks is cleared.
    updateMask.paths = fields.filter { $0.1 != .keep }.map(\.0)
    wait = .stored
  }
}
