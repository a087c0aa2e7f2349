/// What the process ends with; the words are those of sysexits.h.
enum ExitStatus: Int32, CaseIterable {
  /// The daemon answered with an error that has no code of its own.
  case failed = 1
  /// What was asked for does not exist.
  case notFound = 4
  /// EX_USAGE, as the argument parser uses it.
  case usage = 64
  /// EX_DATAERR: the input is not what it should be, or the daemon refused a value in it.
  case badInput = 65
  /// EX_NOINPUT: a file cannot be read.
  case noInput = 66
  /// EX_UNAVAILABLE: the daemon cannot be reached.
  case unavailable = 69
  /// EX_TEMPFAIL: no answer in time, or too much to do; try again.
  case tryAgain = 75
  /// EX_NOPERM: this socket, or its role, does not allow it.
  case notPermitted = 77

  /// One line for the help.
  static let summary = """
    0 done, 1 the daemon answered with an error, 4 not found, 64 usage, 65 bad input, \
    66 a file cannot be read, 69 the daemon cannot be reached, 75 try again later, 77 not permitted
    """
}
