internal import CustomerStore

/// Holds a database that is being opened against its witness.
struct WitnessCheck {
  private let connection: SQLiteConnection

  init(_ connection: SQLiteConnection) { self.connection = connection }

  /// Notes in the database why it is not to be trusted, if so, and brings the witness up to it.
  ///
  /// The suspicion is committed before the witness moves, and the count of commits is taken beyond
  /// the witness's: so it outlives a crash, and the copy that should have been there is older from
  /// then on. `isUpgrade` is a database from before there were witnesses.
  func settle(_ file: WitnessFile, isUpgrade: Bool) throws(LedgerError) -> WitnessNote {
    let commits = try self.commits()
    let rows = SQLiteRows(connection: connection)
    if let suspicion = suspicion(commits, file.found, isUpgrade: isUpgrade) {
      try connection.run("BEGIN IMMEDIATE")
      try connection.run(
        "UPDATE ledger SET suspicion = coalesce(suspicion, ?), commits = max(commits, ?) + 1",
        [.text(suspicion.rawValue), .integer(file.found?.commits ?? 0)])
      if try rows.stamp() == nil, let stamp = file.found?.stamp { try rows.setStamp(stamp) }
      try connection.run("COMMIT")
    }
    let standing = WitnessNote(commits: try self.commits(), stamp: try rows.stamp())
    if standing != file.found { try file.write(standing) }
    return standing
  }

  private func suspicion(
    _ commits: Int64, _ found: WitnessNote?, isUpgrade: Bool
  ) -> Suspicion? {
    guard let found else { return commits > 0 && !isUpgrade ? .witnessMissing : nil }
    if found.commits <= commits { return nil }
    return commits == 0 && !isUpgrade ? .databaseLost : .olderThanWitness
  }

  private func commits() throws(LedgerError) -> Int64 {
    let found = try connection.query("SELECT commits FROM ledger") { row throws(LedgerError) in
      row.integer(0)
    }
    guard let commits = found.first else { throw .corrupt("the ledger's own row is missing") }
    return commits
  }
}
