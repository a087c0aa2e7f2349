/// An idempotency key whose first request has not been answered yet.
public struct KeyHold: Hashable, Sendable {
  let mode: SandboxMode
  let key: ExactString
}
