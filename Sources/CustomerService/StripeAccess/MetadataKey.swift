/// The metadata that every customer of ours bears.
enum MetadataKey {
  /// The user's id on the platform.
  static let userID = "user_id"
  /// The guest's id, where it is not a user's.
  static let guestID = "guest_id"
  /// Which flow asked.
  static let source = "source"
  /// Which role asked.
  static let createdVia = "created_via"
  /// The idempotency key that made it.
  static let provisionKey = "provision_key"
}
