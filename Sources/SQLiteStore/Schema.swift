internal import CustomerStore

/// The tables, and how an older file becomes one of today.
///
/// A shipped migration is never edited. Constraints carry the promises: what must not be cannot be
/// written, whatever the code above does.
enum Schema {
  /// Marks the file as a ledger of ours ("bcst").
  static let applicationID: Int64 = 0x6263_7374
  static let migrations = [v1, v2]

  /// Brings the file to today's tables, and says which version it had; 0 for a new one.
  static func migrate(_ connection: SQLiteConnection) throws(LedgerError) -> Int {
    let version = try connection.query("PRAGMA user_version") { $0.integer(0) }.first ?? 0
    let owner = try connection.query("PRAGMA application_id") { $0.integer(0) }.first ?? 0
    let tables = try connection.query("SELECT count(*) FROM sqlite_schema") { $0.integer(0) }
    if owner != applicationID, version != 0 || tables.first != 0 {
      throw .corrupt("the file is another program's database")
    }
    if version > migrations.count {
      throw .newerSchema(found: Int(version), known: migrations.count)
    }
    for (index, migration) in migrations.enumerated() where index >= version {
      try connection.script(
        "BEGIN IMMEDIATE; \(migration); PRAGMA user_version = \(index + 1);"
          + "PRAGMA application_id = \(applicationID); COMMIT;")
    }
    return Int(version)
  }

  private static let v1 = """
    CREATE TABLE subjects (
      kind TEXT NOT NULL CHECK (kind IN ('user', 'guest')),
      id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 128),
      email TEXT, email_key TEXT, name TEXT, phone TEXT, address TEXT,
      profile_version INTEGER NOT NULL CHECK (profile_version >= 1),
      told INTEGER NOT NULL, told_email TEXT, told_name TEXT, told_phone TEXT, told_address TEXT,
      owner_told INTEGER NOT NULL, email_verified INTEGER NOT NULL,
      source TEXT NOT NULL, created_via TEXT NOT NULL,
      state TEXT NOT NULL
        CHECK (state IN ('pending', 'ready', 'in_review', 'deleted', 'erased')),
      customer_id TEXT UNIQUE CHECK (length(customer_id) BETWEEN 1 AND 255),
      customer_created INTEGER, claimed_by TEXT, created_at INTEGER NOT NULL,
      PRIMARY KEY (kind, id),
      CHECK (state <> 'ready' OR customer_id IS NOT NULL),
      CHECK (claimed_by IS NULL OR (kind = 'guest' AND customer_id IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX subjects_by_email ON subjects (kind, email_key) WHERE email_key IS NOT NULL;
    CREATE INDEX subjects_by_state ON subjects (kind, state, id);

    CREATE TABLE attempts (
      kind TEXT NOT NULL, id TEXT NOT NULL,
      generation INTEGER NOT NULL CHECK (generation >= 1),
      state TEXT NOT NULL
        CHECK (state IN ('planned', 'sending', 'burnt', 'bound', 'parked', 'superseded')),
      key TEXT, body BLOB, watermark INTEGER, credential TEXT, ambiguous INTEGER,
      burn_cause TEXT, quiet_until INTEGER, customer_id TEXT, park_word TEXT,
      omitting TEXT NOT NULL, tries INTEGER NOT NULL, next_try INTEGER NOT NULL,
      last_error TEXT NOT NULL, created_at INTEGER NOT NULL, revision INTEGER NOT NULL,
      PRIMARY KEY (kind, id, generation),
      FOREIGN KEY (kind, id) REFERENCES subjects (kind, id),
      CHECK (state NOT IN ('sending', 'burnt') OR (key IS NOT NULL AND body IS NOT NULL
        AND watermark IS NOT NULL AND credential IS NOT NULL)),
      CHECK (state <> 'burnt' OR (burn_cause IS NOT NULL AND quiet_until IS NOT NULL)),
      CHECK (state <> 'bound' OR customer_id IS NOT NULL)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX attempts_one_open ON attempts (kind, id)
      WHERE state IN ('planned', 'sending', 'burnt');
    CREATE INDEX attempts_due ON attempts (next_try, created_at)
      WHERE state IN ('planned', 'sending');
    CREATE INDEX attempts_burnt ON attempts (created_at) WHERE state = 'burnt';
    CREATE INDEX attempts_open_age ON attempts (created_at)
      WHERE state IN ('planned', 'sending', 'burnt');

    CREATE TABLE bindings (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      customer_id TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
      generation INTEGER, bound_at INTEGER NOT NULL,
      retired_at INTEGER, retired_reason TEXT,
      CHECK ((retired_at IS NULL) = (retired_reason IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX bindings_living_customer ON bindings (customer_id)
      WHERE retired_at IS NULL;
    CREATE UNIQUE INDEX bindings_living_subject ON bindings (kind, id) WHERE retired_at IS NULL;
    CREATE INDEX bindings_by_customer ON bindings (customer_id, sequence);
    CREATE INDEX bindings_by_subject ON bindings (kind, id, sequence);
    CREATE TRIGGER bindings_stay BEFORE DELETE ON bindings
      BEGIN SELECT raise(ABORT, 'bindings are never deleted'); END;
    CREATE TRIGGER bindings_keep BEFORE UPDATE ON bindings
      WHEN OLD.retired_at IS NOT NULL OR NEW.customer_id <> OLD.customer_id
        OR NEW.kind <> OLD.kind OR NEW.id <> OLD.id OR NEW.bound_at <> OLD.bound_at
      BEGIN SELECT raise(ABORT, 'bindings are never overwritten'); END;

    CREATE TABLE updates (
      kind TEXT NOT NULL, id TEXT NOT NULL,
      version INTEGER, key TEXT, body BLOB, email TEXT, name TEXT, phone TEXT, address TEXT,
      tries INTEGER NOT NULL, next_try INTEGER NOT NULL, last_error TEXT NOT NULL,
      revision INTEGER NOT NULL,
      PRIMARY KEY (kind, id),
      FOREIGN KEY (kind, id) REFERENCES subjects (kind, id),
      CHECK ((version IS NULL) = (key IS NULL) AND (key IS NULL) = (body IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX updates_due ON updates (next_try);

    CREATE TABLE intake_payments (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject_id TEXT NOT NULL,
      matched_by TEXT NOT NULL, created_at INTEGER NOT NULL,
      FOREIGN KEY (kind, subject_id) REFERENCES subjects (kind, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reviews (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      reason TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, customer_id TEXT,
      detail TEXT NOT NULL, created_at INTEGER NOT NULL, resolved_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX reviews_open
      ON reviews (reason, kind, id, coalesce(customer_id, ''), detail) WHERE resolved_at IS NULL;

    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, event TEXT NOT NULL,
      kind TEXT, id TEXT, customer_id TEXT, actor TEXT NOT NULL, detail TEXT NOT NULL,
      link TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_stays BEFORE DELETE ON audit
      BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
    CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit
      BEGIN SELECT raise(ABORT, 'audit is append-only'); END;

    CREATE TABLE ledger (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      account_id TEXT, mode TEXT, namespace TEXT, newest_stripe INTEGER
    ) STRICT;
    INSERT INTO ledger (one) VALUES (1)
    """
}
