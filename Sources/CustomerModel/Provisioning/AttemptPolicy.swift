/// The windows of an attempt; all on Stripe's clock.
public struct AttemptPolicy: Sendable, Equatable {
  /// How long after the watermark a key may be sent; Stripe may forget it after 24 h. Default 20 h.
  public var keyWindow: Duration
  /// How long to let a request rest that may still be on its way before its trace is looked for.
  /// Default 1 h.
  public var quietTime: Duration
  /// How far before the watermark a scan begins, for clocks within Stripe that differ.
  /// Default 300 s.
  public var scanMargin: Duration

  /// The windows of the design.
  public init(
    keyWindow: Duration = .seconds(20 * 3600), quietTime: Duration = .seconds(3600),
    scanMargin: Duration = .seconds(300)
  ) {
    self.keyWindow = keyWindow
    self.quietTime = quietTime
    self.scanMargin = scanMargin
  }
}
