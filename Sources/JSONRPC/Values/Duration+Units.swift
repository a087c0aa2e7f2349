extension Duration {
  /// Nanoseconds without their fraction, held within what 64 bits can say.
  var wholeNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow else { return seconds < 0 ? .min : .max }
    let (sum, carried) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
    guard !carried else { return seconds < 0 ? .min : .max }
    return sum
  }

  /// Milliseconds without their fraction.
  var wholeMilliseconds: Int64 { wholeNanoseconds / 1_000_000 }
}
