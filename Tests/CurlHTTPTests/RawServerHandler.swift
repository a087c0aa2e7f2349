import NIOCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One connection of a `RawServer`.
final class RawServerHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let server: RawServer
  private var received = ""

  init(server: RawServer) {
    self.server = server
  }

  func channelActive(context: ChannelHandlerContext) {
    server.connected()
  }

  func channelInactive(context: ChannelHandlerContext) {
    server.closed()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received += String(buffer: unwrapInboundIn(data))
    while let request = takeRequest() {
      perform(server.answer(to: request), context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func perform(_ answer: RawServer.Answer, _ context: ChannelHandlerContext) {
    switch answer {
    case .send(let text):
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    case .sendAndClose(let text):
      let channel = context.channel
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text))).whenComplete { _ in
        channel.close(promise: nil)
      }
    case .reset:
      // Closing with a linger time of zero sends RST instead of FIN.
      let reset = linger(l_onoff: 1, l_linger: 0)
      _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(reset)
      context.close(promise: nil)
    case .silence:
      break
    }
  }

  /// A whole HTTP request, or the first bytes of anything that is not HTTP.
  private func takeRequest() -> String? {
    guard let first = received.utf8.first else { return nil }
    guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else {
      defer { received = "" }
      return received
    }
    // In bytes, since Swift takes a carriage return and a line feed for one character.
    let bytes = Array(received.utf8)
    let end = Array("\r\n\r\n".utf8)
    guard let head = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else {
      return nil
    }
    let total = head + 4 + contentLength(bytes[..<head])
    guard bytes.count >= total else { return nil }
    received = String(decoding: bytes[total...], as: UTF8.self)
    return String(decoding: bytes[..<total], as: UTF8.self)
  }

  private func contentLength(_ head: ArraySlice<UInt8>) -> Int {
    let name = "content-length: "
    for line in String(decoding: head, as: UTF8.self).lowercased().split(separator: "\r\n") {
      if line.hasPrefix(name) { return Int(line.dropFirst(name.count)) ?? 0 }
    }
    return 0
  }
}
