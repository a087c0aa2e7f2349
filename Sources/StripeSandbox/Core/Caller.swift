/// Who sends a request, as far as its API key tells.
struct Caller: Sendable {
  let mode: SandboxMode
  /// Whether the key is a restricted one.
  let isRestricted: Bool

  /// Reads `Authorization: Bearer sk_test_…`; `nil` when it is no secret or restricted key.
  init?(_ request: SandboxRequest) {
    guard let header = request.headers.first(named: "authorization"),
      header.lowercased().hasPrefix("bearer ")
    else { return nil }
    let key = header.dropFirst(7)
    let prefixes: [(String, SandboxMode, Bool)] = [
      ("sk_test_", .test, false), ("rk_test_", .test, true),
      ("sk_live_", .live, false), ("rk_live_", .live, true),
    ]
    guard let match = prefixes.first(where: { key.hasPrefix($0.0) && key.count > $0.0.count })
    else { return nil }
    mode = match.1
    isRestricted = match.2
  }
}
