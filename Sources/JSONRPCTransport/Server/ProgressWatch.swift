/// Decides when a connection that makes no progress has had its time.
///
/// It only sees numbers at the ticks of a timer, so watching costs nothing between them.
struct ProgressWatch {
  /// What the connection looks like at one tick.
  struct Reading {
    /// Bytes handed to the connection since it was opened.
    var written: Int
    /// Of these, the bytes that the peer has not taken yet.
    var waiting: Int
    /// How long the oldest unfinished request has been incomplete.
    var incompleteFor: Duration?
  }

  /// What follows from a reading.
  enum Verdict: Equatable {
    /// Nothing waits on the peer: no further tick is needed.
    case rest
    /// Something waits: look again.
    case lookAgain
    /// The peer takes nothing.
    case readerStalled
    /// A request was begun and never finished.
    case requestIncomplete
  }

  private let stallTimeout: Duration
  private let requestTimeout: Duration
  private var taken = 0
  private var stalledFor: Duration = .zero

  init(stallTimeout: Duration, requestTimeout: Duration) {
    self.stallTimeout = stallTimeout
    self.requestTimeout = requestTimeout
  }

  /// How often to look: late by a quarter at most.
  var interval: Duration { min(stallTimeout, requestTimeout) / 4 }

  /// Looks at `reading`, taken one `interval` after the one before.
  mutating func tick(_ reading: Reading) -> Verdict {
    if let incomplete = reading.incompleteFor, incomplete >= requestTimeout {
      return .requestIncomplete
    }
    let nowTaken = reading.written - reading.waiting
    stalledFor = reading.waiting > 0 && nowTaken == taken ? stalledFor + interval : .zero
    taken = nowTaken
    if stalledFor >= stallTimeout { return .readerStalled }
    return reading.waiting > 0 || reading.incompleteFor != nil ? .lookAgain : .rest
  }
}
