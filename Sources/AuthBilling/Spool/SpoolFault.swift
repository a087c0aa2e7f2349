/// Why the spool did not take an event.
enum SpoolFault: Error, Hashable, CustomStringConvertible {
  /// One of its limits is reached.
  case full
  /// The operating system refused a call, with this `errno`.
  case system(Int32)
  /// Another process uses the file.
  case inUse
  /// The event cannot be written as JSON.
  case notJSON

  var description: String {
    switch self {
    case .full: "the spool is full"
    case .system(let code): "the spool cannot be written, error \(code)"
    case .inUse: "another process uses the spool"
    case .notJSON: "the event cannot be written as JSON"
    }
  }

  /// What the caller hears.
  var failure: DeliveryFailure { self == .full ? .spoolFull : .spoolUnwritable }
}
