/// A claim about every input, which libFuzzer tries to refute.
public protocol FuzzTarget: SendableMetatype {
  /// Checks the claim for one input; ends the process by `refute` where it does not hold.
  static func check(_ input: [UInt8])
}
