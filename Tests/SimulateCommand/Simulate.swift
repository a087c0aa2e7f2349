import ArgumentParser
import Foundation
import Simulation

/// Plays a range of seeds and says what they came to; see `scripts/simulate`.
@main
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Plays simulated worlds, one a seed, and stops at the first broken promise.")

  @Option(help: "The first seed.")
  var from: UInt64 = 1

  @Option(help: "The last seed.")
  var to: UInt64 = 1000

  @Option(help: "A rule to break on purpose; 'all' breaks one after the other.")
  var mutant: String?

  @Flag(help: "Print what happens, line by line.")
  var trace = false

  func validate() throws {
    guard from <= to else { throw ValidationError("the first seed is after the last") }
    guard let mutant, mutant != "all", Mutant(rawValue: mutant) == nil else { return }
    let names = Mutant.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("there is no mutant \(mutant); there are \(names)")
  }

  func run() throws {
    if mutant == "all" { return try huntMutants() }
    let clock = ContinuousClock()
    let start = clock.now
    var tally: [String: Int] = [:]
    var hash: UInt64 = 0
    for seed in from...to {
      let outcome = play(seed, mutant.flatMap(Mutant.init(rawValue:)))
      hash = hash &* 31 &+ outcome.traceHash
      for (name, count) in outcome.tally { tally[name, default: 0] += count }
    }
    let seconds = (clock.now - start) / .seconds(1)
    for (name, count) in tally.sorted(by: { $0.key < $1.key }) { print("\(count)\t\(name)") }
    let digits = String(hash, radix: 16)
    print("seeds \(to - from + 1) breaches 0 seconds \(Int(seconds.rounded(.up))) trace \(digits)")
  }

  /// Plays one seed; a breach is printed and ends the program with status 1.
  private func play(_ seed: UInt64, _ mutant: Mutant?) -> Run.Outcome {
    let outcome = Run.play(seed: seed, mutant: mutant, keepsLines: trace)
    for line in outcome.lines { print(line) }
    guard let breach = outcome.breach else { return outcome }
    print("seed \(seed): \(breach)")
    print("see it happen: scripts/simulate --trace \(seed)")
    Self.exit(withError: ExitCode(1))
  }

  /// Every broken rule must be found before the seeds run out.
  private func huntMutants() throws {
    var caught = 0
    for mutant in Mutant.allCases {
      var found: String?
      for seed in from...to where found == nil {
        if let breach = Run.play(seed: seed, mutant: mutant).breach {
          found = "seed \(seed): \(breach)"
        }
      }
      print("\(found == nil ? "MISSED" : "caught") \(mutant.rawValue) \(found ?? "")")
      if found != nil { caught += 1 }
    }
    print("mutants caught \(caught) of \(Mutant.allCases.count)")
    if caught < Mutant.allCases.count { throw ExitCode(1) }
  }
}
