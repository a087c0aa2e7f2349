import CustomerModel
import CustomerService
import Logging
import Stripe
import Synchronization

/// One life of the daemon: the real engine, from its start to its kill.
final class Daemon: Sendable {
  typealias Work = @Sendable (CustomerEngine) async -> Void

  let executor = StepExecutor()
  let pulse: Pulse
  private let queue: AsyncStream<Work>.Continuation
  private let root = Mutex<Task<Void, Never>?>(nil)
  private let isOver = Atomic<Bool>(false)

  /// Starts the engine; its first job waits for the executor to be stepped.
  init(parts: ServiceParts, pulse: Pulse) throws {
    self.pulse = pulse
    let engine = try CustomerEngine(parts: parts, limits: RateLimits(global: 100, endpoint: 100))
    let (work, queue) = AsyncStream.makeStream(of: Work.self)
    self.queue = queue
    let task = Task(executorPreference: executor) { [self] in
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          // The only refusals are of another account, and there is one here.
          _ = try? await engine.work()
        }
        for await item in work { group.addTask { await item(engine) } }
      }
      isOver.store(true, ordering: .relaxed)
    }
    root.withLock { $0 = task }
  }

  /// Lets a caller's request in.
  func submit(_ work: @escaping Work) { queue.yield(work) }

  /// Runs one of the jobs that are ready; false when there is none.
  func step(_ world: World) -> Bool {
    let ready = executor.readyCount
    guard ready > 0 else { return false }
    executor.run(at: ready == 1 ? 0 : world.draw { $0.below(ready) })
    return true
  }

  /// Kills the process: nothing that it still does has an effect. False when its tasks do not end.
  func kill() -> Bool {
    pulse.stop()
    root.withLock { $0 }?.cancel()
    queue.finish()
    var steps = 0
    while executor.readyCount > 0, steps < 100_000 {
      executor.run(at: 0)
      steps += 1
    }
    return isOver.load(ordering: .relaxed)
  }
}
