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

  static let all = [
    Entry(seed: 6, fault: "an idle daemon never asked for Stripe's time, so no scan came"),
    Entry(seed: 447, fault: "a full disk at the first start ended the engine"),
  ]
}
