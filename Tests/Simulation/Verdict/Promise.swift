/// What must hold, whatever happens.
public enum Promise: String, Sendable, CaseIterable {
  /// No user ever has two live customers made by us.
  case one = "ONE"
  /// Every acknowledged request ends with a customer or a review, with no further request sent.
  case kept = "KEPT"
  /// No user is answered two different live customers, no customer for two users, and a payment
  /// always gets the same answer.
  case same = "SAME"
  /// `FindUserByCustomer` gives back every customer that we made.
  case found = "FOUND"
  /// The last acknowledged update is what Stripe holds, and what is not ours is left alone.
  case told = "TOLD"
  /// The audit chain verifies.
  case chain = "CHAIN"
  /// The daemon comes to rest when there is nothing to do, and to an end when it is told to.
  case ends = "ENDS"
}
