/// Names one exchange between the task that asked for it and the thread that performs it.
struct CurlCall: Sendable, Hashable {
  let number: UInt64
}
