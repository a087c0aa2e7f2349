/// The faults still to come, in the order scripted.
struct FaultQueue: Sendable {
  private var scripts: [FaultScript] = []

  mutating func add(_ script: FaultScript) {
    scripts.append(script)
  }

  mutating func clear() {
    scripts.removeAll()
  }

  /// The fault that strikes this request, if one does. Only the first matching script counts
  /// the request.
  mutating func next(for request: SandboxRequest) -> FaultScript? {
    guard let index = scripts.firstIndex(where: { $0.matches(request) }) else { return nil }
    let script = scripts[index]
    if let skip = script.skip, skip > 0 {
      scripts[index].skip = skip - 1
      return nil
    }
    let left = (script.count ?? 1) - 1
    scripts[index].count = left
    if left <= 0 { scripts.remove(at: index) }
    return script
  }
}
