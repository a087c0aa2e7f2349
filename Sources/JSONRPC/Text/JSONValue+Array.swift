extension JSONValue {
  /// The array's elements; nil for other kinds.
  public var array: [JSONValue]? {
    guard kind == .array else { return nil }
    let copy = Array(bytes)
    let span = copy.span
    var reader = JSONReader(position: 0, depthLimit: .max)
    var elements: [JSONValue] = []
    // The text is well-formed, so the walk cannot fail; were it not, what was read counts.
    do throws(JSONFault) {
      var container = try reader.enter()
      while try reader.nextElement(&container, span) {
        let start = reader.position
        try reader.skipValue(span)
        elements.append(JSONValue(bytes: copy[start..<reader.position]))
      }
    } catch {
      return elements
    }
    return elements
  }
}
