import FuzzDriver
@testable import JSONRPC

/// However a stream is cut, it is answered the same; and what is answered is well-formed.
///
/// The first byte of an input says how the rest is cut.
enum Framing: FuzzTarget {
  static func check(_ input: [UInt8]) {
    var reader = InputReader(input)
    let seed = reader.byte()
    let bytes = reader.all()
    let whole = talk([bytes])
    same(whole, talk(InputReader.pieces(bytes, seed: seed)), "in pieces")
    same(whole, talk(bytes.map { [$0] }), "byte by byte")
  }

  private static func talk(_ pieces: [[UInt8]]) -> Talk {
    var talk = Talk()
    for piece in pieces { talk.say(piece) }
    talk.hangUp()
    talk.completeAll()
    require(talk.isClosed, "the connection closes once the input ended and all is answered")
    require(talk.session.partialSince == nil, "nothing is incomplete after the end")
    require(talk.session.heldBytes == 0, "nothing is held after the end")
    return talk
  }

  private static func same(_ whole: Talk, _ pieces: Talk, _ how: String) {
    let expected = whole.lines()
    let found = pieces.lines()
    require(
      expected == found,
      "the same bytes \(how) get the same replies: \(expected.map(text)) and \(found.map(text))")
  }
}
