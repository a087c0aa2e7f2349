import JSONRPC

/// Decides when a connection that makes no progress has had its time.
///
/// It only sees numbers at the looks that it asks for, so watching costs nothing between them. An
/// incomplete request is met at its very moment; a reader that takes nothing, at most one `pace`
/// after its time, since nothing tells when it took its last byte.
struct ProgressWatch {
  /// What the connection looks like at one look.
  struct Reading {
    /// When it is.
    var now: BootInstant
    /// Bytes handed to the connection since it was opened.
    var written: Int
    /// Of these, the bytes that the peer has not taken yet.
    var waiting: Int
    /// Since when the oldest unfinished request has been incomplete.
    var incompleteSince: BootInstant?
  }

  /// What follows from a reading.
  enum Verdict: Equatable {
    /// Nothing waits on the peer: no further look is needed.
    case rest
    /// Something waits: look again so much later.
    case lookAgain(after: Duration)
    /// The peer takes nothing.
    case readerStalled
    /// A request was begun and never finished.
    case requestIncomplete
  }

  private let stallTimeout: Duration
  private let requestTimeout: Duration
  private var taken = 0
  private var stalledSince: BootInstant?

  init(stallTimeout: Duration, requestTimeout: Duration) {
    self.stallTimeout = stallTimeout
    self.requestTimeout = requestTimeout
  }

  /// How long after something began to wait the first look is due, and how often a slow reader is
  /// looked at.
  var pace: Duration { min(stallTimeout, requestTimeout) / 20 }

  /// Looks at a reading.
  mutating func look(at reading: Reading) -> Verdict {
    let nowTaken = reading.written - reading.waiting
    if reading.waiting == 0 {
      stalledSince = nil
    } else if stalledSince == nil || nowTaken != taken {
      stalledSince = reading.now
    }
    taken = nowTaken
    let incompleteEnd = reading.incompleteSince.map { $0 + requestTimeout }
    let stallEnd = stalledSince.map { $0 + stallTimeout }
    if let incompleteEnd, incompleteEnd <= reading.now { return .requestIncomplete }
    if let stallEnd, stallEnd <= reading.now { return .readerStalled }
    let nextOfReader = stallEnd.map { min($0, reading.now + pace) }
    guard let next = [incompleteEnd, nextOfReader].compactMap({ $0 }).min() else { return .rest }
    return .lookAgain(after: next - reading.now)
  }
}
