import JSONRPC
import NIOCore

/// Turns the bytes of the client's connection into messages for its link.
final class ClientHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let link: ClientLink
  private var decoder: ReplyDecoder

  init(link: ClientLink) {
    self.link = link
    decoder = ReplyDecoder()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    do {
      let messages = try unwrapInboundIn(data).withUnsafeReadableBytes { bytes in
        try decoder.receive(bytes)
      }
      for message in messages { link.received(message) }
    } catch {
      // What follows cannot be understood either: the calls under way end as lost.
      context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    link.lost()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
