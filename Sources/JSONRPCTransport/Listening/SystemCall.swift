import Glibc

/// Turns the results of C calls into values or `TransportError`.
enum SystemCall {
  /// Returns `result`, or throws what `errno` says when it is negative.
  ///
  /// - Parameter action: what was tried, to follow "cannot ".
  @discardableResult
  static func check(
    _ result: CInt, _ action: @autoclosure () -> String
  ) throws(TransportError) -> CInt {
    guard result < 0 else { return result }
    throw failure(errno, action())
  }

  /// The error for a call that failed with the number `code`.
  static func failure(_ code: CInt, _ action: String) -> TransportError {
    TransportError(.system, "cannot \(action): \(reason(code))")
  }

  private static func reason(_ code: CInt) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }
}
