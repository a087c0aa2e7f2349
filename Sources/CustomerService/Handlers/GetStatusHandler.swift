public import CustomerAPI
internal import CustomerModel
internal import CustomerStore
public import JSONRPC
internal import SwiftProtobuf

/// Answers what the daemon is, whether it is well, and how much waits.
public struct GetStatusHandler: MethodHandler {
  /// The method that is handled.
  public typealias Contract = GetStatus

  let engine: CustomerEngine
  let identity: DaemonIdentity

  /// Handles by means of an engine, for a daemon of this identity.
  public init(_ engine: CustomerEngine, identity: DaemonIdentity) {
    self.engine = engine
    self.identity = identity
  }

  /// Answers a call, from the ledger and the last dealings with Stripe.
  ///
  /// - Throws: `UNAVAILABLE` without a ledger.
  public func answer(
    _ params: WireGetStatusRequest, _ call: Call
  ) throws(RPCError) -> Answer<WireGetStatusResponse> {
    let (counts, stamp) = try engine.parts.reading { reader throws(LedgerError) in
      (try reader.counts(), try reader.stamp())
    }
    var response = WireGetStatusResponse()
    response.version = identity.version
    response.databasePath = identity.databasePath
    response.sandbox = identity.isSandbox
    response.mode = engine.parts.mode.isLive ? .live : .test
    response.stripeAccountID = stamp?.accountID ?? ""
    response.uptimeSeconds =
      Double((engine.parts.clock.bootNow() - identity.startedAt).wholeMilliseconds) / 1000
    response.counts = .init(counts)
    if let oldest = counts.oldestOpenAttempt {
      response.oldestPendingSince = Google_Protobuf_Timestamp(oldest)
    }
    let standing = engine.gate.standing
    response.stripeState = .init(standing.0)
    response.lastError = standing.lastError ?? ""
    response.draining = engine.isDraining
    response.suspicion = engine.suspicion ?? ""
    return .now(response)
  }
}

extension WireGetStatusResponse.StripeState {
  fileprivate init(_ state: CircuitBreaker.State) {
    switch state {
    case .unchecked: self = .notChecked
    case .closed: self = .ok
    case .open: self = .down
    case .accountHold: self = .accountHold
    }
  }
}

extension WireGetStatusResponse.Counts {
  fileprivate init(_ counts: LedgerCounts) {
    self.init()
    users = Int32(clamping: counts.users.values.reduce(0, +))
    ready = Int32(clamping: counts.users[.ready] ?? 0)
    pending = Int32(clamping: counts.users[.pending] ?? 0)
    guests = Int32(clamping: counts.guests)
    reviews = Int32(clamping: counts.openReviews)
    updatesPending = Int32(clamping: counts.pendingUpdates)
  }
}
