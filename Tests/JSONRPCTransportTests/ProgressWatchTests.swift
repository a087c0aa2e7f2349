import JSONRPC
import Testing

@testable import JSONRPCTransport

@Suite("the watch over a connection that makes no progress")
struct ProgressWatchTests {
  private static let start = BootInstant(nanoseconds: 1_000_000_000_000)

  private var watch = ProgressWatch(stallTimeout: .seconds(10), requestTimeout: .seconds(10))

  private mutating func look(
    at milliseconds: Int, written: Int = 0, waiting: Int = 0, incompleteSince: Int? = nil
  ) -> ProgressWatch.Verdict {
    watch.look(
      at: ProgressWatch.Reading(
        now: Self.start + .milliseconds(milliseconds), written: written, waiting: waiting,
        incompleteSince: incompleteSince.map { Self.start + .milliseconds($0) }))
  }

  @Test("an incomplete request is met at its very moment, however the first look fell")
  mutating func incomplete() {
    #expect(look(at: 500, incompleteSince: 300) == .lookAgain(after: .milliseconds(9_800)))
    #expect(look(at: 10200, incompleteSince: 300) == .lookAgain(after: .milliseconds(100)))
    #expect(look(at: 10300, incompleteSince: 300) == .requestIncomplete)
  }

  @Test("a reader is given 10 s from its last byte, and at most half a second more")
  mutating func stalled() {
    #expect(watch.pace == .milliseconds(500))
    #expect(look(at: 0, written: 100, waiting: 90) == .lookAgain(after: .milliseconds(500)))
    #expect(look(at: 9900, written: 100, waiting: 80) == .lookAgain(after: .milliseconds(500)))
    #expect(look(at: 19700, written: 100, waiting: 80) == .lookAgain(after: .milliseconds(200)))
    #expect(look(at: 19900, written: 100, waiting: 80) == .readerStalled)
  }

  @Test("what is new for a reader that takes nothing gives it no more time")
  mutating func more() {
    #expect(look(at: 0, written: 100, waiting: 100) == .lookAgain(after: .milliseconds(500)))
    #expect(look(at: 9000, written: 900, waiting: 900) == .lookAgain(after: .milliseconds(500)))
    #expect(look(at: 10000, written: 950, waiting: 950) == .readerStalled)
  }

  @Test("when nothing waits on the peer it rests, and time begins anew after")
  mutating func rest() {
    #expect(look(at: 0, written: 100, waiting: 100) == .lookAgain(after: .milliseconds(500)))
    #expect(look(at: 5000, written: 100) == .rest)
    #expect(look(at: 30000, written: 200, waiting: 100) == .lookAgain(after: .milliseconds(500)))
  }
}
