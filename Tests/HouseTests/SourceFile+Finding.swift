extension SourceFile {
  /// A finding on one line of this file.
  func finding(_ line: Int, _ message: String) -> Finding {
    Finding(path: path, line: line, message: message)
  }
}
