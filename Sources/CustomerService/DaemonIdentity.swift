/// What a running daemon says of itself.
public struct DaemonIdentity: Sendable, Equatable {
  /// The program's version.
  public let version: String
  /// The ledger's file.
  public let databasePath: String
  /// Whether Stripe is the built-in sandbox.
  public let isSandbox: Bool
  /// When it started, on the boot clock.
  public let startedAt: Duration

  /// Gathers what is said.
  public init(version: String, databasePath: String, isSandbox: Bool, startedAt: Duration) {
    self.version = version
    self.databasePath = databasePath
    self.isSandbox = isSandbox
    self.startedAt = startedAt
  }
}
