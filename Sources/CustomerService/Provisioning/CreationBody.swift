internal import CustomerModel
internal import CustomerStore
internal import Stripe

/// What is sent to make a customer: profile, then the metadata every customer of ours bears.
enum CreationBody {
  /// The body, in a fixed order; `omitting` are fields that Stripe refused before.
  static func form(
    for owner: SubjectRecord, key: IdempotencyKey, omitting: Set<ProfileField>
  ) -> FormBody {
    let profile = owner.profile.without(omitting)
    var form = FormBody()
    for parameter in ProfileDifference(from: nil, to: profile).parameters {
      form.append(FormKey(parameter), parameter.value)
    }
    form.append(.metadata(ownerKey(of: owner.subject)), owner.subject.id)
    form.append(.metadata(MetadataKey.source), owner.source.rawValue)
    form.append(.metadata(MetadataKey.createdVia), owner.createdVia)
    form.append(.metadata(MetadataKey.provisionKey), key.rawValue)
    return form
  }

  /// What brings Stripe from what it was told to what is wanted; nil when there is nothing.
  static func update(for owner: SubjectRecord) -> FormBody? {
    let difference = ProfileDifference(from: owner.toldProfile, to: owner.profile)
    if difference.isEmpty && owner.ownerTold { return nil }
    var form = FormBody()
    for parameter in difference.parameters { form.append(FormKey(parameter), parameter.value) }
    if !owner.ownerTold {
      form.append(.metadata(ownerKey(of: owner.subject)), owner.subject.id)
      if owner.subject.userID != nil { form.append(.metadata(MetadataKey.guestID), "") }
      form.append(.metadata(MetadataKey.source), owner.source.rawValue)
      form.append(.metadata(MetadataKey.createdVia), owner.createdVia)
    }
    return form
  }

  private static func ownerKey(of subject: Subject) -> String {
    switch subject {
    case .user: MetadataKey.userID
    case .guest: MetadataKey.guestID
    }
  }
}

extension FormKey {
  fileprivate init(_ parameter: ProfileDifference.Parameter) {
    if let part = parameter.part {
      self = .address(part.rawValue)
    } else {
      self.init(parameter.field.rawValue)
    }
  }
}
