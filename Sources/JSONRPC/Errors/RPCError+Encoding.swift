extension RPCError {
  /// The error object's JSON, in the form of the wire.
  public func encoded() -> JSONText {
    JSONWriter.object { error in
      error.member("code", code)
      error.member("message", message)
      error.key("data")
      error.object { data in
        data.member("status", status.word)
        data.member("reason", reason.rawValue)
        data.member("executed", executed.rawValue)
        data.member("retry", (retry ?? .never).encoded())
        data.member("requestId", requestID?.description)
        guard !details.isEmpty else { return }
        data.key("details")
        data.array { list in
          for detail in details { list.json(detail.encoded()) }
        }
      }
    }
  }
}
