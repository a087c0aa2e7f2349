internal import JSONRPC
internal import SwiftProtobuf

extension MessageMethod {
  /// Decodes what the quick way refused, or what it might take wrongly, and says what is wrong.
  static func decodeWithCare(_ params: JSONText) throws(RPCError) -> Params {
    let check = ParamsCheck(params, message: Params.protoMessageName)
    if !check.violations.isEmpty { throw refusal(check.violations) }
    var options = JSONDecodingOptions()
    // Every field was found known above, save `_meta`, which may hold anything.
    options.ignoreUnknownFields = true
    do {
      return try checked(try Params(jsonUTF8Bytes: params.bytes, options: options))
    } catch let error as RPCError {
      throw error
    } catch {
      let unfit = FieldViolation(field: "params", description: "do not fit this method")
      throw refusal([unfit])
    }
  }

  /// Passes on a message in which nothing is left to refuse.
  static func checked(_ message: Params) throws(RPCError) -> Params {
    let found = violations(in: message)
    if !found.isEmpty { throw refusal(found) }
    return message
  }

  /// Refuses a number that stands for no word of a field; proto3's JSON lets it through.
  static func refusing<Word: CaseIterable & Equatable>(
    _ field: String, _ value: Word
  ) -> [FieldViolation] {
    if Word.allCases.contains(value) { return [] }
    return [FieldViolation(field: field, description: "must be one of its words")]
  }

  private static func refusal(_ violations: [FieldViolation]) -> RPCError {
    let named = violations.map { "\($0.field) \($0.description)" }.joined(separator: "; ")
    return RPCError(
      .invalidArgument, reason: .invalidField, message: "cannot use the params: \(named)",
      details: [.badRequest(violations)])
  }
}
