import CurlHTTP
import NIOCore
import NIOPosix
import Synchronization

/// A TCP server on the loopback host that does with each request exactly what a test says.
final class RawServer: Sendable {
  /// What to do with one request.
  enum Answer: Sendable {
    case send(String)
    case sendAndClose(String)
    case reset
    case silence
  }

  /// What a test can wait for.
  enum Event: Sendable, Equatable {
    case request
    case closed
  }

  private struct Record {
    var connections = 0
    var requests: [String] = []
  }

  let events: AsyncStream<Event>
  private let sink: AsyncStream<Event>.Continuation
  private let record = Mutex(Record())
  private let script: @Sendable (String) -> Answer

  init(script: @escaping @Sendable (String) -> Answer) {
    self.script = script
    (events, sink) = AsyncStream.makeStream()
  }

  var connections: Int { record.withLock { $0.connections } }
  var requests: [String] { record.withLock { $0.requests } }

  /// Waits until an event of that kind has come.
  func next(_ wanted: Event) async {
    for await event in events where event == wanted { return }
  }

  func bind() async throws -> any Channel {
    try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 1_024)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(RawServerHandler(server: self))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  func connected() { record.withLock { $0.connections += 1 } }

  func closed() { sink.yield(.closed) }

  func answer(to request: String) -> Answer {
    record.withLock { $0.requests.append(request) }
    sink.yield(.request)
    return script(request)
  }
}
