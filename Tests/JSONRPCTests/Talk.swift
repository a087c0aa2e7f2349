import JSONRPC
import Synchronization

/// One conversation with the test methods.
struct Talk {
  static let start = BootInstant(nanoseconds: 1_000_000_000_000)

  let dispatcher: Dispatcher
  var session: Session
  var pending: [PendingCall] = []
  var refused = 0
  var next = SessionOutput.Next.open
  let notifications = Notifications()

  final class Notifications: Sendable {
    let texts = Mutex<[String]>([])
    var all: [String] { texts.withLock { $0 } }
  }

  init(role: Role = .auth, limits: Limits = Limits()) {
    dispatcher = Self.dispatcher(limits)
    let notifications = notifications
    session = Session(dispatcher: dispatcher, caller: Caller(role: role)) { bytes in
      notifications.texts.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
    }
  }

  static func dispatcher(_ limits: Limits) -> Dispatcher {
    let info = ServiceInfo(
      name: "test", version: "1.2.3", document: JSONText(trusted: Array(#"{"openrpc": "1"}"#.utf8))
    ) { service in
      service == "" ? .serving : service == "test.v1.TestService" ? .notServing : nil
    }
    return Dispatcher(
      routes: [Route(EchoHandler()), Route(HoldHandler())], limits: limits, info: info,
      requestIDs: RequestIDs(start: 7))
  }

  /// Says something and gives what is answered at once.
  mutating func say(_ text: String, at now: BootInstant = start) -> String {
    say(Array(text.utf8), at: now)
  }

  mutating func say(_ bytes: [UInt8], at now: BootInstant = start) -> String {
    take(session.receive(bytes, now: now))
  }

  mutating func post(_ body: String) -> String {
    take(session.receiveDocument(Array(body.utf8), now: Self.start))
  }

  mutating func hangUp() -> String {
    take(session.endOfInput())
  }

  /// Goes on with requests that were put off.
  mutating func goOn() -> String {
    take(session.resume(now: Self.start))
  }

  /// Runs all pending calls, in the order given, and gives what is answered.
  mutating func finish(reversed: Bool = false) async -> String {
    let calls = reversed ? pending.reversed() : pending
    pending = []
    var text = ""
    for call in calls { text += take(session.complete(await call.run())) }
    return text
  }

  private mutating func take(_ output: SessionOutput) -> String {
    pending += output.calls
    refused += output.refusedNotifications
    next = output.next
    return String(decoding: output.bytes, as: UTF8.self)
  }

  /// A request of the wire.
  static func request(_ method: String, id: String?, params: String? = nil) -> String {
    var members = [#""jsonrpc":"2.0""#]
    if let id { members.append(#""id":\#(id)"#) }
    members.append(#""method":"\#(method)""#)
    if let params { members.append(#""params":\#(params)"#) }
    return "{\(members.joined(separator: ","))}"
  }

  /// The reply that carries a result.
  static func result(_ id: String, _ result: String) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#
  }
}
