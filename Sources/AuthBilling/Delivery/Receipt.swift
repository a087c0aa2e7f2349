internal import CustomerModel

/// Where an event is, once it is somewhere.
enum Receipt: Hashable, Sendable {
  /// With the daemon, on disk; the customer's id where there is one already.
  case stored(CustomerID?)
  /// Not wanted by the daemon.
  case skipped
  /// In the spool, or on its way to its disk.
  case spooled(onDisk: Bool)
}
