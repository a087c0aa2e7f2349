/// The methods of this API, in the order of the definitions.
public enum APIMethods {
  /// Those that need a handler.
  public static let handled: [any MessageMethod.Type] = [
    GetOrCreateCustomer.self, UpdateCustomer.self, FindUserByCustomer.self, GetUser.self,
    ListUsers.self, ListReviews.self, GetStatus.self, Reconcile.self, Drain.self,
  ]

  /// Every method, health included, which the protocol core answers.
  public static let all: [any MessageMethod.Type] = handled + [Check.self]
}
