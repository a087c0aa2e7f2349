internal import JSONRPC

extension MessageSchema {
  /// Writes the message as JSON Schema.
  ///
  /// What is false, 0 or empty may be absent, so nothing is required; v1 grows, so more is allowed.
  func writeJSONSchema(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("type", "object")
      writer.key("properties")
      writer.object { writer in
        for field in fields {
          writer.key(field.name)
          field.writeJSONSchema(to: &writer)
        }
      }
    }
  }
}

extension FieldSchema {
  /// Writes the field's value as JSON Schema.
  func writeJSONSchema(to writer: inout JSONWriter) {
    guard isRepeated else { return kind.writeJSONSchema(to: &writer) }
    writer.object { writer in
      writer.member("type", "array")
      writer.key("items")
      kind.writeJSONSchema(to: &writer)
    }
  }
}

extension FieldSchema.Kind {
  /// Writes the value as JSON Schema.
  func writeJSONSchema(to writer: inout JSONWriter) {
    writer.object { writer in
      if case .message(let name) = self {
        writer.member("$ref", "#/components/schemas/\(name)")
      } else {
        writer.member("type", schemaType.name)
        writer.member("format", schemaType.format)
      }
      if case .word = self {
        writer.key("enum")
        writer.array { writer in words.forEach { writer.string($0) } }
      }
    }
  }

  /// The words that say something; the one that stands for "absent" is left out.
  var words: [String] {
    guard case .word(let words) = self else { return [] }
    return words.filter { !$0.hasSuffix("_UNSPECIFIED") }
  }

  private var schemaType: (name: String, format: String?) {
    switch self {
    case .string, .word: ("string", nil)
    case .bool: ("boolean", nil)
    case .int32: ("integer", "int32")
    case .int64: ("integer", "int64")
    case .double: ("number", "double")
    case .timestamp: ("string", "date-time")
    case .fieldMask: ("string", "field-mask")
    case .message: ("object", nil)
    }
  }
}
