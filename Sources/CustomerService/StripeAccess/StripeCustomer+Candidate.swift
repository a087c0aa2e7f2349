internal import CustomerModel
internal import Stripe

extension StripeCustomer {
  /// The customer as deciding whose it is needs to know it; nil when Stripe's id is not one.
  var candidate: Candidate? {
    // An id that does not parse cannot be kept, and a deleted customer has neither time nor mode.
    guard let customerID = try? CustomerID(id.text), let created, let livemode else { return nil }
    return Candidate(
      customerID: customerID, created: StripeInstant(seconds: created.seconds),
      mode: livemode ? .live : .test, owner: owner,
      provisionKey: metadata[MetadataKey.provisionKey].flatMap { try? IdempotencyKey($0) })
  }

  /// Whom the metadata name; nil when nobody, or nobody whom we could have named.
  private var owner: Subject? {
    // An id that does not parse is not one of ours: somebody else's metadata.
    if let id = metadata[MetadataKey.userID].flatMap({ try? UserID($0) }) { return .user(id) }
    if let id = metadata[MetadataKey.guestID].flatMap({ try? GuestID($0) }) { return .guest(id) }
    return nil
  }

  /// The profile as Stripe holds it.
  var profile: Profile {
    let given: [(PostalAddress.Part, String?)] = [
      (.line1, address?.line1), (.line2, address?.line2), (.city, address?.city),
      (.state, address?.state), (.postalCode, address?.postalCode), (.country, address?.country),
    ]
    var parts: [PostalAddress.Part: String] = [:]
    for (part, text) in given where text?.isEmpty == false { parts[part] = text }
    return Profile(
      email: email.map(EmailAddress.init(unchecked:)), name: name.map(PersonName.init(unchecked:)),
      phone: phone.map(PhoneNumber.init(unchecked:)),
      address: parts.isEmpty ? nil : PostalAddress(unchecked: parts))
  }
}
