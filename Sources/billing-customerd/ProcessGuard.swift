import CAllocator
import Foundation

/// Keeps secrets and personal data out of core files, memory and descriptors in bounds, and a lost peer
/// or a file's limit from ending the process.
enum ProcessGuard {
  static func apply() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    // Where core files go to a program, the limit is not enforced: leave all memory out, too. A
    // kernel without this file makes no such core files.
    try? "0".write(toFile: "/proc/self/coredump_filter", atomically: false, encoding: .utf8)
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow counts as a full disk; it must not end the process.
    signal(SIGXFSZ, SIG_IGN)
    umask(0o077)
    allocator_return_large_blocks()
  }

  /// Raises the soft limit of open descriptors as far as `connections` need it, and gives how many
  /// connections there may be: fewer where the hard limit is low.
  static func connections(wanted: Int) -> Int {
    let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(kind, &limit) == 0 else { return wanted }
    let needed = rlim_t(wanted + reservedDescriptors)
    if limit.rlim_cur < needed {
      limit.rlim_cur = min(needed, limit.rlim_max)
      _ = setrlimit(kind, &limit)
    }
    guard getrlimit(kind, &limit) == 0, limit.rlim_cur < needed else { return wanted }
    return max(Int(limit.rlim_cur) - reservedDescriptors, 1)
  }

  /// Descriptors for the ledger, for Stripe, and for what is being refused.
  private static let reservedDescriptors = 256
}
