import JSONRPC
import StripeSandbox

/// What happens outside of the wire before an example, by the name that the page gives it.
enum ExampleScenes {
  static let all: [String: @Sendable (TestDaemon) throws -> Void] = [
    "a second customer at Stripe": { daemon in
      let first = daemon.sandbox.customers().first { !$0.deleted }
      daemon.sandbox.plantCustomer(metadata: first?.metadata ?? [:])
    }
  ]
}
