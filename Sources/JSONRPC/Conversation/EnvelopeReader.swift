/// Reads one text strictly, and finds the parts of its requests on the way.
struct EnvelopeReader {
  private var reader: JSONReader
  private let limits: Limits

  /// The byte after what was read.
  var position: Int { reader.position }

  init(position: Int, limits: Limits) {
    self.reader = JSONReader(position: position, depthLimit: limits.depth)
    self.limits = limits
  }

  /// Reads the object or array at the position.
  mutating func text(_ bytes: Span<UInt8>) throws(JSONFault) -> ParsedText {
    guard try reader.peek(bytes) == JSONByte.openBracket else {
      return .request(try request(bytes))
    }
    var items: [Envelope] = []
    var ids: [Range<Int>] = []
    var count = 0
    var array = try reader.enter()
    while try reader.nextElement(&array, bytes) {
      count += 1
      let item = try item(bytes)
      if let id = item.idRange { ids.append(id) }
      // Past the limit only the ids are needed: a hostile batch can have a great many items.
      if count <= limits.batchCalls { items.append(item) }
    }
    return count > limits.batchCalls ? .oversizedBatch(ids) : .batch(items)
  }

  private mutating func item(_ bytes: Span<UInt8>) throws(JSONFault) -> Envelope {
    if try reader.peek(bytes) == JSONByte.openBrace { return try request(bytes) }
    try reader.skipValue(bytes)
    var item = Envelope()
    item.isObject = false
    return item
  }

  private mutating func request(_ bytes: Span<UInt8>) throws(JSONFault) -> Envelope {
    var envelope = Envelope()
    var object = try reader.enter()
    while let key = try reader.nextMember(&object, bytes) {
      if key.says("id", bytes) {
        envelope.id = try identity(bytes)
      } else if key.says("method", bytes) {
        try method(of: &envelope, bytes)
      } else if key.says("params", bytes) {
        envelope.params = try params(bytes)
      } else if key.says("jsonrpc", bytes) {
        let start = reader.position
        try reader.skipValue(bytes)
        envelope.version = bytes.holds("\"2.0\"", in: start..<reader.position) ? .right : .wrong
      } else {
        try reader.skipValue(bytes)
      }
    }
    return envelope
  }

  private mutating func identity(_ bytes: Span<UInt8>) throws(JSONFault) -> Envelope.Identity {
    let start = reader.position
    let first = try reader.peek(bytes)
    try reader.skipValue(bytes)
    let range = start..<reader.position
    guard range.count <= limits.idBytes else { return .invalid }
    switch first {
    case JSONByte.quote, UInt8(ascii: "n"): return .valid(range)
    case JSONByte.minus, UInt8(ascii: "0")...UInt8(ascii: "9"):
      for index in range.dropFirst() where !JSONByte.isDigit(bytes[index]) { return .invalid }
      return .valid(range)
    default: return .invalid
    }
  }

  private mutating func method(
    of envelope: inout Envelope, _ bytes: Span<UInt8>
  ) throws(JSONFault) {
    let start = reader.position
    guard try reader.peek(bytes) == JSONByte.quote else {
      envelope.hasInvalidMethod = true
      return try reader.skipValue(bytes)
    }
    let isEscaped = try reader.skipString(bytes)
    envelope.method = ObjectKey(range: start..<reader.position, isEscaped: isEscaped)
  }

  private mutating func params(_ bytes: Span<UInt8>) throws(JSONFault) -> Envelope.Params {
    switch try reader.peek(bytes) {
    case JSONByte.openBrace: return try paramsObject(bytes)
    case JSONByte.openBracket: return try paramsArray(bytes)
    default:
      try reader.skipValue(bytes)
      return .invalid
    }
  }

  private mutating func paramsArray(_ bytes: Span<UInt8>) throws(JSONFault) -> Envelope.Params {
    var params = Envelope.Params.absent
    var count = 0
    var array = try reader.enter()
    while try reader.nextElement(&array, bytes) {
      count += 1
      if count == 1, try reader.peek(bytes) == JSONByte.openBrace {
        params = try paramsObject(bytes)
      } else {
        params = .invalid
        try reader.skipValue(bytes)
      }
    }
    return params
  }

  private mutating func paramsObject(_ bytes: Span<UInt8>) throws(JSONFault) -> Envelope.Params {
    let start = reader.position
    var metadata: ParamsMetadata?
    var isFirst = false
    var previousEnd: Int?
    var object = try reader.enter()
    while let key = try reader.nextMember(&object, bytes) {
      let value = reader.position
      try reader.skipValue(bytes)
      if key.says("_meta", bytes) {
        // Cut with the comma before it; as the first member, with the comma after it.
        isFirst = previousEnd == nil
        metadata = ParamsMetadata(
          value: value..<reader.position,
          cut: (previousEnd ?? key.range.lowerBound)..<reader.position)
      } else if isFirst, let found = metadata {
        isFirst = false
        metadata?.cut = found.cut.lowerBound..<key.range.lowerBound
      }
      previousEnd = reader.position
    }
    return .object(start..<reader.position, metadata)
  }
}
