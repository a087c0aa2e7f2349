/// What an endpoint wants to happen and to answer.
struct Execution: Sendable {
  var changes: [SandboxChange]
  var status = 200
  var body: JSONText
}
