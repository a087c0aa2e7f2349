/// What a session keeps of a call that was started.
struct CallUnderWay {
  let pending: PendingCall
  /// Where its method stands in the table.
  let method: Int
  /// The id's own bytes.
  let id: [UInt8]
  /// Which text of the stream it came in.
  let text: UInt64
  var trail: Trail
  let reply: ReplyPlace
  let progress: ProgressReporter?
}
