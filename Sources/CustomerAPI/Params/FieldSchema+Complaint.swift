internal import JSONRPC

extension FieldSchema.Kind {
  /// Why a value does not fit, as the end of a sentence that begins with the field; nil if it does.
  func complaint(about value: JSONValue) -> String? {
    switch self {
    case .string: value.string == nil ? "must be a string" : nil
    case .bool: value.boolean == nil ? "must be true or false" : nil
    case .int32: number(in: value, isInt32) ? nil : "must be an integer of 32 bits"
    case .int64: number(in: value, isInt64) ? nil : "must be an integer of 64 bits"
    case .double: number(in: value, isDouble) ? nil : "must be a number"
    case .timestamp: value.string == nil ? "must be a time in RFC 3339's form" : nil
    case .fieldMask: value.string == nil ? "must be field names with commas between" : nil
    case .word(let words):
      value.string.map(words.contains) == true
        ? nil : "must be one of \(self.words.joined(separator: ", "))"
    case .message: "must be an object"
    }
  }
}

/// Whether a number, or a string that holds one as proto3's JSON allows, follows a rule.
private func number(in value: JSONValue, _ rule: (String) -> Bool) -> Bool {
  if let text = value.string { return rule(text) }
  return value.kind == .number && rule(value.text.description)
}

private func isInt32(_ text: String) -> Bool {
  Int32(text) != nil || Double(text).flatMap(Int32.init(exactly:)) != nil
}

private func isInt64(_ text: String) -> Bool {
  Int64(text) != nil || Double(text).flatMap(Int64.init(exactly:)) != nil
}

private func isDouble(_ text: String) -> Bool { Double(text) != nil }
