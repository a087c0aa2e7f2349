extension Retry {
  /// `{allowed, afterMs}`.
  func encoded() -> JSONText {
    JSONWriter.object { retry in
      retry.member("allowed", allowed)
      retry.member("afterMs", after?.wholeMilliseconds)
    }
  }

  init?(decoding value: JSONValue?) {
    guard let object = value?.object, let allowed = object["allowed"]?.boolean else { return nil }
    let after = object["afterMs"]?.integerOrText
    self.init(
      allowed: allowed, after: after.flatMap { $0 < 0 ? nil : .milliseconds($0) })
  }
}
