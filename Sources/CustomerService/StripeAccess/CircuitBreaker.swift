internal import CustomerModel

/// Stops asking a Stripe that does not answer, and one that refuses the key.
struct CircuitBreaker {
  enum State: Equatable {
    /// Nothing was asked yet: one question goes first.
    case unchecked
    case closed
    /// Only a look now and then, the next at this boot time.
    case open(nextLook: Duration)
    /// The key is refused; looked at like an open circuit.
    case accountHold(nextLook: Duration)
  }

  private(set) var state = State.unchecked
  private(set) var lastError: String?
  private var failures = 0
  private var looks = 0
  private let threshold: Int
  private let pause: RetryRule

  init(threshold: Int, maxPause: Duration) {
    self.threshold = threshold
    pause = RetryRule(initialDelay: .milliseconds(250), maxDelay: maxPause)
  }

  /// Whether ordinary calls may go out.
  var isClosed: Bool { state == .closed }

  /// When the next look is due; nil when ordinary calls may go out.
  var nextLook: Duration? {
    switch state {
    case .unchecked: .zero
    case .closed: nil
    case .open(let next), .accountHold(let next): next
    }
  }

  /// Stripe answered, whatever it said; true when that ends a pause.
  mutating func answered() -> Bool {
    let wasClosed = isClosed
    failures = 0
    looks = 0
    state = .closed
    lastError = nil
    return !wasClosed
  }

  mutating func failed(_ word: String, boot: Duration, random: Double) {
    failures += 1
    lastError = word
    if isClosed, failures < threshold { return }
    looks += 1
    state = .open(nextLook: boot + pause.delay(after: looks, random: random))
  }

  mutating func keyRefused(_ word: String, boot: Duration, random: Double) {
    looks += 1
    lastError = word
    state = .accountHold(nextLook: boot + pause.delay(after: looks, random: random))
  }
}
