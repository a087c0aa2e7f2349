/// Names a call within its session.
public struct CallSlot: Hashable, Sendable {
  let number: UInt64
}
