/// Reads `params._meta`; keys that are not known are ignored.
struct MetadataReader {
  private var metadata = CallMetadata.none
  private let limits: Limits

  /// Reads the value that stands in the range of a well-formed text.
  static func read(
    _ range: Range<Int>, _ bytes: Span<UInt8>, limits: Limits
  ) throws(RPCError) -> CallMetadata {
    guard bytes[range.lowerBound] == JSONByte.openBrace else {
      throw .invalidArgument(field: "_meta", description: "it is no object")
    }
    var result = MetadataReader(limits: limits)
    let object = bytes.extracting(range)
    var reader = JSONReader(position: 0, depthLimit: .max)
    var container = reader.enterFirst()
    while let (key, value) = reader.nextPair(&container, object) {
      try result.take(key, object.extracting(value), object)
    }
    return result.metadata
  }

  private init(limits: Limits) {
    self.limits = limits
  }

  private mutating func take(
    _ key: ObjectKey, _ value: Span<UInt8>, _ bytes: Span<UInt8>
  ) throws(RPCError) {
    if key.says("timeoutMs", bytes) {
      let number = try Self.integer(value, "_meta.timeoutMs")
      guard number >= 1, number <= limits.timeout.wholeMilliseconds else {
        throw .invalidArgument(
          field: "_meta.timeoutMs",
          description: "it is not from 1 to \(limits.timeout.wholeMilliseconds)")
      }
      metadata.timeout = .milliseconds(number)
    } else if key.says("deadlineNs", bytes) {
      metadata.deadline = BootInstant(nanoseconds: try Self.integer(value, "_meta.deadlineNs"))
    } else if key.says("idempotencyKey", bytes) {
      metadata.idempotencyKey = try Self.text(value, "_meta.idempotencyKey")
    } else if key.says("traceparent", bytes) {
      metadata.traceparent = try Self.text(value, "_meta.traceparent")
    } else if key.says("progressToken", bytes) {
      metadata.progressToken = try Self.text(value, "_meta.progressToken")
    } else if key.says("dryRun", bytes) {
      guard let truth = Self.view(value).boolean else {
        throw .invalidArgument(field: "_meta.dryRun", description: "it is neither true nor false")
      }
      metadata.dryRun = truth
    }
  }

  private static func integer(_ value: Span<UInt8>, _ field: String) throws(RPCError) -> Int64 {
    guard let number = value.digits ?? view(value).integerOrText else {
      throw .invalidArgument(field: field, description: "it is no integer")
    }
    return number
  }

  private static func text(_ value: Span<UInt8>, _ field: String) throws(RPCError) -> String {
    guard let text = view(value).string else {
      throw .invalidArgument(field: field, description: "it is no string")
    }
    guard (1...255).contains(text.utf8.count) else {
      throw .invalidArgument(field: field, description: "it is not from 1 to 255 bytes long")
    }
    return text
  }

  private static func view(_ value: Span<UInt8>) -> JSONValue {
    JSONValue(bytes: value.copy(0..<value.count)[...])
  }
}
