import CustomerModel
import CustomerService

/// A rule of the protocol broken on purpose: the simulation must find each, or it has no teeth.
///
/// Each is applied where the engine meets the world (network, ledger, policy), so that the program
/// itself holds no switch that could break it.
public enum Mutant: String, Sendable, CaseIterable {
  // What is sent.
  /// Every send has a key of its own.
  case sendsFreshKeys
  /// Nothing is sent with a key: create, then insert.
  case sendsNoKey
  /// The key is made from a body that changes.
  case hashesBodyIntoKey
  /// A 500 earns a new key.
  case takesNewKeyAfter500
  /// A 409 earns a new key.
  case takesNewKeyAfter409

  // What is believed.
  /// An index that lags by hours decides whether a customer exists.
  case trustsSearch
  /// A customer under somebody's address is theirs, whosever mark it bears.
  case trustsAddresses
  /// A list that fails counts as empty.
  case takesFailureForAbsence
  /// Only the newest of the list is looked at.
  case readsNewestOnly
  /// A 200 is bound without a look at whose it is.
  case bindsAnything
  /// A replayed answer counts as news: nobody looks whether it was deleted since.
  case ignoresReplay
  /// An answer that did not come counts as a refusal.
  case takesSilenceForRefusal
  /// A request that may have arrived counts as not sent.
  case takesSilenceForNotSent
  /// Stripe's time is our wall clock's.
  case trustsWallClock

  // When.
  /// The same key is sent for ever.
  case retriesPastWindow
  /// The window ends after the keys may be forgotten.
  case widensWindow
  /// The list is read while a request may still be on its way.
  case skipsQuietTime
  /// The list is read from the watermark on, as if all of Stripe's clocks agreed.
  case skipsScanMargin

  // What is kept.
  /// Callers are told before the commit.
  case answersBeforeCommit
  /// A request under way is fixed anew at every try: key and watermark only in memory.
  case refreezes
  /// That an outcome was unknown is forgotten with the next answer.
  case forgetsUnknownOutcome
  /// A spent key is followed by the next generation without a look.
  case replacesWithoutLooking
  /// Two daemons work on one ledger that does not check revisions.
  case runsTwoDaemons
  /// A change that comes while another is sent is dropped with it.
  case losesUpdate
  /// A change is fixed anew before the outcome of the last is known.
  case thawsUpdate
  /// Every checkout makes a guest.
  case forgetsGuests
  /// What a person must decide is not written down.
  case dropsReviews
  /// Audit entries do not hold the hash of the one before.
  case breaksChain

  /// Changes what the policy says.
  func bend(_ policy: inout ServicePolicy) {
    switch self {
    case .retriesPastWindow: policy.attempt.keyWindow = .seconds(10 * 365 * 86400)
    case .widensWindow: policy.attempt.keyWindow = .seconds(27 * 3600)
    case .skipsQuietTime: policy.attempt.quietTime = .zero
    case .skipsScanMargin: policy.attempt.scanMargin = .zero
    default: break
    }
  }
}
