import ArgumentParser
import CustomerService
import CustomerStore
import JSONRPCTransport
import StripeSandbox

/// How the daemon ends, in the words of sysexits(3); documented in the README.
enum ExitStatus: Int32 {
  /// The settings make no sense together.
  case usage = 64
  /// The database is damaged, newer than the program, or of another account or mode.
  case data = 65
  /// The key cannot be read.
  case noInput = 66
  /// A socket or the sandbox's port cannot be opened.
  case unavailable = 69
  /// A fault of the program.
  case software = 70
  /// There is no room on the disk to open the database.
  case noRoom = 73
  /// A commit could not be made durable: nothing more is acknowledged.
  case notDurable = 74
  /// Another daemon has the database.
  case inUse = 75

  /// What an error on the way up means.
  init(_ error: any Error) {
    switch error {
    case LedgerError.inUse: self = .inUse
    case LedgerError.notDurable: self = .notDurable
    case LedgerError.full: self = .noRoom
    case is LedgerError, is ServiceError: self = .data
    case is TransportError, is SandboxError: self = .unavailable
    case let error as SettingsError: self = error.isAboutKey ? .noInput : .usage
    default: self = .software
    }
  }

  /// The same for the argument parser.
  var exitCode: ExitCode { ExitCode(rawValue) }
}
