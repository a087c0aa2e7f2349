import Testing

/// Seeds that found a fault of the program, as long as they still lead there.
///
/// A change of the scenarios makes another world of every seed; then these only add a few more.
enum FoundSeeds {
  struct Entry: Sendable, CustomTestStringConvertible {
    let seed: UInt64
    /// What was wrong.
    let fault: String

    var testDescription: String { "seed \(seed): \(fault)" }
  }

  private static let lostSend =
    "a send that a crash cut off counted as none, so that a refusal of the next made a second customer"

  static let all = [
    Entry(seed: 90_220, fault: lostSend), Entry(seed: 190_725, fault: lostSend),
    Entry(seed: 276_978, fault: lostSend),
    Entry(seed: 6, fault: "an idle daemon never asked for Stripe's time, so no scan came"),
    Entry(seed: 447, fault: "a full disk at the first start ended the engine"),
  ]
}
