/// What one connection holds of the server's `HeldBytes`; lives on the connection's event loop.
final class ConnectionHold {
  /// Who holds no more than this is left alone, however much the others hold.
  private static let share = 16 << 10
  /// Replies are counted in steps of at least this many bytes, so that small ones cost nothing.
  private static let step = 4 << 10

  private let all: HeldBytes
  private var incoming = 0
  private var outgoing = 0
  private var uncounted = 0
  private var isEnded = false

  init(all: HeldBytes) {
    self.all = all
  }

  /// Whether this connection is one of those to be closed.
  var isTooMuch: Bool { incoming + outgoing > Self.share && all.isOver }

  /// Whether replies wait to be taken.
  var hasReplies: Bool { outgoing > 0 }

  /// So many bytes of requests are held now.
  func holds(_ bytes: Int) {
    guard bytes != incoming, !isEnded else { return }
    all.change(by: bytes - incoming)
    incoming = bytes
  }

  /// Bytes of a reply are written. Gives what is to be handed to `settle` once they have left, nil
  /// when there is nothing to settle.
  func write(_ bytes: Int) -> Int? {
    uncounted += bytes
    guard uncounted >= Self.step, !isEnded else { return nil }
    let counted = uncounted
    uncounted = 0
    outgoing += counted
    all.change(by: counted)
    return counted
  }

  /// Bytes that `write` counted have left.
  func settle(_ bytes: Int) {
    guard !isEnded else { return }
    outgoing -= bytes
    all.change(by: -bytes)
  }

  /// The connection has ended, and holds nothing any more.
  func end() {
    guard !isEnded else { return }
    isEnded = true
    all.change(by: -(incoming + outgoing))
  }
}
