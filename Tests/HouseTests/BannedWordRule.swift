/// Words that must not appear, each with the reason that is told to whoever wrote one.
enum BannedWordRule {
  struct Ban {
    let words: [String]
    let reason: String
    var inExecutables = true
    var allowed: [String] = []
  }

  /// Looked for in code, in `Sources`.
  static let inCode: [Ban] = [
    Ban(words: ["fatalError", "try !", "as !"], reason: "bad input never traps"),
    Ban(
      words: ["Task {", "Task (", "Task . detached", "Task . immediate"],
      reason: "unstructured tasks live only in the executables", inExecutables: false),
    Ban(
      words: ["Date ( )", "Date . now", "UUID ( )", "Task . sleep", "SystemRandomNumberGenerator"],
      reason: "time, randomness and ids come in as values", inExecutables: false),
    Ban(
      words: ["@ unchecked Sendable", "nonisolated ( unsafe )"],
      reason: "only the curl wrapper and the peer-credential reader may promise this by hand",
      allowed: ["Sources/CurlHTTP/", "Sources/JSONRPCTransport/Server/PeerCredentials.swift"]),
    Ban(words: ["print ("], reason: "output belongs to the executables", inExecutables: false),
  ]

  /// Looked for in code and comments, in `Sources` and `Tests`.
  static let inComments = Ban(
    words: ["TODO", "FIXME", "XXX"], reason: "finish it, or open an issue")

  static func findings(in file: SourceFile) -> [Finding] {
    let bans = file.isShipped ? inCode.filter { applies($0, to: file) } : []
    return matches(of: bans, in: .stringsAndComments, file)
      + matches(of: [inComments], in: .strings, file)
  }

  private static func applies(_ ban: Ban, to file: SourceFile) -> Bool {
    (ban.inExecutables || !file.isExecutable) && !ban.allowed.contains { file.path.hasPrefix($0) }
  }

  private static func matches(
    of bans: [Ban], in part: SwiftText.Part, _ file: SourceFile
  ) -> [Finding] {
    let tokens = CodeTokens.tokens(in: SwiftText.blanking(part, in: file.text))
    return bans.flatMap { ban in
      ban.words.flatMap { word -> [Finding] in
        let wanted = word.split(separator: " ")
        return tokens.indices
          .filter { tokens[$0...].prefix(wanted.count).map(\.word) == wanted }
          .map { file.finding(tokens[$0].line, "\(word.filter { $0 != " " }): \(ban.reason)") }
      }
    }
  }
}
