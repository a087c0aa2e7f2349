import Synchronization

/// What tasks tell the thread: new exchanges, cancellations and the wish to stop.
final class CurlMailbox: Sendable {
  /// What the thread takes out at one time.
  struct Delivery {
    var submissions: [CurlSubmission] = []
    var cancellations: [CurlCall] = []
    var isStopping = false
  }

  /// How far the thread has come.
  private enum Phase {
    case running
    case stopping
    case stopped
  }

  private struct State {
    var phase = Phase.running
    var lastNumber: UInt64 = 0
    /// Exchanges that a task waits for; true once its task was cancelled.
    var calls: [CurlCall: Bool] = [:]
    var delivery = Delivery()
    var waker: CurlWaker?
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  let limits: HTTPLimits
  private let state = Mutex(State())

  init(limits: HTTPLimits) {
    self.limits = limits
  }

  /// Registers an exchange, so that a cancellation is heard from here on.
  func open() throws(HTTPTransportError) -> CurlCall {
    try state.withLock { state throws(HTTPTransportError) in
      guard state.phase == .running else { throw .notSent(.shutDown) }
      guard state.calls.count < limits.exchanges else { throw .notSent(.tooManyExchanges) }
      state.lastNumber += 1
      let call = CurlCall(number: state.lastNumber)
      state.calls[call] = false
      return call
    }
  }

  /// Forgets an exchange whose task has its result.
  func close(_ call: CurlCall) {
    state.withLock { _ = $0.calls.removeValue(forKey: call) }
  }

  /// Hands an exchange to the thread, or ends it at once when it was cancelled or comes too late.
  func submit(_ submission: CurlSubmission) {
    let refusal: HTTPTransportError? = state.withLock { state in
      if state.calls[submission.call] == true { return .cancelled }
      guard state.phase == .running else { return .notSent(.shutDown) }
      state.delivery.submissions.append(submission)
      state.waker?.wake()
      return nil
    }
    if let refusal { submission.continuation.resume(returning: .failure(refusal)) }
  }

  /// Asks the thread to abort an exchange; without effect once it is closed.
  func cancel(_ call: CurlCall) {
    state.withLock { state in
      guard state.calls[call] == false else { return }
      state.calls[call] = true
      state.delivery.cancellations.append(call)
      state.waker?.wake()
    }
  }

  /// Asks the thread to stop and resumes the waiter when it has.
  func stop(thenResume waiter: CheckedContinuation<Void, Never>? = nil) {
    let isStopped = state.withLock { state in
      if state.phase == .stopped { return true }
      state.phase = .stopping
      state.delivery.isStopping = true
      if let waiter { state.waiters.append(waiter) }
      state.waker?.wake()
      return false
    }
    if isStopped { waiter?.resume() }
  }
}

/// The thread's side.
extension CurlMailbox {
  /// Lets tasks wake the thread from now on.
  func attach(_ waker: CurlWaker) {
    state.withLock { $0.waker = waker }
  }

  /// Takes out everything that has come in.
  func take() -> Delivery {
    state.withLock { state in
      let delivery = state.delivery
      state.delivery = Delivery(isStopping: delivery.isStopping)
      return delivery
    }
  }

  /// Refuses everything from now on, and gives back what was never taken.
  func detach() -> [CurlSubmission] {
    state.withLock { state in
      state.phase = .stopping
      state.waker = nil
      defer { state.delivery = Delivery(isStopping: true) }
      return state.delivery.submissions
    }
  }

  /// Tells everyone who waits that the thread is done.
  func finish() {
    let waiters = state.withLock { state in
      state.phase = .stopped
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}
