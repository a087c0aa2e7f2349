internal import CustomerAPI
internal import CustomerModel
internal import JSONRPC
internal import SwiftProtobuf

extension ProfileChange {
  /// Reads which fields a request sets and which it clears.
  ///
  /// Without a mask, what is given is set; an empty text is nothing given. With a mask, a named
  /// field that is absent or empty is cleared, and one that is not named is left alone.
  init(_ params: WireUpdateCustomerRequest) throws(RPCError) {
    let given = try RequestFields.profile(
      email: params.email, name: params.name, phone: params.phone,
      address: params.hasAddress ? params.address : nil)
    guard params.hasUpdateMask else {
      if given == Profile() {
        throw RPCError(.updateEmpty, "cannot update: no field is given or cleared")
      }
      self.init(given: given)
      return
    }
    let named = try Self.fields(named: params.updateMask.paths)
    let unnamed = Set(ProfileField.allCases).subtracting(named)
    self.init(given: given.without(unnamed), cleared: named)
  }

  private static func fields(named paths: [String]) throws(RPCError) -> Set<ProfileField> {
    var fields: Set<ProfileField> = []
    for path in paths {
      guard let field = ProfileField(rawValue: path) else {
        throw .invalidArgument(
          field: "updateMask", description: "it may name email, name, phone and address")
      }
      fields.insert(field)
    }
    if fields.isEmpty {
      throw RPCError(
        .updateEmpty, "cannot update: no field is given or cleared", field: "updateMask")
    }
    return fields
  }
}
