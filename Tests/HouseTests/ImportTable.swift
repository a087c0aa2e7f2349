/// Who may import what: the table of the design, one row a target.
///
/// A target sees only floors below it; a missing row means that a new target was not thought about.
enum ImportTable {
  struct Row {
    let ours: Set<String>
    let outside: Set<String>
  }

  /// Part of the toolchain, harmless on every floor.
  static let everywhere: Set<String> = ["Glibc", "Musl", "Darwin", "Synchronization"]

  /// Allowed above the floors that must stay free of it.
  static let foundation: Set<String> = ["Foundation", "FoundationEssentials"]

  private static let nio: Set<String> = ["NIOCore", "NIOPosix", "NIOHTTP1"]

  static let rows: [String: Row] = [
    "CurlHTTP": Row(ours: ["CCurl"], outside: []),
    "JSONRPC": Row(ours: [], outside: []),
    "CustomerModel": Row(ours: [], outside: ["Crypto"]),
    "JSONRPCTransport": Row(
      ours: ["JSONRPC"], outside: nio.union(["Logging", "ServiceLifecycle"])),
    "CustomerAPI": Row(
      ours: ["JSONRPC", "CustomerModel"], outside: foundation.union(["SwiftProtobuf"])),
    "CustomerStore": Row(ours: ["CustomerModel"], outside: []),
    "Stripe": Row(ours: ["CurlHTTP"], outside: foundation),
    "SQLiteStore": Row(
      ours: ["CustomerStore", "CustomerModel"],
      outside: foundation.union(["CSQLite", "Dispatch"])),
    "StripeSandbox": Row(ours: [], outside: foundation.union(nio)),
    "CustomerService": Row(
      ours: ["CustomerAPI", "CustomerStore", "Stripe", "CustomerModel", "JSONRPC"],
      outside: foundation.union([
        // Its messages' members, such as timestamps, are swift-protobuf's.
        "SwiftProtobuf", "Logging", "Metrics", "ServiceLifecycle",
      ])),
    "AuthBilling": Row(
      ours: ["CustomerAPI", "CustomerModel", "JSONRPC", "JSONRPCTransport"],
      outside: foundation.union(["Logging", "SwiftProtobuf"])),
    "IntakePaymentsBilling": Row(
      ours: ["CustomerAPI", "CustomerModel", "JSONRPC", "JSONRPCTransport"], outside: []),
    "billing-customerd": Row(
      ours: [
        "CustomerService", "CustomerAPI", "CustomerStore", "CustomerModel", "SQLiteStore",
        "Stripe", "CurlHTTP", "StripeSandbox", "JSONRPC", "JSONRPCTransport",
        "CAllocator",
      ],
      outside: foundation.union([
        "ArgumentParser", "Configuration", "Dispatch", "Logging", "ServiceLifecycle",
        "SystemPackage", "UnixSignals",
      ])),
    "billing-customerctl": Row(
      ours: ["CustomerAPI", "CustomerModel", "JSONRPC", "JSONRPCTransport"],
      outside: foundation.union(["ArgumentParser", "Dispatch", "SwiftProtobuf"])),
  ]
}
