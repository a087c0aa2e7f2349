import Foundation

/// Keeps secrets and personal data out of core files, and a lost peer or a file's limit from ending
/// the process.
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
  }
}
