internal import CustomerAPI
internal import CustomerModel
internal import JSONRPC
internal import JSONRPCTransport

/// Takes one event to the daemon.
struct Courier: Sendable {
  let socket: SocketClient

  /// Sends an event and returns once the daemon has it on disk; one that `waits` asks the daemon to
  /// answer once the customer is there, or just before the time is up.
  func send(
    _ notice: Notice, timeout: Duration, waits: Bool = false
  ) async -> Result<Receipt, RPCError> {
    do throws(RPCError) {
      switch notice {
      case .signedUp(let event):
        var request = WireGetOrCreateCustomerRequest(event)
        request.wait = waits ? .ready : .stored
        let answer = try await socket.call(GetOrCreateCustomer.self, request, timeout: timeout)
        if answer.outcome == .skipped { return .success(.skipped) }
        // The daemon sends no id until there is a customer.
        return .success(.stored(try? CustomerID(answer.customer.customerID)))
      case .updated(let event):
        let request = WireUpdateCustomerRequest(event)
        _ = try await socket.call(UpdateCustomer.self, request, timeout: timeout)
        return .success(.stored(nil))
      }
    } catch {
      return .failure(error)
    }
  }

  func shutdown() { socket.shutdown() }
}
