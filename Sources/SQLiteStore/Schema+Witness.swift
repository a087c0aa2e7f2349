extension Schema {
  /// What the witness beside the database is held against, and seals that tell a damaged row.
  ///
  /// A row from before it has no seal and is taken as it is.
  static let v2 = """
    ALTER TABLE ledger ADD COLUMN commits INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE ledger ADD COLUMN suspicion TEXT;
    ALTER TABLE subjects ADD COLUMN seal INTEGER;
    ALTER TABLE attempts ADD COLUMN seal INTEGER;
    ALTER TABLE bindings ADD COLUMN seal INTEGER
    """
}
