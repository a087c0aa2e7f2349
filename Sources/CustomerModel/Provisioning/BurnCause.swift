/// Why a generation's key can no longer be sent, though a customer may have been made with it.
public enum BurnCause: String, Sendable, CaseIterable {
  /// Stripe replays a 500 for this key: what it left behind is not known.
  case replayedFailure = "replayed_failure"
  /// Stripe knows the key with other parameters.
  case keyUsedDifferently = "key_used_differently"
  /// Stripe may have forgotten the key by now.
  case windowOver = "window_over"
  /// The API key changed while a request was under way.
  case credentialRotated = "credential_rotated"
  /// Refused, after an earlier send whose outcome is not known.
  case refusedAfterUnknown = "refused_after_unknown"
}
