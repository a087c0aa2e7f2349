import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Stripe's customer semantics over HTTP/1.1 on a loopback port.
///
/// `start` binds and serves, `shutdown` ends it; `run` does both around its task's life. What a
/// test may do to it besides HTTP is in `SandboxServer+Partner.swift`; what a script may do is in
/// `SandboxCore+Control.swift`.
public final class SandboxServer: Sendable {
  /// Where a sandbox listens, what it keeps and how it behaves.
  public struct Configuration: Sendable {
    /// How it behaves when no fault is scripted.
    public var rules = SandboxRules()
    /// The TCP port on 127.0.0.1; 0 lets the system choose.
    public var port = 0
    /// The file that keeps its state over a restart, or `nil` to keep it in memory only.
    public var journalPath: String?
    /// The base clock, to which the movable clock adds its offset.
    public var now: @Sendable () -> SandboxInstant = SandboxInstant.wall

    /// Makes a configuration: any port, nothing kept, the default rules.
    public init(port: Int = 0, journalPath: String? = nil) {
      self.port = port
      self.journalPath = journalPath
    }
  }

  /// The largest request body that is read, in bytes; larger ones get 413.
  static let bodyLimit = 1 << 20

  private struct Life: Sendable {
    let group: MultiThreadedEventLoopGroup
    var channel: (any Channel)?
  }

  private struct Inner: Sendable {
    var core: SandboxCore
    let journal: SandboxJournal?
    /// Set when the journal could not be written; nothing is answered from then on.
    var failure: SandboxError?
    var life: Life?
    var isOver = false
  }

  private let configuration: Configuration
  private let inner: Mutex<Inner>

  /// Makes a sandbox and rebuilds its state from its journal, if it has one.
  public init(configuration: Configuration = Configuration()) throws(SandboxError) {
    self.configuration = configuration
    guard let path = configuration.journalPath else {
      inner = Mutex(Inner(core: SandboxCore(rules: configuration.rules), journal: nil))
      return
    }
    let opened = try SandboxJournal.open(path: path)
    let core = SandboxCore(
      rules: configuration.rules, replaying: opened.entries, keepsJournal: true)
    inner = Mutex(Inner(core: core, journal: opened.journal))
  }

  /// The port it listens on; 0 before `start`.
  public var port: Int {
    inner.withLock { $0.life?.channel?.localAddress?.port } ?? 0
  }

  /// The address to give a client, without a slash at its end: `http://127.0.0.1:PORT`.
  public var baseURL: String { "http://127.0.0.1:\(port)" }

  /// Binds the port and begins to serve; throws when the port is taken or at a second start.
  public func start() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let isFirst = inner.withLock { inner in
      if inner.life != nil || inner.isOver { return false }
      inner.life = Life(group: group)
      return true
    }
    guard isFirst else {
      try await group.shutdownGracefully()
      throw SandboxError.alreadyStarted
    }
    do {
      let channel = try await bootstrap(group).bind(host: "127.0.0.1", port: configuration.port)
        .get()
      inner.withLock { $0.life?.channel = channel }
    } catch {
      try await shutdown()
      throw error
    }
  }

  /// Starts if need be, serves until the task is cancelled or `shutdown` is called, and shuts down.
  public func run() async throws {
    if port == 0 { try await start() }
    let channel = inner.withLock { $0.life?.channel }
    do {
      try await withTaskCancellationHandler {
        try await channel?.closeFuture.get()
      } onCancel: {
        channel?.close(promise: nil)
      }
    } catch {
      try await shutdown()
      throw error
    }
    try await shutdown()
    if let failure = inner.withLock({ $0.failure }) { throw failure }
  }

  /// Closes the port and every connection, and lets go of the journal's writer.
  public func shutdown() async throws {
    let life = inner.withLock { inner in
      let life = inner.life
      inner.life = nil
      inner.isOver = true
      return life
    }
    try await life?.channel?.close().recover { _ in }.get()
    try await life?.group.shutdownGracefully()
  }

  /// Does something to the core at the base clock's time and writes down what it changed.
  ///
  /// When the journal cannot be written the sandbox ends and answers nothing more.
  @discardableResult
  public func withCore<Result: Sendable>(
    _ body: (inout SandboxCore, SandboxInstant) -> Result
  ) -> Result {
    let now = configuration.now()
    return inner.withLock { inner in
      let result = body(&inner.core, now)
      let entries = inner.core.takeJournal()
      guard let journal = inner.journal, !entries.isEmpty else { return result }
      do throws(SandboxError) {
        try journal.append(entries)
      } catch {
        inner.failure = error
        inner.life?.channel?.close(promise: nil)
      }
      return result
    }
  }

  /// Answers a request; `nil` when the sandbox has failed and must not answer.
  func answer(_ request: SandboxRequest) -> SandboxReply? {
    let reply = withCore { core, now in core.exchange(request, at: now) }
    return inner.withLock { $0.failure == nil } ? reply : nil
  }

  private func bootstrap(_ group: MultiThreadedEventLoopGroup) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
          try pipeline.addHandler(SandboxHTTPHandler(self))
        }
      }
  }
}
