import Glibc

/// Finds the target that a program was started for: the environment's `FUZZ_TARGET` names it.
public enum Driver {
  /// The target; ends the program where there is none of that name.
  public static func chosen(of targets: [String: any FuzzTarget.Type]) -> any FuzzTarget.Type {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = targets[name] else {
      print("set FUZZ_TARGET to one of: \(targets.keys.sorted().joined(separator: " "))")
      fflush(nil)
      exit(64)
    }
    return target
  }
}

/// Ends the process with a sentence, so that libFuzzer keeps the input.
public func refute(_ claim: @autoclosure () -> String) -> Never {
  print("REFUTED: \(claim())")
  fflush(nil)
  abort()
}

/// Refutes the claim unless the condition holds.
public func require(_ condition: Bool, _ claim: @autoclosure () -> String) {
  if !condition { refute(claim()) }
}
