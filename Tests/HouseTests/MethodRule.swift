/// Finds the methods that the definitions declare: one stem names a method in every place.
enum MethodRule {
  static func stems(inProto text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split { $0 == " " || $0 == "(" }
      guard words.count > 1, words[0] == "rpc" else { return nil }
      return String(words[1])
    }
  }
}
