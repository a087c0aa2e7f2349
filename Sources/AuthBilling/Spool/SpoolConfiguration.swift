/// Where events wait while the daemon cannot be reached, and how many may.
public struct SpoolConfiguration: Hashable, Sendable {
  /// The file, made with mode 0600; one process at a time uses it.
  public var path: String
  /// The greatest size of the file.
  public var maximumBytes: Int
  /// The greatest number of events.
  public var maximumEntries: Int

  /// Makes a configuration.
  public init(path: String, maximumBytes: Int = 4 << 20, maximumEntries: Int = 10_000) {
    self.path = path
    self.maximumBytes = maximumBytes
    self.maximumEntries = maximumEntries
  }
}
