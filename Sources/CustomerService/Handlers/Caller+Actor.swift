internal import JSONRPC

extension Caller {
  /// Who asked, as the audit trail has it: the role, then what the kernel said of the process.
  var actor: String {
    let facts = peer.facts.map { "\($0.name)=\($0.value)" }
    return ([role.name] + facts).joined(separator: " ")
  }
}
