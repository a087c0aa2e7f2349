extension CallMetadata {
  /// The value of `_meta`.
  func encoded() -> JSONText {
    JSONWriter.object { meta in
      meta.member("timeoutMs", timeout.map { max(1, $0.wholeMilliseconds) })
      meta.member("deadlineNs", deadline?.nanoseconds)
      meta.member("idempotencyKey", idempotencyKey)
      meta.member("traceparent", traceparent)
      meta.member("progressToken", progressToken)
      if dryRun { meta.member("dryRun", true) }
    }
  }
}
