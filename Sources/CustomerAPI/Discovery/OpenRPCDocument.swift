public import JSONRPC

/// What `rpc.discover` answers: every method of this API, in OpenRPC's form.
///
/// Made from the definitions and the method types, so it cannot tell another story than they do.
/// `proto-docs/openrpc.json` is the same document. Source: https://spec.open-rpc.org, version 1.3.
public enum OpenRPCDocument {
  /// The document, under 32 KiB, made when first asked for.
  public static let json = JSONWriter.object { writer in
    let definitions = Definitions.current
    writer.member("openrpc", "1.3.2")
    writer.key("info")
    writer.object { writer in
      writer.member("title", "billing-customer")
      writer.member("version", "1")
    }
    writer.key("methods")
    writer.array { writer in
      for method in APIMethods.all { write(method, definitions, to: &writer) }
    }
    writer.key("components")
    writer.object { writer in
      writer.key("schemas")
      writer.object { writer in writeSchemas(of: definitions, to: &writer) }
    }
  }

  private static func write(
    _ method: any MessageMethod.Type, _ definitions: Definitions, to writer: inout JSONWriter
  ) {
    let rpc = definitions.rpcs[method.name.full]
    let fields = rpc.flatMap { definitions.messages[$0.params] }?.fields ?? []
    writer.object { writer in
      writer.member("name", method.name.full)
      writer.member("paramStructure", "by-name")
      writer.key("params")
      writer.array { writer in
        for field in fields {
          writeContent(field.name, to: &writer) { field.writeJSONSchema(to: &$0) }
        }
      }
      writer.key("result")
      writeContent("result", to: &writer) {
        FieldSchema.Kind.message(rpc?.result ?? "").writeJSONSchema(to: &$0)
      }
      writer.key("errors")
      writer.array { writer in writeErrors(of: method, to: &writer) }
      writer.key("x-roles")
      writer.array { writer in method.roles.map(\.name).sorted().forEach { writer.string($0) } }
      writer.member("x-idempotency", method.idempotency.rawValue)
      writer.member("x-deadline", "\(method.defaultDeadline.components.seconds)s")
      writer.member("x-streaming", method.streams)
    }
  }

  /// One entry a status, as OpenRPC wants codes to be unique; its reasons are in `data`.
  private static func writeErrors(
    of method: any MessageMethod.Type, to writer: inout JSONWriter
  ) {
    let byStatus = Dictionary(grouping: method.reasons) {
      RPCError.customerStatuses[$0] ?? .unknown
    }
    for (status, reasons) in byStatus.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      writer.object { writer in
        writer.member("code", status.rawValue)
        writer.member("message", status.word)
        writer.key("data")
        writer.object { writer in
          writer.key("reasons")
          writer.array { writer in
            reasons.map(\.rawValue).sorted().forEach { writer.string($0) }
          }
        }
      }
    }
  }

  /// Every message but those that params are, which stand at their methods.
  private static func writeSchemas(of definitions: Definitions, to writer: inout JSONWriter) {
    let requests = Set(definitions.rpcs.values.map(\.params))
    for (name, schema) in definitions.messages.sorted(by: { $0.key < $1.key })
    where !requests.contains(name) {
      writer.key(name)
      schema.writeJSONSchema(to: &writer)
    }
  }

  private static func writeContent(
    _ name: String, to writer: inout JSONWriter, _ schema: (inout JSONWriter) -> Void
  ) {
    writer.object { writer in
      writer.member("name", name)
      writer.key("schema")
      schema(&writer)
    }
  }
}
