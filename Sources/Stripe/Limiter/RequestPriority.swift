/// Who goes first when permits are short.
public enum RequestPriority: Sendable, Hashable {
  /// Somebody waits for the answer: may take the last permit.
  case foreground
  /// Work that nobody waits for: always leaves a reserve to the foreground.
  case backlog
}
