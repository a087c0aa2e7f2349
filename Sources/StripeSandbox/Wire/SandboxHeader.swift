/// One header line of a request or an answer.
public struct SandboxHeader: Sendable, Equatable {
  /// The header's name, compared without regard to ASCII case.
  public let name: String
  /// The header's value.
  public let value: String

  /// Makes a header line.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [SandboxHeader] {
  /// The value of the first header so named, without regard to ASCII case.
  public func first(named name: String) -> String? {
    let wanted = name.lowercased()
    return first { $0.name.lowercased() == wanted }?.value
  }
}
