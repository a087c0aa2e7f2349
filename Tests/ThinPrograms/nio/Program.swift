internal import FoundationEssentials
internal import Logging
internal import NIOCore
internal import NIOPosix

/// What a service that speaks HTTP has anyway: an event loop, a logger, JSON.
@main
struct Program {
  static func main() async throws {
    let logger = Logger(label: "thin")
    let numbers = try JSONDecoder().decode([Int].self, from: Data("[1]".utf8))
    let group = MultiThreadedEventLoopGroup.singleton
    let bootstrap = ServerBootstrap(group: group)
    let channel = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
    logger.info("listens", metadata: ["numbers": "\(numbers)"])
    try await channel.close()
  }
}
