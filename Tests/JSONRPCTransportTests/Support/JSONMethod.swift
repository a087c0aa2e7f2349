import JSONRPC

/// A method whose params and result are any JSON.
protocol JSONMethod: ClientMethod where Params == JSONText, Result == JSONText {}

extension JSONMethod {

  static var defaultDeadline: Duration { .seconds(20) }
  static var idempotency: Idempotency { .noSideEffects }
  static func decode(_ params: JSONText) -> JSONText { params }
  static func encode(_ result: JSONText) -> JSONText { result }
  static func encode(params: JSONText) -> JSONText { params }
  static func decode(result: JSONText) -> JSONText { result }
}
