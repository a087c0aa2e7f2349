import JSONRPC
import Logging

extension Caller {
  /// Who it is, for the log: the role, the connection's number, and what the kernel said.
  var logMetadata: Logger.Metadata {
    var metadata: Logger.Metadata = ["role": "\(role)", "connection": "\(connection)"]
    for fact in peer.facts { metadata[fact.name] = "\(fact.value)" }
    return metadata
  }
}
