import CustomerService
import CustomerStore
import Foundation

/// What the operator reads at start and at a failure, on standard error.
enum Console {
  static func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Why a running daemon ends at once.
  static func fatal(_ error: LedgerError) -> String {
    switch error {
    case .corrupt(let what): "the database is damaged (\(what)), so it ends; see README"
    default: "cannot make a commit durable, so it ends: \(error)"
    }
  }

  /// An error as a sentence that says what to do, where something can be done.
  static func sentence(for error: any Error) -> String {
    switch error {
    case LedgerError.inUse: "cannot open the database: another daemon has it open"
    case LedgerError.newerSchema(let found, let known):
      "cannot open the database: it was written by a newer version (\(found), known: \(known))"
    case LedgerError.corrupt(let what):
      "cannot open the database: it is damaged or not a ledger (\(what)); see README, Troubleshoot"
    case LedgerError.full:
      "cannot open the database: there is no room on the disk for it and its log"
    case LedgerError.notDurable(let what):
      "cannot open the database: the disk fails (\(what)); see README, Troubleshoot"
    case let error as LedgerError: "cannot open the database: \(error)"
    case let error as ServiceError: "\(error)"
    default: "\(error)"
    }
  }
}
