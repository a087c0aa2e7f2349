import JSONRPC
import JSONRPCTransport
import Logging
import Synchronization

/// The service that the tests call, and what it noticed.
final class TestService: Sendable {
  /// How long calls are held, and what the client is told meanwhile.
  private let held: AsyncStream<Void>
  private let heldContinuation: AsyncStream<Void>.Continuation
  private let released: AsyncStream<Void>
  private let releasedContinuation: AsyncStream<Void>.Continuation
  private let refusals = Mutex<[RPCError]>([])
  private let started = Mutex(0)

  init() {
    (held, heldContinuation) = AsyncStream.makeStream()
    (released, releasedContinuation) = AsyncStream.makeStream()
  }

  /// Calls of `Say` so far.
  var count: Int { started.withLock { $0 } }

  /// Makes the next calls of `Say` fail, one error each.
  func refuse(with errors: [RPCError]) {
    refusals.withLock { $0 = errors.reversed() }
  }

  /// Waits until a call is held.
  func nextHeld() async {
    for await _ in held { return }
  }

  /// Waits until a held call was cancelled.
  func nextReleased() async {
    for await _ in released { return }
  }

  func dispatcher(limits: Limits = Limits()) -> Dispatcher {
    let routes = [
      Route(ClosureHandler(TestMethods.Say.self, say)),
      Route(ClosureHandler(TestMethods.SayLater.self) { params, _ in .later { params } }),
      Route(ClosureHandler(TestMethods.Hold.self, hold)),
      Route(ClosureHandler(TestMethods.Introduce.self) { _, call in .now(Self.facts(of: call)) }),
      Route(ClosureHandler(TestMethods.Guarded.self) { params, _ in .now(params) }),
    ]
    return Dispatcher(
      routes: routes, limits: limits,
      info: ServiceInfo(name: "test", version: "1") { _ in .serving },
      requestIDs: RequestIDs(start: 7))
  }

  private static func facts(of call: Call) -> JSONText {
    JSONWriter.object { writer in
      for fact in call.caller.peer.facts { writer.member(fact.name, fact.value) }
    }
  }

  private func say(_ params: JSONText, _ call: Call) throws(RPCError) -> Answer<JSONText> {
    started.withLock { $0 += 1 }
    if let refusal = refusals.withLock({ $0.popLast() }) { throw refusal }
    return .now(params)
  }

  private func hold(_ params: JSONText, _ call: Call) -> Answer<JSONText> {
    .later { () async throws(RPCError) in
      self.heldContinuation.yield()
      let (never, continuation) = AsyncStream<Void>.makeStream()
      for await _ in never {}
      continuation.finish()
      self.releasedContinuation.yield()
      throw .cancelled(executed: .no)
    }
  }
}
