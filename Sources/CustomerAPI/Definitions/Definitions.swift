internal import SwiftProtobuf

/// The definitions in `proto-docs` as data: every message and every rpc.
///
/// Read once, from what `scripts/generate-api` put beside the generated code.
struct Definitions: Sendable {
  /// The definitions of this build.
  static let current = Definitions(DescriptorSet.hexadecimal)

  /// By full name, such as `billing.customer.v1.Customer`.
  let messages: [String: MessageSchema]
  /// By gRPC's full name.
  let rpcs: [String: RPCSchema]

  private init(_ hexadecimal: StaticString) {
    let bytes = hexadecimal.withUTF8Buffer { hexadecimalBytes($0) }
    guard let set = try? Google_Protobuf_FileDescriptorSet(serializedBytes: bytes) else {
      preconditionFailure("cannot read the generated definitions")
    }
    var words: [String: [String]] = [:]
    var found: [(name: String, Google_Protobuf_DescriptorProto)] = []
    for file in set.file {
      for message in file.messageType {
        collect(message, in: file.package, into: &found, words: &words)
      }
    }
    messages = Dictionary(
      found.map { ($0.name, MessageSchema($0.1, words: words)) }, uniquingKeysWith: { $1 })
    rpcs = Dictionary(
      set.file.flatMap(rpcSchemas(of:)).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }
}

extension MessageSchema {
  fileprivate init(_ message: Google_Protobuf_DescriptorProto, words: [String: [String]]) {
    self.init(fields: message.field.map { FieldSchema($0, words: words) })
  }
}

extension FieldSchema {
  fileprivate init(_ field: Google_Protobuf_FieldDescriptorProto, words: [String: [String]]) {
    let typeName = String(field.typeName.drop { $0 == "." })
    let kind: Kind =
      switch field.type {
      case .string: .string
      case .bool: .bool
      case .int32: .int32
      case .int64: .int64
      case .double: .double
      case .enum: .word(words[typeName] ?? [])
      case .message where typeName == "google.protobuf.Timestamp": .timestamp
      case .message where typeName == "google.protobuf.FieldMask": .fieldMask
      case .message: .message(typeName)
      default: preconditionFailure("cannot describe the type of \(field.name)")
      }
    self.init(
      name: field.jsonName, protoName: field.name, kind: kind,
      isRepeated: field.label == .repeated)
  }
}

private func collect(
  _ message: Google_Protobuf_DescriptorProto, in scope: String,
  into found: inout [(name: String, Google_Protobuf_DescriptorProto)],
  words: inout [String: [String]]
) {
  let name = "\(scope).\(message.name)"
  found.append((name, message))
  for nested in message.enumType { words["\(name).\(nested.name)"] = nested.value.map(\.name) }
  for nested in message.nestedType { collect(nested, in: name, into: &found, words: &words) }
}

private func rpcSchemas(of file: Google_Protobuf_FileDescriptorProto) -> [RPCSchema] {
  file.service.flatMap { service in
    service.method.map { method in
      RPCSchema(
        name: "\(file.package).\(service.name)/\(method.name)",
        params: String(method.inputType.drop { $0 == "." }),
        result: String(method.outputType.drop { $0 == "." }), streams: method.serverStreaming)
    }
  }
}

/// Reads pairs of hexadecimal digits; everything else separates.
private func hexadecimalBytes(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  var bytes: [UInt8] = []
  var high: UInt8?
  for digit in text {
    guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { continue }
    if let first = high {
      bytes.append(first << 4 | UInt8(value))
      high = nil
    } else {
      high = UInt8(value)
    }
  }
  return bytes
}
