/// All that is known about a call when its work begins.
struct CallStart {
  let route: Route
  /// Where the route stands in the table.
  let method: Int
  let call: Call
  let reporter: ProgressReporter?
  let reply: ReplyPlace
  /// The id's own bytes.
  let id: [UInt8]
}
