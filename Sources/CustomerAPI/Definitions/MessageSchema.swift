/// What a message may hold.
struct MessageSchema: Sendable {
  /// In the order of the `.proto`.
  let fields: [FieldSchema]
  private let positions: [String: Int]

  init(fields: [FieldSchema]) {
    self.fields = fields
    var positions: [String: Int] = [:]
    for (position, field) in fields.enumerated() {
      positions[field.name] = position
      positions[field.protoName] = position
    }
    self.positions = positions
  }

  /// The place in `fields` of a field, by either of its names.
  func position(named name: String) -> Int? { positions[name] }
}
