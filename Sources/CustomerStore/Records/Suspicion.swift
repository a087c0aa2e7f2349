/// Why a ledger may know less than Stripe does; nothing is created before it was rebuilt.
public enum Suspicion: String, Hashable, Sendable, CaseIterable {
  /// The witness tells of commits, and the database is new: it was lost.
  case databaseLost = "database_lost"
  /// The witness has seen a later commit than the database holds: an older copy was restored, or
  /// its last commits were lost.
  case olderThanWitness = "older_than_witness"
  /// The database has commits and no witness: it may be a copy of any age.
  case witnessMissing = "witness_missing"
  /// Stripe holds customers of this namespace that the ledger does not know.
  case unknownAtStripe = "unknown_at_stripe"
}
