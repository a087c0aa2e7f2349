extension Duration {
  /// Whole milliseconds, rounded up, from one to a day: zero would mean no limit to libcurl.
  var wholeMilliseconds: Int {
    let milliseconds = (self / Duration.milliseconds(1)).rounded(.up)
    return Int(min(max(milliseconds, 1), 86_400_000))
  }
}
