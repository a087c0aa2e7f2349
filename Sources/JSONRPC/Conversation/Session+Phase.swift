extension Session {
  /// What the connection speaks.
  enum Phase {
    case undecided
    case stream
    case http
    /// No more input is taken; replies are still due.
    case ending

    var takesStream: Bool { self == .undecided || self == .stream }
  }
}
