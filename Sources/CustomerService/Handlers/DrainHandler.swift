public import CustomerAPI
public import JSONRPC

/// Takes no new work from here on and lets what is under way end.
public struct DrainHandler: MethodHandler {
  /// The method that is handled.
  public typealias Contract = Drain

  let engine: CustomerEngine

  /// Handles by means of an engine.
  public init(_ engine: CustomerEngine) { self.engine = engine }

  /// Answers how much is still under way; asked again, how much is left.
  public func answer(
    _ params: WireDrainRequest, _ call: Call
  ) throws(RPCError) -> Answer<WireDrainResponse> {
    if !call.metadata.dryRun { engine.drain() }
    var response = WireDrainResponse()
    response.inFlight = Int32(clamping: engine.underWay)
    return .now(response)
  }
}
