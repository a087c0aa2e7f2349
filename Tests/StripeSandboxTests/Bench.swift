import StripeSandbox

/// A core without a server, and a clock that stands still until it is moved.
final class Bench {
  var core: SandboxCore
  var wall = SandboxInstant(seconds: 1_700_000_000)

  init(_ rules: SandboxRules = SandboxRules(), keepsJournal: Bool = false) {
    core = SandboxCore(rules: rules, keepsJournal: keepsJournal)
  }

  func reply(
    _ method: String, _ target: String, _ form: String = "", key: String? = nil,
    secret: String? = "sk_test_1", headers: [SandboxHeader] = []
  ) -> SandboxReply {
    var all = headers
    if let secret { all.append(SandboxHeader("Authorization", "Bearer \(secret)")) }
    if let key { all.append(SandboxHeader("Idempotency-Key", key)) }
    let request = SandboxRequest(
      method: method, target: target, headers: all, body: Array(form.utf8))
    return core.exchange(request, at: wall)
  }

  @discardableResult
  func post(
    _ target: String, _ form: String = "", key: String? = nil, secret: String? = "sk_test_1"
  ) -> Answer {
    Answer(reply("POST", target, form, key: key, secret: secret).response)
  }

  @discardableResult
  func get(_ target: String, secret: String? = "sk_test_1") -> Answer {
    Answer(reply("GET", target, secret: secret).response)
  }

  @discardableResult
  func delete(_ target: String) -> Answer {
    Answer(reply("DELETE", target).response)
  }

  /// Makes a customer and gives its id.
  func create(_ form: String = "", key: String? = nil) -> String {
    post("/v1/customers", form, key: key).text("id") ?? "none"
  }

  func control(_ method: String, _ path: String, _ body: String = "") -> Answer {
    Answer(reply(method, "/_sandbox/\(path)", body, secret: nil).response)
  }

  func advance(hours: Int) {
    core.advanceClock(by: .seconds(hours * 3600), at: wall)
  }
}
