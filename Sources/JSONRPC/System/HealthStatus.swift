/// The states of gRPC's health protocol.
public enum HealthStatus: String, Sendable {
  /// Ready for calls.
  case serving = "SERVING"
  /// Not ready, or draining.
  case notServing = "NOT_SERVING"
  /// Cannot be told.
  case unknown = "UNKNOWN"
}
