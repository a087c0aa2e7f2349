import StripeSandbox
import Synchronization

/// Stripe as it is, whatever anybody heard of it.
final class StripeAccount: Sendable {
  private struct State {
    var core: SandboxCore
    var weather = Weather.fine
    /// When customers were deleted behind our back.
    var deletions: [String: Duration] = [:]
    var edited: Set<String> = []
  }

  let world: World
  private let state: Mutex<State>

  init(world: World) {
    self.world = world
    var rules = SandboxRules()
    rules.searchLag = .seconds(3 * 3600)
    state = Mutex(State(core: SandboxCore(rules: rules)))
  }

  var weather: Weather { state.withLock { $0.weather } }

  func setWeather(_ weather: Weather) { state.withLock { $0.weather = weather } }

  /// Executes a request that has arrived.
  func receive(_ request: SandboxRequest, _ fault: SandboxFault?) -> SandboxReply {
    let now = world.stripeNow
    let skew = weather.skew
    let error = skew == .zero ? .zero : world.draw { $0.duration(.zero - skew, skew) }
    return state.withLock { state in
      if let fault { state.core.inject(FaultScript(fault)) }
      let reply = state.core.exchange(request, at: now + error)
      if let hold = reply.hold { state.core.release(hold) }
      return reply
    }
  }

  /// Deletes a customer as a person in the dashboard does.
  func delete(_ id: String) {
    let (now, time) = (world.stripeNow, world.now)
    state.withLock { state in
      if state.core.deleteCustomer(id, at: now) { state.deletions[id] = time }
    }
  }

  /// Makes a customer as another system does.
  func plant(email: String, metadata: [String: String] = [:]) {
    let now = world.stripeNow
    state.withLock { state in
      _ = state.core.plantCustomer(email: email, metadata: metadata, at: now)
    }
  }

  func edit(_ id: String, metadata: [String: String]) {
    let now = world.stripeNow
    state.withLock { state in
      if state.core.editMetadata(id, metadata, at: now) { state.edited.insert(id) }
    }
  }

  func wasEdited(_ id: String) -> Bool { state.withLock { $0.edited.contains(id) } }

  /// Every customer, deleted ones too, oldest first.
  var customers: [SandboxCustomer] { state.withLock { $0.core.customers(.test) } }

  func deletionTime(of id: String) -> Duration? { state.withLock { $0.deletions[id] } }

  var stats: SandboxStats { state.withLock { $0.core.stats } }
}
