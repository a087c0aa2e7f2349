/// Every method of this API.
public enum APIMethods {
  /// In the order of the definitions, health last.
  public static let all: [any MessageMethod.Type] = [
    GetOrCreateCustomer.self, UpdateCustomer.self, FindUserByCustomer.self, GetUser.self,
    ListUsers.self, ListReviews.self, GetStatus.self, Reconcile.self, Drain.self, Check.self,
  ]
}
