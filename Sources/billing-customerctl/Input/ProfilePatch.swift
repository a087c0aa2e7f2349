import CustomerAPI
import FoundationEssentials
import SwiftProtobuf

/// What an operator changes about a user: absent stays, null clears.
struct ProfilePatch: Decodable {
  struct Address: Decodable {
    let line1: String?
    let line2: String?
    let city: String?
    let state: String?
    let postalCode: String?
    let country: String?
  }

  enum Field: String, CodingKey, CaseIterable { case email, name, phone, address }

  let email: String?
  let name: String?
  let phone: String?
  let address: Address?
  /// The fields that the object names, null or not.
  let named: [Field]

  /// Throws when the text is no such object, or names nothing; the message repeats none of it.
  init(json: [UInt8]) throws(ControlError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json))
    } catch {
      throw ControlError(.badInput, "not an object of email, name, phone and address")
    }
    guard !named.isEmpty else { throw ControlError(.badInput, "nothing to change was named") }
  }

  init(from decoder: any Swift.Decoder) throws {
    let fields = try decoder.container(keyedBy: Field.self)
    named = Field.allCases.filter { fields.contains($0) }
    email = try fields.decodeIfPresent(String.self, forKey: .email)
    name = try fields.decodeIfPresent(String.self, forKey: .name)
    phone = try fields.decodeIfPresent(String.self, forKey: .phone)
    address = try fields.decodeIfPresent(Address.self, forKey: .address)
  }

  func request(for user: String) -> WireUpdateCustomerRequest {
    var request = WireUpdateCustomerRequest()
    request.userID = user
    if let email { request.email = email }
    if let name { request.name = name }
    if let phone { request.phone = phone }
    if let address { request.address = address.message }
    request.updateMask = Google_Protobuf_FieldMask(protoPaths: named.map(\.rawValue))
    return request
  }
}

extension ProfilePatch.Address {
  fileprivate var message: WirePostalAddress {
    var message = WirePostalAddress()
    message.line1 = line1 ?? ""
    message.line2 = line2 ?? ""
    message.city = city ?? ""
    message.state = state ?? ""
    message.postalCode = postalCode ?? ""
    message.country = country ?? ""
    return message
  }
}
