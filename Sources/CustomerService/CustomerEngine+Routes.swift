internal import CustomerStore
public import JSONRPC

extension CustomerEngine {
  /// Every method this service answers, with its handler.
  public func routes(identity: DaemonIdentity) -> [Route] {
    [
      Route(GetOrCreateCustomerHandler(self)),
      Route(UpdateCustomerHandler(self)),
      Route(FindUserByCustomerHandler(self)),
      Route(GetUserHandler(self)),
      Route(ListUsersHandler(self)),
      Route(ListReviewsHandler(self)),
      Route(GetStatusHandler(self, identity: identity)),
      Route(ReconcileHandler(self)),
      Route(DrainHandler(self)),
    ]
  }

  /// Why the ledger is not trusted, as a stable word; nil when it is, or cannot be read.
  ///
  /// Until it was rebuilt, reads are answered, sign-ups are stored, and nothing is sent to Stripe.
  public var suspicion: String? { trust.suspicion?.rawValue }

  /// The health of a gRPC service; nil for one that is not served.
  ///
  /// Whether Stripe answers is no part of it: what is accepted meanwhile is not lost, so callers
  /// should go on calling.
  public func health(of service: String) -> HealthStatus? {
    switch service {
    case "", "billing.customer.v1.CustomerService", "billing.customer.v1.CustomerAdmin":
      isDraining ? .notServing : .serving
    default: nil
    }
  }
}
