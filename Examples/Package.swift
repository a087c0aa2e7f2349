// swift-tools-version: 6.2
import PackageDescription

/// Settings that these examples are built with; a service of your own needs none of them.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

let package = Package(
  name: "billing-customer-examples",
  platforms: [.macOS(.v15)],
  dependencies: [
    // A service elsewhere names the repository's URL here instead.
    .package(name: "billing-customer", path: ".."),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    .executableTarget(
      name: "AuthService",
      dependencies: [
        hummingbird, logging, .product(name: "AuthBilling", package: "billing-customer"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "IntakePaymentsService",
      dependencies: [
        hummingbird, logging, .product(name: "IntakePaymentsBilling", package: "billing-customer"),
      ], swiftSettings: settings),
    // Runs the programs above, and the daemon, as processes.
    .testTarget(
      name: "ServicesTests", dependencies: ["AuthService", "IntakePaymentsService"],
      swiftSettings: settings),
  ]
)
