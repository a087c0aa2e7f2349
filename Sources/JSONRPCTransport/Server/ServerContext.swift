import JSONRPC
import Logging
import NIOCore

/// What all connections of a server share.
struct ServerContext: Sendable {
  /// Answers the requests.
  let dispatcher: Dispatcher
  /// The limits of the protocol.
  let limits: Limits
  /// What `GET` can read.
  let resources: HTTPResources
  /// Where faults are noted.
  let logger: Logger
  /// The open connections.
  let registry: ConnectionRegistry
  /// What the connections hold together.
  let held: HeldBytes
  /// Takes calls to the tasks of the server.
  let starter: AsyncStream<StartedCall>.Continuation
}
