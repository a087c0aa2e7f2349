// swift-tools-version: 6.2
import PackageDescription

/// Settings every target of ours is built with: Swift 6 mode, warnings are errors, and the upcoming
/// features that make imports and isolation explicit.
let houseSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
]

let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "billing-customer",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "billing-customerd", targets: ["billing-customerd"]),
    .executable(name: "billing-customerctl", targets: ["billing-customerctl"]),
    .library(name: "AuthBilling", targets: ["AuthBilling", "CustomerModel", "JSONRPCTransport"]),
    .library(
      name: "IntakePaymentsBilling",
      targets: ["IntakePaymentsBilling", "CustomerModel", "JSONRPCTransport"]),
    .library(name: "CustomerAPI", targets: ["CustomerAPI"]),
    .library(name: "JSONRPCTransport", targets: ["JSONRPCTransport"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.6.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Floor 0 and 1: bytes, messages, words.
    .systemLibrary(
      name: "CSystemCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "CCurl", dependencies: ["CSystemCurl"]),
    .target(name: "CAllocator"),
    .target(name: "CurlHTTP", dependencies: ["CCurl"], swiftSettings: houseSettings),
    .target(name: "JSONRPC", swiftSettings: houseSettings),
    .target(name: "CustomerModel", dependencies: [crypto], swiftSettings: houseSettings),

    // Floor 2: methods, rows, Stripe objects, sockets.
    .target(
      name: "JSONRPCTransport",
      dependencies: ["JSONRPC", nioCore, nioPosix, nioHTTP1, logging, lifecycle],
      swiftSettings: houseSettings),
    .target(
      name: "CustomerAPI", dependencies: ["JSONRPC", "CustomerModel", protobuf],
      exclude: ["Generated/SOURCES"], swiftSettings: houseSettings),
    .target(name: "CustomerStore", dependencies: ["CustomerModel"], swiftSettings: houseSettings),
    .target(name: "Stripe", dependencies: ["CurlHTTP"], swiftSettings: houseSettings),

    // Floor 3: customers.
    .target(
      name: "SQLiteStore",
      dependencies: [
        "CSQLite", "CustomerStore", "CustomerModel",
      ], swiftSettings: houseSettings),
    .target(
      name: "StripeSandbox", dependencies: [nioCore, nioPosix, nioHTTP1],
      swiftSettings: houseSettings),
    .target(
      name: "CustomerService",
      dependencies: [
        "CustomerAPI", "CustomerStore", "Stripe", "CustomerModel", "JSONRPC", logging, lifecycle,
        protobuf,
      ], swiftSettings: houseSettings),
    .target(
      name: "AuthBilling",
      dependencies: [
        "CustomerAPI", "CustomerModel", "JSONRPC", "JSONRPCTransport", logging, protobuf,
      ], swiftSettings: houseSettings),
    .target(
      name: "IntakePaymentsBilling",
      dependencies: ["CustomerAPI", "CustomerModel", "JSONRPC", "JSONRPCTransport"],
      swiftSettings: houseSettings),

    // Floor 4: the programs.
    .executableTarget(
      name: "billing-customerd",
      dependencies: [
        "CustomerService", "CustomerAPI", "CustomerStore", "CustomerModel", "SQLiteStore",
        "Stripe", "CurlHTTP", "StripeSandbox", "JSONRPC", "JSONRPCTransport", "CAllocator",
        arguments, logging, lifecycle,
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], swiftSettings: houseSettings),
    .executableTarget(
      name: "billing-customerctl",
      dependencies: [
        "CustomerAPI", "CustomerModel", "JSONRPC", "JSONRPCTransport", arguments, protobuf,
      ],
      swiftSettings: houseSettings),

    // Tests: one target a floor's door.
    .testTarget(name: "JSONRPCTests", dependencies: ["JSONRPC"], swiftSettings: houseSettings),
    .testTarget(
      name: "JSONRPCTransportTests",
      dependencies: ["JSONRPC", "JSONRPCTransport", nioCore, nioPosix, logging, lifecycle],
      swiftSettings: houseSettings),
    .testTarget(
      name: "CustomerModelTests", dependencies: ["CustomerModel"], swiftSettings: houseSettings),
    .testTarget(
      name: "CustomerAPITests", dependencies: ["CustomerAPI", "JSONRPC", protobuf, crypto],
      swiftSettings: houseSettings),
    .testTarget(
      name: "SQLiteStoreTests",
      dependencies: [
        "SQLiteStore", "CustomerStore", "CustomerModel", "CSQLite",
      ], swiftSettings: houseSettings),
    .testTarget(
      name: "CurlHTTPTests", dependencies: ["CurlHTTP", nioCore, nioPosix],
      swiftSettings: houseSettings),
    .testTarget(
      name: "StripeTests", dependencies: ["Stripe", "CurlHTTP", "StripeSandbox"],
      swiftSettings: houseSettings),
    .testTarget(
      name: "StripeSandboxTests", dependencies: ["StripeSandbox", "CurlHTTP"],
      swiftSettings: houseSettings),
    .testTarget(
      name: "CustomerServiceTests",
      dependencies: [
        "CustomerService", "CustomerAPI", "CustomerStore", "CustomerModel", "SQLiteStore",
        "Stripe", "CurlHTTP", "StripeSandbox", "JSONRPC", "JSONRPCTransport", "AuthBilling",
        "IntakePaymentsBilling", logging,
      ], swiftSettings: houseSettings),
    .testTarget(
      name: "ControlTests", dependencies: ["billing-customerctl", "CustomerAPI", protobuf],
      swiftSettings: houseSettings),
    .testTarget(
      name: "AuthBillingTests",
      dependencies: [
        "AuthBilling", "CustomerAPI", "CustomerModel", "JSONRPC", "JSONRPCTransport", logging,
        protobuf,
      ], swiftSettings: houseSettings),
    .testTarget(
      name: "IntakePaymentsBillingTests",
      dependencies: [
        "IntakePaymentsBilling", "CustomerAPI", "CustomerModel", "JSONRPC", "JSONRPCTransport",
        logging,
      ], swiftSettings: houseSettings),
    .target(
      name: "Simulation",
      dependencies: [
        "CustomerService", "CustomerAPI", "CustomerStore", "CustomerModel", "Stripe", "CurlHTTP",
        "StripeSandbox", "JSONRPC", logging,
      ], path: "Tests/Simulation", swiftSettings: houseSettings),
    .testTarget(
      name: "SimulationTests", dependencies: ["Simulation"], swiftSettings: houseSettings),
    .executableTarget(
      name: "simulate", dependencies: ["Simulation", arguments], path: "Tests/SimulateCommand",
      swiftSettings: houseSettings),
    .testTarget(name: "HouseTests", swiftSettings: houseSettings),

    // A load for the measurements of scripts/, not a product.
    .executableTarget(
      name: "signup-load",
      dependencies: ["AuthBilling", "CustomerModel", "JSONRPCTransport", arguments, logging],
      path: "Tests/SignupLoad", swiftSettings: houseSettings),
  ]
)

// Built by scripts/fuzz alone, since everything in them must carry libFuzzer's instrumentation.
if Context.environment["BILLING_CUSTOMER_FUZZ"] != nil {
  package.targets += [
    .target(name: "FuzzDriver", path: "Fuzz/Driver", swiftSettings: houseSettings),
    .executableTarget(
      name: "fuzz-core", dependencies: ["FuzzDriver", "JSONRPC", "Stripe", "CurlHTTP"],
      path: "Fuzz/Core", swiftSettings: houseSettings),
    .executableTarget(
      name: "fuzz-http",
      dependencies: [
        "FuzzDriver", "JSONRPC", "JSONRPCTransport", nioCore, logging,
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ], path: "Fuzz/HTTP", swiftSettings: houseSettings),
  ]
}

// The programs that `scripts/thin` weighs are built for it alone.
if Context.environment["BILLING_CUSTOMER_THIN"] != nil {
  let programs: [(name: String, dependencies: [Target.Dependency])] = [
    ("bare", []), ("nio", [nioCore, nioPosix, logging]),
    ("auth", ["AuthBilling", "CustomerModel", "JSONRPCTransport", logging]),
    ("intake", ["IntakePaymentsBilling", "CustomerModel", "JSONRPCTransport"]),
  ]
  for program in programs {
    package.targets.append(
      .executableTarget(
        name: "thin-\(program.name)", dependencies: program.dependencies,
        path: "Tests/ThinPrograms/\(program.name)", swiftSettings: houseSettings))
  }
}
