internal import CustomerStore
internal import Foundation
internal import Synchronization

/// Keeps a second daemon off the database, by `flock` on a file beside it.
///
/// The lock ends with the process, however it ends.
final class LockFile: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Takes the lock at once. Throws `inUse` when somebody has it.
  init(path: String) throws(LedgerError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .engine("cannot open the lock file: errno \(errno)") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .inUse
    }
    self.descriptor = Mutex(descriptor)
  }

  deinit { release() }

  /// Lets the next one in.
  func release() {
    descriptor.withLock { descriptor in
      if let open = descriptor { close(open) }
      descriptor = nil
    }
  }
}
