/// Where a subject stands on the way to their one customer.
public enum CustomerState: String, Sendable, CaseIterable {
  /// Recorded; the customer will follow by itself.
  case pending
  /// Bound to a live customer.
  case ready
  /// A person must decide before anything more happens.
  case inReview = "in_review"
  /// The customer is theirs no more: deleted at Stripe where policy says to wait for a person, or
  /// taken over by the user that a guest became.
  case deleted
  /// The user was erased; never made again.
  case erased
}
