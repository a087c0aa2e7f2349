extension ErrorDetail {
  private static let prefix = "type.googleapis.com/google.rpc."

  /// The detail's JSON, as protobuf writes an `Any`.
  func encoded() -> JSONText {
    JSONWriter.object { detail in
      switch self {
      case .badRequest(let violations):
        detail.member("@type", Self.prefix + "BadRequest")
        detail.key("fieldViolations")
        detail.array { list in
          for violation in violations {
            list.object { item in
              item.member("field", violation.field)
              item.member("description", violation.description)
            }
          }
        }
      case .resource(let type, let name):
        detail.member("@type", Self.prefix + "ResourceInfo")
        detail.member("resourceType", type)
        detail.member("resourceName", name)
      case .precondition(let type, let subject, let description):
        detail.member("@type", Self.prefix + "PreconditionFailure")
        detail.key("violations")
        detail.array { list in
          list.object { item in
            item.member("type", type)
            item.member("subject", subject)
            item.member("description", description)
          }
        }
      }
    }
  }

  /// Reads a detail; nil for shapes that are not known here.
  init?(decoding value: JSONValue) {
    guard let object = value.object, let type = object["@type"]?.string else { return nil }
    switch type {
    case Self.prefix + "BadRequest":
      let violations = (object["fieldViolations"]?.array ?? []).compactMap(\.object).map {
        FieldViolation(
          field: $0["field"]?.string ?? "", description: $0["description"]?.string ?? "")
      }
      self = .badRequest(violations)
    case Self.prefix + "ResourceInfo":
      self = .resource(
        type: object["resourceType"]?.string ?? "", name: object["resourceName"]?.string ?? "")
    case Self.prefix + "PreconditionFailure":
      guard let first = object["violations"]?.array?.first?.object else { return nil }
      self = .precondition(
        type: first["type"]?.string ?? "", subject: first["subject"]?.string ?? "",
        description: first["description"]?.string ?? "")
    default: return nil
    }
  }
}
