import JSONRPC

/// A pending call on its way from an event loop to a task of the server, and where its end goes.
struct StartedCall: Sendable {
  /// The call.
  let call: PendingCall
  /// The connection that waits for it.
  let connection: ConnectionReference
  /// The inbox of that connection's event loop.
  let inbox: LoopInbox

  /// Does the call's work and hands its end back.
  func run() async {
    let completion = await call.run()
    inbox.post(LoopInbox.Delivery(connection: connection, item: .completion(completion)))
  }
}
