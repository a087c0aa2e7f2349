import JSONRPC

/// Methods of a service that only tests have.
enum TestMethods {
  /// Answers with its params, on the event loop.
  enum Say: JSONMethod {
    static let name = MethodName(named: "test.Echo/Say")
    static let roles: Set<Role> = [.auth, .ops]
  }

  /// Answers with its params, from a task.
  enum SayLater: JSONMethod {
    static let name = MethodName(named: "test.Echo/SayLater")
    static let roles: Set<Role> = [.auth, .ops]
  }

  /// Waits until it is cancelled.
  enum Hold: JSONMethod {
    static let name = MethodName(named: "test.Echo/Hold")
    static let roles: Set<Role> = [.auth, .ops]
  }

  /// Writes, so that it is refused as a notification; answers with what is known of its caller.
  enum Introduce: JSONMethod {
    static let name = MethodName(named: "test.Echo/Introduce")
    static let roles: Set<Role> = [.auth, .ops]
    static let idempotency = Idempotency.idempotent
  }

  /// Only for operators.
  enum Guarded: JSONMethod {
    static let name = MethodName(named: "test.Echo/Guarded")
    static let roles: Set<Role> = [.ops]
  }
}
