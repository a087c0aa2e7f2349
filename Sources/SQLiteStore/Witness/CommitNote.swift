/// What a transaction did that the witness must know of.
final class CommitNote {
  /// A request to Stripe leaves once the caller is answered: the witness must have seen its commit.
  var precedesSend = false
  /// The ledger belongs to an account from here on.
  var hasNewStamp = false
}
