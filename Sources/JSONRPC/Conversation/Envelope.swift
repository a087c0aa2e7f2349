/// Where the parts of one request stand in its text, and what is wrong with them.
struct Envelope {
  /// What the `jsonrpc` member says.
  enum Version {
    case absent
    case right
    case wrong
  }

  /// What the `id` member says.
  enum Identity {
    case absent
    case valid(Range<Int>)
    case invalid
  }

  /// What the `params` member says.
  enum Params {
    case absent
    case object(Range<Int>, ParamsMetadata?)
    case invalid
  }

  /// False for a batch item that is not even an object.
  var isObject = true
  var version = Version.absent
  var id = Identity.absent
  /// The method's name, with its quotes.
  var method: ObjectKey?
  var hasInvalidMethod = false
  var params = Params.absent

  /// Where the id stands, when there is one that can be echoed.
  var idRange: Range<Int>? {
    guard case .valid(let range) = id else { return nil }
    return range
  }

  /// What is wrong with the envelope, or nil.
  var fault: RPCError? {
    guard isObject else { return .invalidRequest("cannot take the request: it is no object") }
    guard version == .right else {
      return .invalidRequest("cannot take the request: jsonrpc must be \"2.0\"")
    }
    if case .invalid = id {
      return .invalidRequest(
        "cannot take the request: id must be an integer, null, or a string of up to 256 bytes")
    }
    guard method != nil, !hasInvalidMethod else {
      return .invalidRequest("cannot take the request: method must be a string")
    }
    if case .invalid = params {
      return .invalidParams("cannot take params: they must be an object or an array of one object")
    }
    return nil
  }
}
