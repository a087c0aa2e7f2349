import Simulation
import Testing

@Suite("the simulated world")
struct SimulationTests {
  @Test("a seed gives the same trace every time")
  func determinism() {
    for seed in UInt64(1)...25 {
      let (first, second) = (Run.play(seed: seed), Run.play(seed: seed, keepsLines: true))
      #expect(first.traceHash == second.traceHash, "seed \(seed)")
      #expect(!second.lines.isEmpty)
    }
  }

  @Test("every promise holds in a slice of the seeds; scripts/simulate plays more")
  func slice() {
    for seed in UInt64(1)...300 {
      let breach = Run.play(seed: seed).breach
      #expect(breach == nil, "seed \(seed)")
    }
  }

  @Test("seeds that once found a fault of the program", arguments: FoundSeeds.all)
  func found(_ found: FoundSeeds.Entry) {
    #expect(Run.play(seed: found.seed).breach == nil, "\(found.fault)")
  }

  @Test("the slice meets deaths, spent keys, scans, replacements, claims and deletions")
  func variety() {
    var seen: [String: Int] = [:]
    for seed in UInt64(1)...300 {
      for (name, count) in Run.play(seed: seed).tally { seen[name, default: 0] += count }
    }
    for name in [
      "deaths", "attempt.burnt", "attempt.replaced", "customer.bound", "customer.claimed",
      "customer.adopted",
      "customer.deleted_at_stripe", "profile.told", "existing", "created", "pending",
    ] {
      #expect(seen[name, default: 0] > 0, "\(name)")
    }
  }

  @Test(
    "a broken rule is found",
    arguments: [Mutant.sendsNoKey, .answersBeforeCommit, .trustsWallClock, .breaksChain])
  func teeth(_ mutant: Mutant) {
    let breach = (UInt64(1)...400).lazy.compactMap { Run.play(seed: $0, mutant: mutant).breach }
    #expect(breach.first != nil)
  }
}
