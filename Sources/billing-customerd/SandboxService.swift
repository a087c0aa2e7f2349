import ServiceLifecycle
import StripeSandbox

/// Runs the sandbox as long as the daemon runs.
struct SandboxService: Service {
  let sandbox: SandboxServer

  func run() async throws {
    try await cancelWhenGracefulShutdown { try await sandbox.run() }
  }
}
