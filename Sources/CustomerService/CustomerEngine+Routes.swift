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
