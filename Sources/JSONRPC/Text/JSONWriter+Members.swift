extension JSONWriter {
  /// Writes a member with a string, nothing for nil.
  public mutating func member(_ name: String, _ text: String?) {
    guard let text else { return }
    key(name)
    string(text)
  }

  /// Writes a member with an integer, nothing for nil.
  public mutating func member(_ name: String, _ number: (some BinaryInteger)?) {
    guard let number else { return }
    key(name)
    integer(number)
  }

  /// Writes a member with `true` or `false`.
  public mutating func member(_ name: String, _ truth: Bool) {
    key(name)
    boolean(truth)
  }

  /// Writes a member with a text that is ready.
  public mutating func member(_ name: String, _ text: JSONText) {
    key(name)
    json(text)
  }

  /// Writes a text of one object whose members the closure writes.
  public static func object<Failure: Error>(
    _ members: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) -> JSONText {
    var writer = JSONWriter()
    try writer.object(members)
    return writer.text
  }
}
