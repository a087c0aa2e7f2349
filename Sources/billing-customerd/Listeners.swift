import Foundation
import JSONRPC
import JSONRPCTransport

/// The sockets to serve: those that systemd handed over, and those that were named.
enum Listeners {
  static func gather(_ named: [String]) throws -> [Listener] {
    let environment = ProcessInfo.processInfo.environment
    let pid = ProcessInfo.processInfo.processIdentifier
    var listeners: [Listener] = []
    for entry in try InheritedSockets.parse(environment: environment, pid: pid) {
      listeners.append(
        Listener(role: try role(entry.name), source: .inherited(descriptor: entry.descriptor)))
    }
    for text in named {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw SettingsError(description: "cannot use --listen \(text): it is ROLE=PATH")
      }
      listeners.append(
        Listener(role: try role(parts[0]), source: .path(try SocketPath(parts[1]))))
    }
    guard !listeners.isEmpty else {
      throw SettingsError(
        description: "cannot start without a socket: give --listen ROLE=PATH, e.g. ops=./ops.sock")
    }
    return listeners
  }

  private static func role(_ name: String) throws -> Role {
    guard let role = Role(name), [.auth, .intake, .ops].contains(role) else {
      throw SettingsError(
        description: "cannot use the role \(name): it is auth, intake or ops")
    }
    return role
  }
}
