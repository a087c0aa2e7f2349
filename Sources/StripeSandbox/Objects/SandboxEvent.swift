/// A note that something happened to an object, as `GET /v1/events` lists it.
public struct SandboxEvent: Sendable, Codable, Equatable {
  /// The opaque id, `evt_` and 24 letters or digits.
  public let id: String
  /// The mode that it belongs to.
  public let mode: SandboxMode
  /// When it happened, in whole seconds of the sandbox's clock.
  public let created: Int64
  /// What happened, such as `customer.created`.
  public let type: String
  /// The object afterwards, as JSON.
  public let object: String
  /// The request that made it happen, or `nil` when it happened in the Dashboard.
  public let requestID: String?
  /// That request's idempotency key, if it bore one.
  public let idempotencyKey: String?

  func json(apiVersion: String) -> JSONText {
    .object([
      ("id", .string(id)), ("object", .string("event")), ("api_version", .string(apiVersion)),
      ("created", .integer(created)), ("data", .object([("object", .ready(object))])),
      ("livemode", .bool(mode == .live)), ("pending_webhooks", .integer(0)),
      (
        "request",
        .object([("id", .optional(requestID)), ("idempotency_key", .optional(idempotencyKey))])
      ),
      ("type", .string(type)),
    ])
  }
}
