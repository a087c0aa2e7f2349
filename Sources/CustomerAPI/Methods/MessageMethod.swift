public import JSONRPC
public import SwiftProtobuf

/// A method whose params and result are generated messages in proto3's JSON.
///
/// Params that do not fit are refused with `INVALID_FIELD`, and every field at fault is named.
public protocol MessageMethod: ClientMethod where Params: Message, Result: Message {
  /// Why the method may refuse, beside the protocol's own reasons.
  static var reasons: Set<ErrorReason> { get }

  /// What does not fit although it decodes.
  static func violations(in params: Params) -> [FieldViolation]
}

extension MessageMethod {
  /// Most methods take whatever decodes.
  public static func violations(in params: Params) -> [FieldViolation] { [] }

  /// Reads params: an object, well-formed already.
  ///
  /// - Throws: `INVALID_ARGUMENT` that names the fields at fault.
  public static func decode(_ params: JSONText) throws(RPCError) -> Params {
    if !params.mayNameFieldTwice, let message = try? Params(jsonUTF8Bytes: params.bytes) {
      // The error is lost on purpose: what follows finds the cause again, and names the field.
      return try checked(message)
    }
    return try decodeWithCare(params)
  }

  /// Writes a result in proto3's JSON.
  public static func encode(_ result: Result) throws(RPCError) -> JSONText {
    do {
      return JSONText(trusted: try result.jsonUTF8Bytes())
    } catch {
      throw .internal()
    }
  }
}
