/// The wire contract of one method: name, rights, time, and the two codecs.
public protocol Method: Sendable {
  /// The request as a value that cannot be wrong.
  associatedtype Params: Sendable
  /// The answer as a value.
  associatedtype Result: Sendable

  /// The canonical name; the part after the slash is accepted too.
  static var name: MethodName { get }
  /// Roles that may call the method; checked once, before the handler.
  static var roles: Set<Role> { get }
  /// How long a call may take when its caller sets no deadline.
  static var defaultDeadline: Duration { get }
  /// What calling twice does; a mutating method is not executed as a notification.
  static var idempotency: Idempotency { get }
  /// True when the method sends `rpc.progress` notifications to callers that ask for them.
  static var streams: Bool { get }

  /// Reads params: an object, already well-formed, without `_meta`.
  static func decode(_ params: JSONText) throws(RPCError) -> Params
  /// Writes a result.
  static func encode(_ result: Result) throws(RPCError) -> JSONText
}

extension Method {
  /// Most methods do not stream.
  public static var streams: Bool { false }
}
